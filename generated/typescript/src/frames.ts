// Frames of agent-console: their envelope values, what tells them apart, and how they are written.
// Made by antiphon from the protocol's definition. Do not edit: change the definition.
import { readUnix, readUuid, type UnixMillis, type Uuid } from './scalars.ts';
import { readErrorCode, readMessageRegion, type ErrorCode, type MessageRegion } from './types.ts';
import {
  isObject,
  readInteger,
  readJson,
  readObject,
  readString,
  wrong,
  type Compressed,
  type Mutable,
  type Path,
} from './wire.ts';

/** What a `message` frame carries beside the payload. */
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

/** A `message` frame as it lies on the wire. */
export type MessageFrame = { readonly type?: unknown; readonly id?: unknown; readonly session?: unknown; readonly user?: unknown; readonly seq?: unknown; readonly ack?: unknown; readonly time?: unknown; readonly trace?: unknown; readonly region?: unknown; readonly data?: unknown };

/** The place of everything in a `message` frame. */
export const inMessage: Path = { up: undefined, key: 'message' };

/** Whether a value is a `message` frame rather than another one. */
export function isMessageFrame(frame: unknown): frame is MessageFrame {
  const from = frame as MessageFrame;
  return isObject(from)
    && from.type !== undefined
    && from.time !== undefined;
}

/** Gives up at anything but a `message` frame. */
export function checkMessageFrame(frame: unknown): asserts frame is MessageFrame {
  const from = frame as MessageFrame;
  if (!isObject(from)) wrong(from, 'an object', undefined, 'message');
  readJson(from.type, inMessage, 'type');
}

/** Reads the envelope values of a `message` frame. */
export function readMessageHead(frame: MessageFrame): MessageHead {
  const path = inMessage;
  const head: Mutable<MessageHead> = {
    time: readUnix<UnixMillis>(frame.time, path, 'time'),
  };
  if (frame.id !== undefined) head.id = readUuid(frame.id, path, 'id');
  if (frame.session !== undefined) head.session = readUuid(frame.session, path, 'session');
  if (frame.user !== undefined) head.user = readString(frame.user, path, 'user');
  if (frame.seq !== undefined) head.seq = readInteger(frame.seq, path, 'seq', 0, Number.MAX_SAFE_INTEGER);
  if (frame.ack !== undefined) head.ack = readInteger(frame.ack, path, 'ack', 0, Number.MAX_SAFE_INTEGER);
  if (frame.trace !== undefined) head.trace = readString(frame.trace, path, 'trace');
  if (frame.region !== undefined) head.region = readMessageRegion(frame.region, path, 'region');
  return head;
}

/** Writes a `message` frame. */
export function writeMessageFrame(head: MessageHead, tag: string | number | boolean | null, payload: unknown): unknown {
  return { type: tag, id: head.id, session: head.session, user: head.user, seq: head.seq, ack: head.ack, time: head.time, trace: head.trace, region: head.region, data: payload };
}

/** What a `call` frame carries beside the payload. */
export interface CallHead {
  /** `id` (`$correlation`). */
  readonly id: number;
}

/** A `call` frame as it lies on the wire. */
export type CallFrame = { readonly type?: unknown; readonly id?: unknown; readonly method?: unknown; readonly params?: unknown };

/** The place of everything in a `call` frame. */
export const inCall: Path = { up: undefined, key: 'call' };

/** Whether a value is a `call` frame rather than another one. */
export function isCallFrame(frame: unknown): frame is CallFrame {
  const from = frame as CallFrame;
  return isObject(from)
    && from.type === 'call'
    && from.method !== undefined
    && from.id !== undefined;
}

/** Reads the envelope values of a `call` frame. */
export function readCallHead(frame: CallFrame): CallHead {
  const path = inCall;
  return {
    id: readInteger(frame.id, path, 'id', 0, 4294967295),
  };
}

