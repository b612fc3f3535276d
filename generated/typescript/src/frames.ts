// Frames of agent-console: their envelope values, what tells them apart, and how they are written.
// Made by antiphon from the protocol's definition. Do not edit: change the definition.
import { readUnix, readUuid, type UnixMillis, type Uuid } from './scalars.ts';
import type { Frame } from './shape.ts';
import { readErrorCode, readMessageRegion, type ErrorCode, type MessageRegion } from './types.ts';
import {
  readInteger,
  readJson,
  readString,
  type Compressed,
  type Mutable,
  type Path,
} from './wire.ts';

/** What the frame `message` carries beside the payload. */
export interface MessageHead {
  /** `id` (`$id`). */
  readonly id?: Uuid;
  /** `session` (`$session`). */
  readonly session?: Uuid;
  /** `user` (`$user`). */
  readonly user?: string;
  /** `seq` (`$seq`). */
  readonly seq?: number;
  /** `ack` (`$ack`). */
  readonly ack?: number;
  /** `time` (`$time`). */
  readonly time: UnixMillis;
  /** `trace` (`$trace`). */
  readonly trace?: string;
  /** `region`. */
  readonly region?: MessageRegion;
}

/** The frame `message` as it lies on the wire. */
export type MessageFrame = {
  readonly type?: unknown;
  readonly id?: unknown;
  readonly session?: unknown;
  readonly user?: unknown;
  readonly seq?: unknown;
  readonly ack?: unknown;
  readonly time?: unknown;
  readonly trace?: unknown;
  readonly region?: unknown;
  readonly data?: unknown;
};

/** The place of everything in the frame `message`. */
export const inMessage: Path = { up: undefined, key: 'message' };

/** Reads the envelope values of the frame `message`. */
export function readMessageHead(frame: MessageFrame): MessageHead {
  const path = inMessage;
  const head = {} as Mutable<MessageHead>;
  if (frame.id !== undefined) head.id = readUuid(frame.id, path, 'id');
  if (frame.session !== undefined) head.session = readUuid(frame.session, path, 'session');
  if (frame.user !== undefined) head.user = readString(frame.user, path, 'user');
  if (frame.seq !== undefined) head.seq = readInteger(frame.seq, path, 'seq', 0, Number.MAX_SAFE_INTEGER);
  if (frame.ack !== undefined) head.ack = readInteger(frame.ack, path, 'ack', 0, Number.MAX_SAFE_INTEGER);
  head.time = readUnix<UnixMillis>(frame.time, path, 'time');
  if (frame.trace !== undefined) head.trace = readString(frame.trace, path, 'trace');
  if (frame.region !== undefined) head.region = readMessageRegion(frame.region, path, 'region');
  return head;
}

/** The places of the frame `message`. */
export const messageFrame: Frame = {
  name: 'message',
  kind: 'event',
  tag: 1,
  shape: {
    keys: [
      ['type', 'tag'],
      ['id', 'any', '?'],
      ['session', 'any', '?'],
      ['user', 'any', '?'],
      ['seq', 'any', '?'],
      ['ack', 'any', '?'],
      ['time', 'any'],
      ['trace', 'any', '?'],
      ['region', 'any', '?'],
      ['data', 'any', '?'],
    ],
  },
  head: readMessageHead,
};

/** Writes the frame `message`. */
export function writeMessageFrame(head: MessageHead, tag: string | number | boolean | null, payload: unknown): unknown {
  return {
    type: tag,
    id: head.id,
    session: head.session,
    user: head.user,
    seq: head.seq,
    ack: head.ack,
    time: head.time,
    trace: head.trace,
    region: head.region,
    data: payload,
  };
}

/** What the frame `call` carries beside the payload. */
export interface CallHead {
  /** `id` (`$correlation`). */
  readonly id: number;
}