/** Writes a `call` frame. */
export function writeCallFrame(head: CallHead, tag: string | number | boolean | null, payload: unknown): unknown {
  return { type: 'call', id: head.id, method: tag, params: payload };
}

/** What a `progress` frame carries beside the payload. */
export interface ProgressHead {
  /** `id` (`$correlation`). */
  readonly id: number;
}

/** A `progress` frame as it lies on the wire. */
export type ProgressFrame = { readonly type?: unknown; readonly id?: unknown; readonly value?: unknown };

/** The place of everything in a `progress` frame. */
export const inProgress: Path = { up: undefined, key: 'progress' };

/** Whether a value is a `progress` frame rather than another one. */
export function isProgressFrame(frame: unknown): frame is ProgressFrame {
  const from = frame as ProgressFrame;
  return isObject(from)
    && from.type === 'progress'
    && from.id !== undefined
    && from.value !== undefined;
}

/** Reads the envelope values of a `progress` frame. */
export function readProgressHead(frame: ProgressFrame): ProgressHead {
  const path = inProgress;
  return {
    id: readInteger(frame.id, path, 'id', 0, 4294967295),
  };
}

/** Writes a `progress` frame. */
export function writeProgressFrame(head: ProgressHead, payload: unknown): unknown {
  return { type: 'progress', id: head.id, value: payload };
}

/** What a `result` frame carries beside the payload. */
export interface ResultHead {
  /** `id` (`$correlation`). */
  readonly id: number;
}

/** A `result` frame as it lies on the wire. */
export type ResultFrame = { readonly type?: unknown; readonly id?: unknown; readonly ok?: unknown; readonly error?: unknown; readonly value?: unknown };

/** The place of everything in a `result` frame. */
export const inResult: Path = { up: undefined, key: 'result' };

/** Whether a value is a `result` frame rather than another one. */
export function isResultFrame(frame: unknown): frame is ResultFrame {
  const from = frame as ResultFrame;
  return isObject(from)
    && from.type === 'result'
    && from.ok === true
    && from.error === null
    && from.id !== undefined
    && from.value !== undefined;
}

/** Reads the envelope values of a `result` frame. */
export function readResultHead(frame: ResultFrame): ResultHead {
  const path = inResult;
  return {
    id: readInteger(frame.id, path, 'id', 0, 4294967295),
  };
}

/** Writes a `result` frame. */
export function writeResultFrame(head: ResultHead, payload: unknown): unknown {
  return { type: 'result', id: head.id, ok: true, error: null, value: payload };
}

/** What a `failure` frame carries beside the payload. */
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

/** A `failure` frame as it lies on the wire. */
export type FailureFrame = { readonly type?: unknown; readonly id?: unknown; readonly ok?: unknown; readonly error: { readonly code?: unknown; readonly message?: unknown; readonly details?: unknown; readonly trace?: unknown } };

/** The place of everything in a `failure` frame. */
export const inFailure: Path = { up: undefined, key: 'failure' };

/** Whether a value is a `failure` frame rather than another one. */
export function isFailureFrame(frame: unknown): frame is FailureFrame {
  const from = frame as FailureFrame;
  return isObject(from)
    && from.type === 'result'
    && from.ok === false
    && isObject(from.error)
    && from.id !== undefined
    && from.error.code !== undefined
    && from.error.message !== undefined;
}

/** Reads the envelope values of a `failure` frame. */
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

/** Writes a `failure` frame. */
export function writeFailureFrame(head: FailureHead): unknown {
  return { type: 'result', id: head.id, ok: false, error: { code: head.code, message: head.message, details: head.details, trace: head.trace } };
}

/** What a `cancel` frame carries beside the payload. */
export interface CancelHead {
  /** `id` (`$correlation`). */
  readonly id: number;
}

/** A `cancel` frame as it lies on the wire. */
export type CancelFrame = { readonly type?: unknown; readonly id?: unknown };

/** The place of everything in a `cancel` frame. */
export const inCancel: Path = { up: undefined, key: 'cancel' };