/** The frame `call` as it lies on the wire. */
export type CallFrame = {
  readonly type?: unknown;
  readonly id?: unknown;
  readonly method?: unknown;
  readonly params?: unknown;
};

/** The place of everything in the frame `call`. */
export const inCall: Path = { up: undefined, key: 'call' };

/** Reads the envelope values of the frame `call`. */
export function readCallHead(frame: CallFrame): CallHead {
  const path = inCall;
  return {
    id: readInteger(frame.id, path, 'id', 0, 4294967295),
  };
}

/** The places of the frame `call`. */
export const callFrame: Frame = {
  name: 'call',
  kind: 'event',
  tag: 1,
  shape: {
    keys: [['type', { is: 'call' }], ['id', 'any'], ['method', 'tag'], ['params', 'any', '?']],
  },
  head: readCallHead,
};

/** Writes the frame `call`. */
export function writeCallFrame(head: CallHead, tag: string | number | boolean | null, payload: unknown): unknown {
  return { type: 'call', id: head.id, method: tag, params: payload };
}

/** What the frame `progress` carries beside the payload. */
export interface ProgressHead {
  /** `id` (`$correlation`). */
  readonly id: number;
}

/** The frame `progress` as it lies on the wire. */
export type ProgressFrame = { readonly type?: unknown; readonly id?: unknown; readonly value?: unknown };

/** The place of everything in the frame `progress`. */
export const inProgress: Path = { up: undefined, key: 'progress' };

/** Reads the envelope values of the frame `progress`. */
export function readProgressHead(frame: ProgressFrame): ProgressHead {
  const path = inProgress;
  return {
    id: readInteger(frame.id, path, 'id', 0, 4294967295),
  };
}

/** The places of the frame `progress`. */
export const progressFrame: Frame = {
  name: 'progress',
  kind: 'event',
  tag: 0,
  shape: { keys: [['type', { is: 'progress' }], ['id', 'any'], ['value', 'any']] },
  head: readProgressHead,
};

/** Writes the frame `progress`. */
export function writeProgressFrame(head: ProgressHead, payload: unknown): unknown {
  return { type: 'progress', id: head.id, value: payload };
}

/** What the frame `result` carries beside the payload. */
export interface ResultHead {
  /** `id` (`$correlation`). */
  readonly id: number;
}

/** The frame `result` as it lies on the wire. */
export type ResultFrame = {
  readonly type?: unknown;
  readonly id?: unknown;
  readonly ok?: unknown;
  readonly error?: unknown;
  readonly value?: unknown;
};

/** The place of everything in the frame `result`. */
export const inResult: Path = { up: undefined, key: 'result' };

/** Reads the envelope values of the frame `result`. */
export function readResultHead(frame: ResultFrame): ResultHead {
  const path = inResult;
  return {
    id: readInteger(frame.id, path, 'id', 0, 4294967295),
  };
}

/** The places of the frame `result`. */
export const resultFrame: Frame = {
  name: 'result',
  kind: 'event',
  tag: 0,
  shape: {
    keys: [
      ['type', { is: 'result' }],
      ['id', 'any'],
      ['ok', { is: true }],
      ['error', { is: null }],
      ['value', 'any'],
    ],
  },
  head: readResultHead,
};

/** Writes the frame `result`. */
export function writeResultFrame(head: ResultHead, payload: unknown): unknown {
  return { type: 'result', id: head.id, ok: true, error: null, value: payload };
}

/** What the frame `failure` carries beside the payload. */
export interface FailureHead {
  /** `id` (`$correlation`). */
  readonly id: number;
  /** `error.code` (`$code`). */
  readonly code: ErrorCode;
  /** `error.message` (`$message`). */
  readonly message: string;
  /** `error.details` (`$details`). */
  readonly details?: unknown;
  /** `error.trace` (`$trace`). */
  readonly trace?: string;
}