/** Whether a value is a `cancel` frame rather than another one. */
export function isCancelFrame(frame: unknown): frame is CancelFrame {
  const from = frame as CancelFrame;
  return isObject(from)
    && from.type === 'cancel'
    && from.id !== undefined;
}

/** Reads the envelope values of a `cancel` frame. */
export function readCancelHead(frame: CancelFrame): CancelHead {
  const path = inCancel;
  return {
    id: readInteger(frame.id, path, 'id', 0, 4294967295),
  };
}

/** Writes a `cancel` frame. */
export function writeCancelFrame(head: CancelHead): unknown {
  return { type: 'cancel', id: head.id };
}

/** What a `topic` frame carries beside the payload. */
export interface TopicHead {
  /** `topic` (`$channel`). */
  readonly topic: string;
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

/** A `topic` frame as it lies on the wire. */
export type TopicFrame = { readonly type?: unknown; readonly topic?: unknown; readonly join?: unknown; readonly position?: { readonly epoch?: unknown; readonly offset?: unknown }; readonly by?: { readonly user?: unknown; readonly connection?: unknown; readonly name?: unknown }; readonly event?: unknown; readonly data?: unknown };

/** The place of everything in a `topic` frame. */
export const inTopic: Path = { up: undefined, key: 'topic' };

/** Whether a value is a `topic` frame rather than another one. */
export function isTopicFrame(frame: unknown): frame is TopicFrame {
  const from = frame as TopicFrame;
  return isObject(from)
    && from.type === 'topic'
    && from.event !== undefined
    && from.topic !== undefined;
}

/** Reads the envelope values of a `topic` frame. */
export function readTopicHead(frame: TopicFrame): TopicHead {
  const path = inTopic;
  if (frame.position !== undefined) readObject(frame.position, path, 'position');
  if (frame.by !== undefined) readObject(frame.by, path, 'by');
  const head: Mutable<TopicHead> = {
    topic: readString(frame.topic, path, 'topic'),
  };
  if (frame.join !== undefined) head.join = readInteger(frame.join, path, 'join', 0, 4294967295);
  if (frame.position?.epoch !== undefined) head.epoch = readString(frame.position?.epoch, path, 'position.epoch');
  if (frame.position?.offset !== undefined) head.offset = readInteger(frame.position?.offset, path, 'position.offset', 0, Number.MAX_SAFE_INTEGER);
  if (frame.by?.user !== undefined) head.user = readString(frame.by?.user, path, 'by.user');
  if (frame.by?.connection !== undefined) head.connection = readString(frame.by?.connection, path, 'by.connection');
  if (frame.by?.name !== undefined) head.name = readString(frame.by?.name, path, 'by.name');
  return head;
}

/** Writes a `topic` frame. */
export function writeTopicFrame(head: TopicHead, tag: string | number | boolean | null, payload: unknown): unknown {
  return { type: 'topic', topic: head.topic, join: head.join, position: (head.epoch ?? head.offset) === undefined ? undefined : { epoch: head.epoch, offset: head.offset }, by: (head.user ?? head.connection ?? head.name) === undefined ? undefined : { user: head.user, connection: head.connection, name: head.name }, event: tag, data: payload };
}

/** What a `tty` frame carries beside the payload. */
export interface TtyHead {
  /** `2` (`$channel`). */
  readonly channel: string;
  /** `3` (`$offset`). */
  readonly offset: number | null;
}

/** A `tty` frame as it lies on the wire. */
export type TtyFrame = readonly [unknown, unknown, unknown, unknown, ...unknown[]];

/** The place of everything in a `tty` frame. */
export const inTty: Path = { up: undefined, key: 'tty' };

/** Whether a value is a `tty` frame rather than another one. */
export function isTtyFrame(frame: unknown): frame is TtyFrame {
  const from = frame as TtyFrame;
  return Array.isArray(from)
    && from.length >= 4
    && from[0] !== undefined
    && from[1] !== undefined
    && from[2] !== undefined
    && from[3] !== undefined;
}

/** Reads the envelope values of a `tty` frame. */
export function readTtyHead(frame: TtyFrame): TtyHead {
  const path = inTty;
  return {
    channel: readString(frame[2], path, '2'),
    offset: frame[3] === null ? null : readInteger(frame[3], path, '3', 0, Number.MAX_SAFE_INTEGER),
  };
}

/** Writes a `tty` frame. */
export function writeTtyFrame(head: TtyHead, tag0: string | number | boolean | null, tag1: string | number | boolean | null, payload: readonly unknown[]): unknown {
  return [tag0, tag1, head.channel, head.offset, ...payload];
}

/** A `live` frame as it lies on the wire. */
export type LiveFrame = { readonly type?: unknown };

/** The place of everything in a `live` frame. */
export const inLive: Path = { up: undefined, key: 'live' };

/** Whether a value is a `live` frame rather than another one. */
export function isLiveFrame(frame: unknown): frame is LiveFrame {
  const from = frame as LiveFrame;
  return isObject(from)
    && from.type === 'live';
}

/** Writes a `live` frame. */
export function writeLiveFrame(tag: string | number | boolean | null, payload: unknown): unknown {
  return { type: 'live', [String(tag)]: payload };
}

/** What a `error` frame carries beside the payload. */
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

/** A `error` frame as it lies on the wire. */
export type ErrorFrame = { readonly type?: unknown; readonly code?: unknown; readonly message?: unknown; readonly details?: unknown; readonly trace?: unknown };

/** The place of everything in a `error` frame. */
export const inError: Path = { up: undefined, key: 'error' };

/** Whether a value is a `error` frame rather than another one. */
export function isErrorFrame(frame: unknown): frame is ErrorFrame {
  const from = frame as ErrorFrame;
  return isObject(from)
    && from.type === 'error'
    && from.code !== undefined
    && from.message !== undefined;
}

/** Reads the envelope values of a `error` frame. */
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

/** Writes a `error` frame. */
export function writeErrorFrame(head: ErrorHead, payload: object): unknown {
  return { type: 'error', code: head.code, message: head.message, details: head.details, trace: head.trace, ...payload };
}

/** A `batch` frame as it lies on the wire. */
export type BatchFrame = { readonly type?: unknown; readonly count?: unknown; readonly frames?: unknown };

/** The place of everything in a `batch` frame. */
export const inBatch: Path = { up: undefined, key: 'batch' };

/** Whether a value is a `batch` frame rather than another one. */
export function isBatchFrame(frame: unknown): frame is BatchFrame {
  const from = frame as BatchFrame;
  return isObject(from)
    && from.type === 'batch'
    && from.count !== undefined
    && from.frames !== undefined;
}

/** Writes a `batch` frame. */
export function writeBatchFrame(frames: readonly unknown[]): unknown {
  return { type: 'batch', count: frames.length, frames: frames };
}

/** A `compressed` frame as it lies on the wire. */
export type CompressedFrame = { readonly type?: unknown; readonly encoding?: unknown; readonly size?: unknown; readonly compressedSize?: unknown; readonly data?: unknown };

/** The place of everything in a `compressed` frame. */
export const inCompressed: Path = { up: undefined, key: 'compressed' };

/** Whether a value is a `compressed` frame rather than another one. */
export function isCompressedFrame(frame: unknown): frame is CompressedFrame {
  const from = frame as CompressedFrame;
  return isObject(from)
    && from.type === 'compressed'
    && from.encoding === 'gzip'
    && from.size !== undefined
    && from.compressedSize !== undefined
    && from.data !== undefined;
}

/** Writes a `compressed` frame. */
export function writeCompressedFrame(content: Compressed): unknown {
  return { type: 'compressed', encoding: 'gzip', size: content.size, compressedSize: content.compressedSize, data: content.data };
}