/** The frame `failure` as it lies on the wire. */
export type FailureFrame = {
  readonly type?: unknown;
  readonly id?: unknown;
  readonly ok?: unknown;
  readonly error: {
    readonly code?: unknown;
    readonly message?: unknown;
    readonly details?: unknown;
    readonly trace?: unknown;
  };
};

/** The place of everything in the frame `failure`. */
export const inFailure: Path = { up: undefined, key: 'failure' };

/** Reads the envelope values of the frame `failure`. */
export function readFailureHead(frame: FailureFrame): FailureHead {
  const path = inFailure;
  const head: Mutable<FailureHead> = {
    id: readInteger(frame.id, path, 'id', 0, 4294967295),
    code: readErrorCode(frame.error.code, path, 'error.code'),
    message: readString(frame.error.message, path, 'error.message'),
  };
  if (frame.error.details !== undefined) head.details = readJson(frame.error.details, path, 'error.details');
  if (frame.error.trace !== undefined) head.trace = readString(frame.error.trace, path, 'error.trace');
  return head;
}

/** The places of the frame `failure`. */
export const failureFrame: Frame = {
  name: 'failure',
  kind: 'event',
  tag: 0,
  shape: {
    keys: [
      ['type', { is: 'result' }],
      ['id', 'any'],
      ['ok', { is: false }],
      [
        'error',
        {
          keys: [
            ['code', 'any'],
            ['message', 'any'],
            ['details', 'any', '?'],
            ['trace', 'any', '?'],
          ],
        },
      ],
    ],
  },
  head: readFailureHead,
};

/** Writes the frame `failure`. */
export function writeFailureFrame(head: FailureHead): unknown {
  return {
    type: 'result',
    id: head.id,
    ok: false,
    error: { code: head.code, message: head.message, details: head.details, trace: head.trace },
  };
}

/** What the frame `cancel` carries beside the payload. */
export interface CancelHead {
  /** `id` (`$correlation`). */
  readonly id: number;
}

/** The frame `cancel` as it lies on the wire. */
export type CancelFrame = { readonly type?: unknown; readonly id?: unknown };

/** The place of everything in the frame `cancel`. */
export const inCancel: Path = { up: undefined, key: 'cancel' };

/** Reads the envelope values of the frame `cancel`. */
export function readCancelHead(frame: CancelFrame): CancelHead {
  const path = inCancel;
  return {
    id: readInteger(frame.id, path, 'id', 0, 4294967295),
  };
}

/** The places of the frame `cancel`. */
export const cancelFrame: Frame = {
  name: 'cancel',
  kind: 'event',
  tag: 0,
  shape: { keys: [['type', { is: 'cancel' }], ['id', 'any']] },
  head: readCancelHead,
};

/** Writes the frame `cancel`. */
export function writeCancelFrame(head: CancelHead): unknown {
  return { type: 'cancel', id: head.id };
}

/** What the frame `topic` carries beside the payload. */
export interface TopicHead<Topic extends string = string> {
  /** `topic` (`$channel`). */
  readonly topic: Topic;
  /** `join` (`$join`). */
  readonly join?: number;
  /** `position.epoch` (`$epoch`). */
  readonly epoch?: string;
  /** `position.offset` (`$offset`). */
  readonly offset?: number;
  /** `by.user` (`$user`). */
  readonly user?: string;
  /** `by.connection` (`$connection`). */
  readonly connection?: string;
  /** `by.name` (`$sender`). */
  readonly name?: string;
}

/** The frame `topic` as it lies on the wire. */
export type TopicFrame = {
  readonly type?: unknown;
  readonly topic?: unknown;
  readonly join?: unknown;
  readonly position?: { readonly epoch?: unknown; readonly offset?: unknown };
  readonly by?: { readonly user?: unknown; readonly connection?: unknown; readonly name?: unknown };
  readonly event?: unknown;
  readonly data?: unknown;
};

/** The place of everything in the frame `topic`. */
export const inTopic: Path = { up: undefined, key: 'topic' };

/** Reads the envelope values of the frame `topic`. */
export function readTopicHead<Topic extends string>(frame: TopicFrame): TopicHead<Topic> {
  const path = inTopic;
  const head: Mutable<TopicHead<Topic>> = {
    topic: readString(frame.topic, path, 'topic') as Topic,
  };
  if (frame.join !== undefined) head.join = readInteger(frame.join, path, 'join', 0, 4294967295);
  if (frame.position?.epoch !== undefined) head.epoch = readString(frame.position?.epoch, path, 'position.epoch');
  if (frame.position?.offset !== undefined) head.offset = readInteger(frame.position?.offset, path, 'position.offset', 0, Number.MAX_SAFE_INTEGER);
  if (frame.by?.user !== undefined) head.user = readString(frame.by?.user, path, 'by.user');
  if (frame.by?.connection !== undefined) head.connection = readString(frame.by?.connection, path, 'by.connection');
  if (frame.by?.name !== undefined) head.name = readString(frame.by?.name, path, 'by.name');
  return head;
}

/** The places of the frame `topic`. */
export const topicFrame: Frame = {
  name: 'topic',
  kind: 'event',
  tag: 1,
  shape: {
    keys: [
      ['type', { is: 'topic' }],
      ['topic', 'any'],
      ['join', 'any', '?'],
      ['position', { keys: [['epoch', 'any'], ['offset', 'any']] }, '?'],
      ['by', { keys: [['user', 'any'], ['connection', 'any'], ['name', 'any']] }, '?'],
      ['event', 'tag'],
      ['data', 'any', '?'],
    ],
  },
  head: readTopicHead,
};

/** Writes the frame `topic`. */
export function writeTopicFrame(head: TopicHead, tag: string | number | boolean | null, payload: unknown): unknown {
  return {
    type: 'topic',
    topic: head.topic,
    join: head.join,
    position: (head.epoch ?? head.offset) === undefined ? undefined : { epoch: head.epoch, offset: head.offset },
    by: (head.user ?? head.connection ?? head.name) === undefined ? undefined : { user: head.user, connection: head.connection, name: head.name },
    event: tag,
    data: payload,
  };
}

/** What the frame `tty` carries beside the payload. */
export interface TtyHead<Topic extends string = string> {
  /** `2` (`$channel`). */
  readonly channel: Topic;
  /** `3` (`$offset`). */
  readonly offset: number | null;
}

/** The frame `tty` as it lies on the wire. */
export type TtyFrame = readonly [unknown, unknown, unknown, unknown, ...unknown[]];

/** The place of everything in the frame `tty`. */
export const inTty: Path = { up: undefined, key: 'tty' };

/** Reads the envelope values of the frame `tty`. */
export function readTtyHead<Topic extends string>(frame: TtyFrame): TtyHead<Topic> {
  const path = inTty;
  return {
    channel: readString(frame[2], path, '2') as Topic,
    offset: frame[3] === null ? null : readInteger(frame[3], path, '3', 0, Number.MAX_SAFE_INTEGER),
  };
}

/** The places of the frame `tty`. */
export const ttyFrame: Frame = {
  name: 'tty',
  kind: 'event',
  tag: 2,
  shape: { items: [['tag'], ['tag'], ['any'], ['any']], open: true },
  head: readTtyHead,
};

/** Writes the frame `tty`. */
export function writeTtyFrame(head: TtyHead, tag0: string | number | boolean | null, tag1: string | number | boolean | null, payload: readonly unknown[]): unknown {
  return [tag0, tag1, head.channel, head.offset, ...payload];
}

/** The frame `live` as it lies on the wire. */
export type LiveFrame = { readonly type?: unknown };

/** The place of everything in the frame `live`. */
export const inLive: Path = { up: undefined, key: 'live' };

/** The places of the frame `live`. */
export const liveFrame: Frame = {
  name: 'live',
  kind: 'event',
  tag: 1,
  shape: { keys: [['type', { is: 'live' }], [null, 'any']] },
};

/** Writes the frame `live`. */
export function writeLiveFrame(tag: string | number | boolean | null, payload: unknown): unknown {
  return { type: 'live', [String(tag)]: payload };
}

/** What the frame `error` carries beside the payload. */
export interface ErrorHead {
  /** `code` (`$code`). */
  readonly code: ErrorCode;
  /** `message` (`$message`). */
  readonly message: string;
  /** `details` (`$details`). */
  readonly details?: unknown;
  /** `trace` (`$trace`). */
  readonly trace?: string;
}

/** The frame `error` as it lies on the wire. */
export type ErrorFrame = {
  readonly type?: unknown;
  readonly code?: unknown;
  readonly message?: unknown;
  readonly details?: unknown;
  readonly trace?: unknown;
};

/** The place of everything in the frame `error`. */
export const inError: Path = { up: undefined, key: 'error' };

/** Reads the envelope values of the frame `error`. */
export function readErrorHead(frame: ErrorFrame): ErrorHead {
  const path = inError;
  const head: Mutable<ErrorHead> = {
    code: readErrorCode(frame.code, path, 'code'),
    message: readString(frame.message, path, 'message'),
  };
  if (frame.details !== undefined) head.details = readJson(frame.details, path, 'details');
  if (frame.trace !== undefined) head.trace = readString(frame.trace, path, 'trace');
  return head;
}

/** The places of the frame `error`. */
export const errorFrame: Frame = {
  name: 'error',
  kind: 'event',
  tag: 0,
  shape: {
    keys: [
      ['type', { is: 'error' }],
      ['code', 'any'],
      ['message', 'any'],
      ['details', 'any', '?'],
      ['trace', 'any', '?'],
    ],
    open: true,
  },
  head: readErrorHead,
};

/** Writes the frame `error`. */
export function writeErrorFrame(head: ErrorHead, payload: object): unknown {
  return {
    type: 'error',
    code: head.code,
    message: head.message,
    details: head.details,
    trace: head.trace,
    ...payload,
  };
}

/** The frame `batch` as it lies on the wire. */
export type BatchFrame = { readonly type?: unknown; readonly count?: unknown; readonly frames?: unknown };

/** The place of everything in the frame `batch`. */
export const inBatch: Path = { up: undefined, key: 'batch' };

/** The places of the frame `batch`. */
export const batchFrame: Frame = {
  name: 'batch',
  kind: 'batch',
  tag: 0,
  shape: { keys: [['type', { is: 'batch' }], ['count', 'any'], ['frames', 'list']] },
};

/** Writes the frame `batch`. */
export function writeBatchFrame(frames: readonly unknown[]): unknown {
  return { type: 'batch', count: frames.length, frames: frames };
}

/** The frame `compressed` as it lies on the wire. */
export type CompressedFrame = {
  readonly type?: unknown;
  readonly encoding?: unknown;
  readonly size?: unknown;
  readonly compressedSize?: unknown;
  readonly data?: unknown;
};

/** The place of everything in the frame `compressed`. */
export const inCompressed: Path = { up: undefined, key: 'compressed' };

/** The places of the frame `compressed`. */
export const compressedFrame: Frame = {
  name: 'compressed',
  kind: 'compressed',
  tag: 0,
  shape: {
    keys: [
      ['type', { is: 'compressed' }],
      ['encoding', { is: 'gzip' }],
      ['size', 'any'],
      ['compressedSize', 'any'],
      ['data', 'text'],
    ],
  },
};

/** Writes the frame `compressed`. */
export function writeCompressedFrame(content: Compressed): unknown {
  return {
    type: 'compressed',
    encoding: 'gzip',
    size: content.size,
    compressedSize: content.compressedSize,
    data: content.data,
  };
}
