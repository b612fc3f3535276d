// Everything that each end of agent-console may send, decoded and encoded.
// Made by antiphon from the protocol's definition. Do not edit: change the definition.
import {
  readAudioInput,
  readAudioOutput,
  readAudioRaw,
  readFileChunk,
  writeAudioInput,
  writeAudioOutput,
  writeAudioRaw,
  writeFileChunk,
} from './binary.ts';
import {
  isFeedTopic,
  isLobbyTopic,
  isRoomTopic,
  isTerminalTopic,
  type FeedTopic,
  type LobbyTopic,
  type RoomTopic,
  type TerminalTopic,
} from './channels.ts';
import { readFrame, type FrameReader } from './choose.ts';
import type {
  AgentBeatMessage,
  AgentReportMessage,
  AgentStatusMessage,
  AudioInputMessage,
  AudioOutputMessage,
  AudioRawMessage,
  AuthExpiringMessage,
  AuthRefusedMessage,
  AuthRenewMessage,
  AuthRenewedMessage,
  ChannelJoinMessage,
  ChannelJoinedMessage,
  ChannelLeaveMessage,
  ChannelLeftMessage,
  ChannelRefusedMessage,
  CommandAssignErrorMessage,
  CommandAssignMessage,
  CommandAssignOkMessage,
  CommandCancelMessage,
  CommandRefusedMessage,
  CommandRunEndMessage,
  CommandRunErrorMessage,
  CommandRunMessage,
  CommandRunStreamMessage,
  CursorMovedMessage,
  CustomMessage,
  ErrorMessage,
  FileChunkMessage,
  GoingAwayMessage,
  GoodbyeMessage,
  GreetedMessage,
  HappenedMessage,
  HelloMessage,
  LiveLevelMessage,
  LiveStartMessage,
  LiveStopMessage,
  NoteAddedMessage,
  PingMessage,
  PongMessage,
  PresenceMessage,
  PromptSendMessage,
  PromptStopMessage,
  PromptTypingMessage,
  ReadyMessage,
  ReceivedMessage,
  ReplyDeltaMessage,
  ReplyDoneMessage,
  ReplyToolMessage,
  ResizedMessage,
  ResumeMessage,
  ResumedMessage,
  SayMessage,
  SessionExpiredMessage,
  StderrMessage,
  StdinMessage,
  StdoutMessage,
  WelcomeMessage,
  WorkspaceChangedMessage,
  WorkspaceImportedMessage,
  WorkspaceListErrorMessage,
  WorkspaceListMessage,
  WorkspaceListOkMessage,
  WorkspaceMovedMessage,
} from './events.ts';
import {
  batchFrame,
  callFrame,
  cancelFrame,
  compressedFrame,
  errorFrame,
  failureFrame,
  inBatch,
  inCall,
  inCompressed,
  inLive,
  inMessage,
  inProgress,
  inResult,
  inTopic,
  liveFrame,
  messageFrame,
  progressFrame,
  readCallHead,
  readCancelHead,
  readErrorHead,
  readFailureHead,
  readMessageHead,
  readProgressHead,
  readResultHead,
  readTopicHead,
  readTtyHead,
  resultFrame,
  topicFrame,
  ttyFrame,
  writeBatchFrame,
  writeCallFrame,
  writeCancelFrame,
  writeCompressedFrame,
  writeErrorFrame,
  writeFailureFrame,
  writeLiveFrame,
  writeMessageFrame,
  writeProgressFrame,
  writeResultFrame,
  writeTopicFrame,
  writeTtyFrame,
  type BatchFrame,
  type CallFrame,
  type CancelFrame,
  type CompressedFrame,
  type ErrorFrame,
  type FailureFrame,
  type LiveFrame,
  type MessageFrame,
  type ProgressFrame,
  type ResultFrame,
  type TopicFrame,
  type TtyFrame,
} from './frames.ts';
import {
  MAX_MESSAGE_BYTES,
  checkBytes,
  checkSize,
  limited,
  parseJson,
  toJson,
  unpackLines,
  type DecodeOptions,
} from './json.ts';
import { between, keyTag, tagKey } from './shape.ts';
import {
  readAgentReport,
  readAgentStatus,
  readAuthExpiring,
  readAuthRenew,
  readChannelJoin,
  readChannelJoined,
  readChannelLeave,
  readChannelLeft,
  readChannelRefused,
  readCommandAssign,
  readCommandRefused,
  readCommandRun,
  readCommandRunEnd,
  readCommandRunStream,
  readCursorMoved,
  readErrorPayload,
  readGoingAway,
  readGoodbyePayload,
  readGreeted,
  readHappened,
  readHello,
  readLiveStart,
  readNoteAdded,
  readPing,
  readPresence,
  readPromptSend,
  readPromptStop,
  readPromptTyping,
  readReplyDelta,
  readReplyDone,
  readResized,
  readResume,
  readSay,
  readStderr,
  readStdin,
  readStdout,
  readToolUse,
  readVolume,
  readWelcome,
  readWorkspaceChangedPayload,
  readWorkspaceImported,
  readWorkspaceList,
  readWorkspaceListOk,
  readWorkspaceMoved,
  writeAgentReport,
  writeAgentStatus,
  writeAuthExpiring,
  writeAuthRenew,
  writeChannelJoin,
  writeChannelJoined,
  writeChannelLeave,
  writeChannelLeft,
  writeChannelRefused,
  writeCommandAssign,
  writeCommandRefused,
  writeCommandRun,
  writeCommandRunEnd,
  writeCommandRunStream,
  writeCursorMoved,
  writeErrorPayload,
  writeGoingAway,
  writeGreeted,
  writeHappened,
  writeHello,
  writeLiveStart,
  writeNoteAdded,
  writePing,
  writePresence,
  writePromptSend,
  writePromptStop,
  writePromptTyping,
  writeReplyDelta,
  writeReplyDone,
  writeResume,
  writeSay,
  writeStdin,
  writeToolUse,
  writeWelcome,
  writeWorkspaceChangedPayload,
  writeWorkspaceImported,
  writeWorkspaceList,
  writeWorkspaceListOk,
} from './types.ts';
import {
  assertNever,
  attempt,
  attemptEach,
  checkCount,
  fail,
  memberOf,
  orElse,
  readBoolean,
  readCompressed,
  readInteger,
  readJson,
  readList,
  type Compressed,
  type Result,
  type UnknownMessage,
} from './wire.ts';

/** Several frames in one, the frame `batch`. */
export interface ConsoleBatchMessage {
  readonly event: '$batch';
  readonly frame: 'batch';
  readonly channel?: undefined;
  readonly head?: undefined;
  readonly payload?: undefined;
  readonly frames: readonly ConsoleMessage[];
}

/** A frame that is compressed, in the frame `compressed`. */
export interface ConsoleCompressedMessage {
  readonly event: '$compressed';
  readonly frame: 'compressed';
  readonly channel?: undefined;
  readonly head?: undefined;
  readonly payload?: undefined;
  readonly tag: readonly unknown[];
  readonly content: Compressed;
}

/** What `console` may send. */
export type ConsoleMessage =
  | HelloMessage
  | ResumeMessage
  | ReceivedMessage
  | PingMessage
  | GoodbyeMessage
  | AuthRenewMessage
  | WorkspaceListMessage
  | CommandRunMessage
  | CommandCancelMessage
  | CustomMessage
  | PromptSendMessage
  | PromptTypingMessage
  | PromptStopMessage
  | WorkspaceChangedMessage
  | SayMessage
  | LiveStartMessage
  | LiveLevelMessage
  | LiveStopMessage
  | ChannelJoinMessage
  | ChannelLeaveMessage
  | AudioInputMessage
  | NoteAddedMessage
  | CursorMovedMessage
  | StdinMessage
  | ResizedMessage
  | ConsoleBatchMessage
  | ConsoleCompressedMessage
  | UnknownMessage;

/** What the decoder of `console` takes. */
export interface ConsoleDecodeOptions extends DecodeOptions {
  /** The phase of the connection; any by default. */
  readonly phase?: 'greeting' | 'live' | 'farewell' | undefined;
}

/** Decodes a message that `console` sent. */
export function decodeConsoleMessage(
  data: string | Uint8Array,
  options: ConsoleDecodeOptions = {},
): Result<ConsoleMessage> {
  return attempt(() => {
    const max = options.maxBytes ?? MAX_MESSAGE_BYTES;
    if (typeof data !== 'string') {
      checkBytes(data, max);
      return readConsoleBinary(data);
    }
    checkSize(data, max);
    return readConsoleFrame(parseJson(data), options, data);
  });
}

function readConsoleFrame(frame: unknown, options: ConsoleDecodeOptions, text?: string): ConsoleMessage {
  return readFrame(frame, consoleFrames, options, text);
}

function readConsoleMessageFrame(frame: MessageFrame, options: ConsoleDecodeOptions): ConsoleMessage | undefined {
  let late = false;
  switch (frame.type) {
    case 'hello':
      if (options.phase === undefined || options.phase === 'greeting') {
        return {
          event: 'hello',
          head: readMessageHead(frame),
          payload: readHello(frame.data, inMessage, 'data'),
        };
      }
      late = true;
      break;
    case 'resume':
      return {
        event: 'resume',
        head: readMessageHead(frame),
        payload: readResume(frame.data, inMessage, 'data'),
      };
    case 'received':
      return {
        event: 'received',
        head: readMessageHead(frame),
        payload: readInteger(frame.data, inMessage, 'data', 0, Number.MAX_SAFE_INTEGER),
      };
    case 'ping':
      return {
        event: 'ping',
        head: readMessageHead(frame),
        payload: readPing(frame.data, inMessage, 'data'),
      };
    case 'goodbye':
      return {
        event: 'goodbye',
        head: readMessageHead(frame),
        payload: frame.data === undefined ? undefined : readGoodbyePayload(frame.data, inMessage, 'data'),
      };
    case 'auth.renew':
      return {
        event: 'auth.renew',
        head: readMessageHead(frame),
        payload: readAuthRenew(frame.data, inMessage, 'data'),
      };
    case 'prompt.send':
      return {
        event: 'prompt.send',
        head: readMessageHead(frame),
        payload: readPromptSend(frame.data, inMessage, 'data'),
      };
    case 'prompt.typing':
      return {
        event: 'prompt.typing',
        head: readMessageHead(frame),
        payload: readPromptTyping(frame.data, inMessage, 'data'),
      };
    case 'prompt.stop':
      return {
        event: 'prompt.stop',
        head: readMessageHead(frame),
        payload: readPromptStop(frame.data, inMessage, 'data'),
      };
    case 'workspace.changed':
      return {
        event: 'workspace.changed',
        head: readMessageHead(frame),
        payload: readWorkspaceChangedPayload(frame.data, inMessage, 'data'),
      };
    case 'say':
      return {
        event: 'say',
        head: readMessageHead(frame),
        payload: readSay(frame.data, inMessage, 'data'),
      };
    case 'channel.join':
      return {
        event: 'channel.join',
        head: readMessageHead(frame),
        payload: readChannelJoin(frame.data, inMessage, 'data'),
      };
    case 'channel.leave':
      return {
        event: 'channel.leave',
        head: readMessageHead(frame),
        payload: readChannelLeave(frame.data, inMessage, 'data'),
      };
  }
  {
    const part0 = between(frame.type, 'app.', '');
    if (part0 !== undefined) {
      return {
        event: 'custom',
        params: { name: part0 },
        head: readMessageHead(frame),
        payload: readJson(orElse(frame.data, {}), inMessage, 'data'),
      };
    }
  }
  if (late) return fail('wrong_phase', 'an event of this phase', undefined, 'message');
  return undefined;
}

function readConsoleCallFrame(frame: CallFrame, _options: ConsoleDecodeOptions, text: string | undefined): ConsoleMessage | undefined {
  switch (frame.method) {
    case 'workspace.list':
      return {
        event: 'workspace.list',
        head: readCallHead(frame),
        payload: readWorkspaceList(orElse(frame.params, {}), inCall, 'params'),
      };
    case 'command.run':
      checkSize(text ?? toJson(frame), 65536);
      return {
        event: 'command.run',
        head: readCallHead(frame),
        payload: readCommandRun(frame.params, inCall, 'params'),
      };
  }
  return undefined;
}

function readConsoleCancelFrame(frame: CancelFrame): ConsoleMessage {
  return { event: 'command.cancel', head: readCancelHead(frame) };
}

function readConsoleTopicFrame(frame: TopicFrame): ConsoleMessage | undefined {
  if (isRoomTopic(frame.topic)) {
    switch (frame.event) {
      case 'note.added':
        return {
          event: 'note.added',
          channel: 'room',
          head: readTopicHead<RoomTopic>(frame),
          payload: readNoteAdded(frame.data, inTopic, 'data'),
        };
      case 'cursor.moved':
        return {
          event: 'cursor.moved',
          channel: 'room',
          head: readTopicHead<RoomTopic>(frame),
          payload: readCursorMoved(frame.data, inTopic, 'data'),
        };
    }
  }
  return undefined;
}

function readConsoleTtyFrame(frame: TtyFrame): ConsoleMessage | undefined {
  if (isTerminalTopic(frame[2])) {
    switch (tagKey(frame[0], frame[1])) {
      case '2 "in"':
        return {
          event: 'stdin',
          channel: 'terminal',
          head: readTtyHead<TerminalTopic>(frame),
          payload: readStdin(frame, undefined, 'tty', 4),
        };
      case '3 null':
        return {
          event: 'resized',
          channel: 'terminal',
          head: readTtyHead<TerminalTopic>(frame),
          payload: readResized(frame, undefined, 'tty', 4),
        };
    }
  }
  return undefined;
}

function readConsoleLiveFrame(frame: LiveFrame): ConsoleMessage | undefined {
  switch (keyTag(frame, ['type'], ['start', 'level', 'stop'])) {
    case 'start':
      return { event: 'live.start', payload: readLiveStart(memberOf(frame, 'start'), inLive, 'start') };
    case 'level':
      return { event: 'live.level', payload: readVolume(memberOf(frame, 'level'), inLive, 'level') };
    case 'stop':
      return { event: 'live.stop' };
  }
  return undefined;
}

function readConsoleBatchFrame(frame: BatchFrame, options: ConsoleDecodeOptions): ConsoleMessage {
  const items = limited(readList(frame.frames, inBatch, 'frames', (each) => each));
  checkCount(frame.count, inBatch, 'count', items.length);
  return { event: '$batch', frame: 'batch', frames: items.map((each) => readConsoleFrame(each, options)) };
}

function readConsoleCompressedFrame(frame: CompressedFrame): ConsoleMessage {
  const content = readCompressed(frame.data, frame.size, frame.compressedSize, inCompressed);
  return { event: '$compressed', frame: 'compressed', tag: [], content };
}

/** The frames of `console`, in the order in which they are tried. */
const consoleFrames: readonly FrameReader<ConsoleMessage, ConsoleDecodeOptions>[] = [
  { frame: messageFrame, read: readConsoleMessageFrame },
  { frame: callFrame, read: readConsoleCallFrame },
  { frame: cancelFrame, read: readConsoleCancelFrame, named: true },
  { frame: topicFrame, read: readConsoleTopicFrame },
  { frame: ttyFrame, read: readConsoleTtyFrame },
  { frame: liveFrame, read: readConsoleLiveFrame, names: ['start', 'level', 'stop'] },
  { frame: batchFrame, read: readConsoleBatchFrame, named: true },
  { frame: compressedFrame, read: readConsoleCompressedFrame, named: true },
];

function readConsoleBinary(bytes: Uint8Array): ConsoleMessage {
  const audioInput = readAudioInput(bytes);
  if (audioInput !== undefined) return { event: 'audio.input', payload: audioInput };
  return { event: '$unknown', type: undefined, raw: bytes };
}

/** Encodes a message of `console`. */
export function encodeConsoleMessage(message: ConsoleMessage): string | Uint8Array {
  if (message.event === 'audio.input') return writeAudioInput(message.payload);
  if (message.event === '$unknown' && message.raw instanceof Uint8Array) return message.raw;
  return toJson(writeConsoleFrame(message));
}

function writeConsoleFrame(message: Exclude<ConsoleMessage, AudioInputMessage>): unknown {
  if (message.channel === 'room') {
    switch (message.event) {
      case 'note.added':
        return writeTopicFrame(message.head, 'note.added', writeNoteAdded(message.payload));
      case 'cursor.moved':
        return writeTopicFrame(message.head, 'cursor.moved', writeCursorMoved(message.payload));
      default:
        return assertNever(message);
    }
  }
  if (message.channel === 'terminal') {
    switch (message.event) {
      case 'stdin':
        return writeTtyFrame(message.head, 2, 'in', writeStdin(message.payload));
      case 'resized':
        return writeTtyFrame(message.head, 3, null, message.payload);
      default:
        return assertNever(message);
    }
  }
  switch (message.event) {
    case 'hello':
      return writeMessageFrame(message.head, 'hello', writeHello(message.payload));
    case 'resume':
      return writeMessageFrame(message.head, 'resume', writeResume(message.payload));
    case 'received':
      return writeMessageFrame(message.head, 'received', message.payload);
    case 'ping':
      return writeMessageFrame(message.head, 'ping', writePing(message.payload));
    case 'goodbye':
      return writeMessageFrame(message.head, 'goodbye', message.payload);
    case 'auth.renew':
      return writeMessageFrame(message.head, 'auth.renew', writeAuthRenew(message.payload));
    case 'workspace.list':
      return writeCallFrame(message.head, 'workspace.list', writeWorkspaceList(message.payload));
    case 'command.run':
      return writeCallFrame(message.head, 'command.run', writeCommandRun(message.payload));
    case 'command.cancel':
      return writeCancelFrame(message.head);
    case 'custom':
      return writeMessageFrame(message.head, `app.${message.params.name}`, message.payload);
    case 'prompt.send':
      return writeMessageFrame(message.head, 'prompt.send', writePromptSend(message.payload));
    case 'prompt.typing':
      return writeMessageFrame(message.head, 'prompt.typing', writePromptTyping(message.payload));
    case 'prompt.stop':
      return writeMessageFrame(message.head, 'prompt.stop', writePromptStop(message.payload));
    case 'workspace.changed':
      return writeMessageFrame(message.head, 'workspace.changed', writeWorkspaceChangedPayload(message.payload));
    case 'say':
      return writeMessageFrame(message.head, 'say', writeSay(message.payload));
    case 'live.start':
      return writeLiveFrame('start', writeLiveStart(message.payload));
    case 'live.level':
      return writeLiveFrame('level', message.payload);
    case 'live.stop':
      return writeLiveFrame('stop', {});
    case 'channel.join':
      return writeMessageFrame(message.head, 'channel.join', writeChannelJoin(message.payload));
    case 'channel.leave':
      return writeMessageFrame(message.head, 'channel.leave', writeChannelLeave(message.payload));
    case '$batch':
      return writeBatchFrame(message.frames.map((each) => writeConsoleFrame(each as never)));
    case '$compressed':
      return writeCompressedFrame(message.content);
    case '$unknown':
      return message.raw;
    default:
      return assertNever(message);
  }
}

/** Several frames in one, the frame `batch`. */
export interface AgentBatchMessage {
  readonly event: '$batch';
  readonly frame: 'batch';
  readonly channel?: undefined;
  readonly head?: undefined;
  readonly payload?: undefined;
  readonly frames: readonly AgentMessage[];
}

/** A frame that is compressed, in the frame `compressed`. */
export interface AgentCompressedMessage {
  readonly event: '$compressed';
  readonly frame: 'compressed';
  readonly channel?: undefined;
  readonly head?: undefined;
  readonly payload?: undefined;
  readonly tag: readonly unknown[];
  readonly content: Compressed;
}

/** What `agent` may send. */
export type AgentMessage =
  | HelloMessage
  | AgentBeatMessage
  | GoodbyeMessage
  | AgentReportMessage
  | CustomMessage
  | FileChunkMessage
  | CommandAssignOkMessage
  | CommandAssignErrorMessage
  | AgentBatchMessage
  | AgentCompressedMessage
  | UnknownMessage;

/** What the decoder of `agent` takes. */
export interface AgentDecodeOptions extends DecodeOptions {
  /** The phase of the connection; any by default. */
  readonly phase?: 'greeting' | 'live' | 'farewell' | undefined;
}

/** Decodes a message that `agent` sent. */
export function decodeAgentMessage(
  data: string | Uint8Array,
  options: AgentDecodeOptions = {},
): Result<AgentMessage> {
  return attempt(() => {
    const max = options.maxBytes ?? MAX_MESSAGE_BYTES;
    if (typeof data !== 'string') {
      checkBytes(data, max);
      return readAgentBinary(data);
    }
    checkSize(data, max);
    return readAgentFrame(parseJson(data), options);
  });
}

function readAgentFrame(frame: unknown, options: AgentDecodeOptions): AgentMessage {
  return readFrame(frame, agentFrames, options);
}

function readAgentMessageFrame(frame: MessageFrame, options: AgentDecodeOptions): AgentMessage | undefined {
  let late = false;
  switch (frame.type) {
    case 'hello':
      if (options.phase === undefined || options.phase === 'greeting') {
        return {
          event: 'hello',
          head: readMessageHead(frame),
          payload: readHello(frame.data, inMessage, 'data'),
        };
      }
      late = true;
      break;
    case 'agent.beat':
      return {
        event: 'agent.beat',
        head: readMessageHead(frame),
        payload: frame.data === null ? null : readInteger(frame.data, inMessage, 'data', 0, Number.MAX_SAFE_INTEGER),
      };
    case 'goodbye':
      return {
        event: 'goodbye',
        head: readMessageHead(frame),
        payload: frame.data === undefined ? undefined : readGoodbyePayload(frame.data, inMessage, 'data'),
      };
    case 'agent.status':
      return {
        event: 'agent.report',
        head: readMessageHead(frame),
        payload: readAgentReport(frame.data, inMessage, 'data'),
      };
  }
  {
    const part0 = between(frame.type, 'app.', '');
    if (part0 !== undefined) {
      return {
        event: 'custom',
        params: { name: part0 },
        head: readMessageHead(frame),
        payload: readJson(orElse(frame.data, {}), inMessage, 'data'),
      };
    }
  }
  if (late) return fail('wrong_phase', 'an event of this phase', undefined, 'message');
  return undefined;
}

function readAgentResultFrame(frame: ResultFrame): AgentMessage {
  return {
    event: 'command.assign.ok',
    head: readResultHead(frame),
    payload: readBoolean(frame.value, inResult, 'value'),
  };
}

function readAgentFailureFrame(frame: FailureFrame): AgentMessage {
  return { event: 'command.assign.error', head: readFailureHead(frame) };
}

function readAgentBatchFrame(frame: BatchFrame, options: AgentDecodeOptions): AgentMessage {
  const items = limited(readList(frame.frames, inBatch, 'frames', (each) => each));
  checkCount(frame.count, inBatch, 'count', items.length);
  return { event: '$batch', frame: 'batch', frames: items.map((each) => readAgentFrame(each, options)) };
}

function readAgentCompressedFrame(frame: CompressedFrame): AgentMessage {
  const content = readCompressed(frame.data, frame.size, frame.compressedSize, inCompressed);
  return { event: '$compressed', frame: 'compressed', tag: [], content };
}

/** The frames of `agent`, in the order in which they are tried. */
const agentFrames: readonly FrameReader<AgentMessage, AgentDecodeOptions>[] = [
  { frame: messageFrame, read: readAgentMessageFrame },
  { frame: resultFrame, read: readAgentResultFrame, named: true },
  { frame: failureFrame, read: readAgentFailureFrame, named: true },
  { frame: batchFrame, read: readAgentBatchFrame, named: true },
  { frame: compressedFrame, read: readAgentCompressedFrame, named: true },
];

function readAgentBinary(bytes: Uint8Array): AgentMessage {
  const fileChunk = readFileChunk(bytes);
  if (fileChunk !== undefined) return { event: 'file.chunk', payload: fileChunk };
  return { event: '$unknown', type: undefined, raw: bytes };
}

/** Encodes a message of `agent`. */
export function encodeAgentMessage(message: AgentMessage): string | Uint8Array {
  if (message.event === 'file.chunk') return writeFileChunk(message.payload);
  if (message.event === '$unknown' && message.raw instanceof Uint8Array) return message.raw;
  return toJson(writeAgentFrame(message));
}

function writeAgentFrame(message: Exclude<AgentMessage, FileChunkMessage>): unknown {
  switch (message.event) {
    case 'hello':
      return writeMessageFrame(message.head, 'hello', writeHello(message.payload));
    case 'agent.beat':
      return writeMessageFrame(message.head, 'agent.beat', message.payload);
    case 'goodbye':
      return writeMessageFrame(message.head, 'goodbye', message.payload);
    case 'agent.report':
      return writeMessageFrame(message.head, 'agent.status', writeAgentReport(message.payload));
    case 'custom':
      return writeMessageFrame(message.head, `app.${message.params.name}`, message.payload);
    case 'command.assign.ok':
      return writeResultFrame(message.head, message.payload);
    case 'command.assign.error':
      return writeFailureFrame(message.head);
    case '$batch':
      return writeBatchFrame(message.frames.map((each) => writeAgentFrame(each as never)));
    case '$compressed':
      return writeCompressedFrame(message.content);
    case '$unknown':
      return message.raw;
    default:
      return assertNever(message);
  }
}

/** Several frames in one, the frame `batch`. */
export interface ViewerBatchMessage {
  readonly event: '$batch';
  readonly frame: 'batch';
  readonly channel?: undefined;
  readonly head?: undefined;
  readonly payload?: undefined;
  readonly frames: readonly ViewerMessage[];
}

/** A frame that is compressed, in the frame `compressed`. */
export interface ViewerCompressedMessage {
  readonly event: '$compressed';
  readonly frame: 'compressed';
  readonly channel?: undefined;
  readonly head?: undefined;
  readonly payload?: undefined;
  readonly tag: readonly unknown[];
  readonly content: Compressed;
}

/** What `viewer` may send. */
export type ViewerMessage =
  | HelloMessage
  | PingMessage
  | ChannelJoinMessage
  | ChannelLeaveMessage
  | AudioRawMessage
  | ViewerBatchMessage
  | ViewerCompressedMessage
  | UnknownMessage;

/** What the decoder of `viewer` takes. */
export interface ViewerDecodeOptions extends DecodeOptions {
  /** The phase of the connection; any by default. */
  readonly phase?: 'greeting' | 'live' | 'farewell' | undefined;
}

/** Decodes a message that `viewer` sent. */
export function decodeViewerMessage(
  data: string | Uint8Array,
  options: ViewerDecodeOptions = {},
): Result<ViewerMessage> {
  return attempt(() => {
    const max = options.maxBytes ?? MAX_MESSAGE_BYTES;
    if (typeof data !== 'string') {
      checkBytes(data, max);
      return readViewerBinary(data);
    }
    checkSize(data, max);
    return readViewerFrame(parseJson(data), options);
  });
}

function readViewerFrame(frame: unknown, options: ViewerDecodeOptions): ViewerMessage {
  return readFrame(frame, viewerFrames, options);
}

function readViewerMessageFrame(frame: MessageFrame, options: ViewerDecodeOptions): ViewerMessage | undefined {
  switch (frame.type) {
    case 'hello':
      if (options.phase === undefined || options.phase === 'greeting') {
        return {
          event: 'hello',
          head: readMessageHead(frame),
          payload: readHello(frame.data, inMessage, 'data'),
        };
      }
      return fail('wrong_phase', 'an event of this phase', undefined, 'message');
    case 'ping':
      return {
        event: 'ping',
        head: readMessageHead(frame),
        payload: readPing(frame.data, inMessage, 'data'),
      };
    case 'channel.join':
      return {
        event: 'channel.join',
        head: readMessageHead(frame),
        payload: readChannelJoin(frame.data, inMessage, 'data'),
      };
    case 'channel.leave':
      return {
        event: 'channel.leave',
        head: readMessageHead(frame),
        payload: readChannelLeave(frame.data, inMessage, 'data'),
      };
  }
  return undefined;
}

function readViewerBatchFrame(frame: BatchFrame, options: ViewerDecodeOptions): ViewerMessage {
  const items = limited(readList(frame.frames, inBatch, 'frames', (each) => each));
  checkCount(frame.count, inBatch, 'count', items.length);
  return { event: '$batch', frame: 'batch', frames: items.map((each) => readViewerFrame(each, options)) };
}

function readViewerCompressedFrame(frame: CompressedFrame): ViewerMessage {
  const content = readCompressed(frame.data, frame.size, frame.compressedSize, inCompressed);
  return { event: '$compressed', frame: 'compressed', tag: [], content };
}

/** The frames of `viewer`, in the order in which they are tried. */
const viewerFrames: readonly FrameReader<ViewerMessage, ViewerDecodeOptions>[] = [
  { frame: messageFrame, read: readViewerMessageFrame },
  { frame: batchFrame, read: readViewerBatchFrame, named: true },
  { frame: compressedFrame, read: readViewerCompressedFrame, named: true },
];

function readViewerBinary(bytes: Uint8Array): ViewerMessage {
  const audioRaw = readAudioRaw(bytes);
  if (audioRaw !== undefined) return { event: 'audio.raw', payload: audioRaw };
  return { event: '$unknown', type: undefined, raw: bytes };
}

/** Encodes a message of `viewer`. */
export function encodeViewerMessage(message: ViewerMessage): string | Uint8Array {
  if (message.event === 'audio.raw') return writeAudioRaw(message.payload);
  if (message.event === '$unknown' && message.raw instanceof Uint8Array) return message.raw;
  return toJson(writeViewerFrame(message));
}

function writeViewerFrame(message: Exclude<ViewerMessage, AudioRawMessage>): unknown {
  switch (message.event) {
    case 'hello':
      return writeMessageFrame(message.head, 'hello', writeHello(message.payload));
    case 'ping':
      return writeMessageFrame(message.head, 'ping', writePing(message.payload));
    case 'channel.join':
      return writeMessageFrame(message.head, 'channel.join', writeChannelJoin(message.payload));
    case 'channel.leave':
      return writeMessageFrame(message.head, 'channel.leave', writeChannelLeave(message.payload));
    case '$batch':
      return writeBatchFrame(message.frames.map((each) => writeViewerFrame(each as never)));
    case '$compressed':
      return writeCompressedFrame(message.content);
    case '$unknown':
      return message.raw;
    default:
      return assertNever(message);
  }
}

/** Several frames in one, the frame `batch`. */
export interface ServerBatchMessage {
  readonly event: '$batch';
  readonly frame: 'batch';
  readonly channel?: undefined;
  readonly head?: undefined;
  readonly payload?: undefined;
  readonly frames: readonly ServerMessage[];
}

/** A frame that is compressed, in the frame `compressed`. */
export interface ServerCompressedMessage {
  readonly event: '$compressed';
  readonly frame: 'compressed';
  readonly channel?: undefined;
  readonly head?: undefined;
  readonly payload?: undefined;
  readonly tag: readonly unknown[];
  readonly content: Compressed;
}

/** What `server` may send. */
export type ServerMessage =
  | WelcomeMessage
  | ReadyMessage
  | ResumedMessage
  | SessionExpiredMessage
  | PongMessage
  | GoingAwayMessage
  | AuthExpiringMessage
  | AuthRenewedMessage
  | AuthRefusedMessage
  | ErrorMessage
  | CommandRefusedMessage
  | CommandAssignMessage
  | AgentStatusMessage
  | ReplyDeltaMessage
  | ReplyToolMessage
  | ReplyDoneMessage
  | WorkspaceMovedMessage
  | WorkspaceChangedMessage
  | WorkspaceImportedMessage
  | LiveLevelMessage
  | LiveStopMessage
  | ChannelJoinedMessage
  | ChannelRefusedMessage
  | ChannelLeftMessage
  | AudioOutputMessage
  | NoteAddedMessage
  | CursorMovedMessage
  | PresenceMessage
  | StdoutMessage
  | StderrMessage
  | ResizedMessage
  | HappenedMessage
  | GreetedMessage
  | WorkspaceListOkMessage
  | WorkspaceListErrorMessage
  | CommandRunErrorMessage
  | CommandRunStreamMessage
  | CommandRunEndMessage
  | ServerBatchMessage
  | ServerCompressedMessage
  | UnknownMessage;

/** What the decoder of `server` takes. */
export interface ServerDecodeOptions extends DecodeOptions {
  /** The request that waits for the reply with this correlation, if one does. */
  readonly pending?: (correlation: string | number) => 'command.run' | 'workspace.list' | undefined;
  /** The phase of the connection; any by default. */
  readonly phase?: 'greeting' | 'live' | 'farewell' | undefined;
}

/** Decodes the frames of a message that `server` sent. One that is wrong is an error for all of them. */
export function decodeServerMessage(
  data: string | Uint8Array,
  options: ServerDecodeOptions = {},
): Result<readonly ServerMessage[]> {
  const each = decodeServerMessages(data, options);
  if (!each.ok) return each;
  const messages: ServerMessage[] = [];
  for (const result of each.value) {
    if (!result.ok) return result;
    messages.push(result.value);
  }
  return { ok: true, value: messages };
}

/** Decodes the frames of a message that `server` sent, and says of each what became of it. */
export function decodeServerMessages(
  data: string | Uint8Array,
  options: ServerDecodeOptions = {},
): Result<readonly Result<ServerMessage>[]> {
  return attempt(() => {
    const max = options.maxBytes ?? MAX_MESSAGE_BYTES;
    if (typeof data !== 'string') {
      checkBytes(data, max);
      const message = readServerBinary(data);
      return [{ ok: true, value: message }];
    }
    checkSize(data, max);
    const each = attemptEach(unpackLines(data), (frame) => readServerFrame(frame, options));
    return each;
  });
}

function readServerFrame(frame: unknown, options: ServerDecodeOptions): ServerMessage {
  return readFrame(frame, serverFrames, options);
}

function readServerMessageFrame(frame: MessageFrame, options: ServerDecodeOptions): ServerMessage | undefined {
  switch (frame.type) {
    case 'welcome':
      if (options.phase === undefined || options.phase === 'greeting') {
        return {
          event: 'welcome',
          head: readMessageHead(frame),
          payload: readWelcome(frame.data, inMessage, 'data'),
        };
      }
      return fail('wrong_phase', 'an event of this phase', undefined, 'message');
    case 'ready':
      return { event: 'ready', head: readMessageHead(frame) };
    case 'resumed':
      return { event: 'resumed', head: readMessageHead(frame) };
    case 'session.expired':
      return { event: 'session.expired', head: readMessageHead(frame) };
    case 'pong':
      return { event: 'pong', head: readMessageHead(frame) };
    case 'going.away':
      return {
        event: 'going.away',
        head: readMessageHead(frame),
        payload: readGoingAway(frame.data, inMessage, 'data'),
      };
    case 'auth.expiring':
      return {
        event: 'auth.expiring',
        head: readMessageHead(frame),
        payload: readAuthExpiring(frame.data, inMessage, 'data'),
      };
    case 'auth.renewed':
      return { event: 'auth.renewed', head: readMessageHead(frame) };
    case 'auth.refused':
      return { event: 'auth.refused', head: readMessageHead(frame) };
    case 'command.refused':
      return {
        event: 'command.refused',
        head: readMessageHead(frame),
        payload: readCommandRefused(frame.data, inMessage, 'data'),
      };
    case 'agent.status':
      return {
        event: 'agent.status',
        head: readMessageHead(frame),
        payload: readAgentStatus(frame.data, inMessage, 'data'),
      };
    case 'reply.delta':
      return {
        event: 'reply.delta',
        head: readMessageHead(frame),
        payload: readReplyDelta(frame.data, inMessage, 'data'),
      };
    case 'reply.tool':
      return {
        event: 'reply.tool',
        head: readMessageHead(frame),
        payload: readToolUse(frame.data, inMessage, 'data'),
      };
    case 'reply.done':
      return {
        event: 'reply.done',
        head: readMessageHead(frame),
        payload: readReplyDone(frame.data, inMessage, 'data'),
      };
    case 'workspace.moved':
      return {
        event: 'workspace.moved',
        head: readMessageHead(frame),
        payload: readWorkspaceMoved(frame.data, inMessage, 'data'),
      };
    case 'workspace.changed':
      return {
        event: 'workspace.changed',
        head: readMessageHead(frame),
        payload: readWorkspaceChangedPayload(frame.data, inMessage, 'data'),
      };
    case 'workspace.imported':
      return {
        event: 'workspace.imported',
        head: readMessageHead(frame),
        payload: readWorkspaceImported(frame.data, inMessage, 'data'),
      };
    case 'channel.joined':
      return {
        event: 'channel.joined',
        head: readMessageHead(frame),
        payload: readChannelJoined(frame.data, inMessage, 'data'),
      };
    case 'channel.refused':
      return {
        event: 'channel.refused',
        head: readMessageHead(frame),
        payload: readChannelRefused(frame.data, inMessage, 'data'),
      };
    case 'channel.left':
      return {
        event: 'channel.left',
        head: readMessageHead(frame),
        payload: readChannelLeft(frame.data, inMessage, 'data'),
      };
  }
  return undefined;
}

function readServerCallFrame(frame: CallFrame): ServerMessage | undefined {
  switch (frame.method) {
    case 'command.assign':
      return {
        event: 'command.assign',
        head: readCallHead(frame),
        payload: readCommandAssign(frame.params, inCall, 'params'),
      };
  }
  return undefined;
}

function readServerProgressFrame(frame: ProgressFrame): ServerMessage {
  return {
    event: 'command.run.stream',
    head: readProgressHead(frame),
    payload: readCommandRunStream(frame.value, inProgress, 'value'),
  };
}

function readServerResultFrame(frame: ResultFrame, options: ServerDecodeOptions): ServerMessage {
  const request = options.pending?.(frame.id as string | number);
  switch (request) {
    case 'workspace.list':
      return {
        event: 'workspace.list.ok',
        head: readResultHead(frame),
        payload: readWorkspaceListOk(frame.value, inResult, 'value'),
      };
    case 'command.run':
      return {
        event: 'command.run.end',
        head: readResultHead(frame),
        payload: readCommandRunEnd(frame.value, inResult, 'value'),
      };
  }
  return fail('no_pending_request', 'the reply to a pending request', undefined, 'result');
}

function readServerFailureFrame(frame: FailureFrame, options: ServerDecodeOptions): ServerMessage {
  const request = options.pending?.(frame.id as string | number);
  switch (request) {
    case 'workspace.list':
      return { event: 'workspace.list.error', head: readFailureHead(frame) };
    case 'command.run':
      return { event: 'command.run.error', head: readFailureHead(frame) };
  }
  return fail('no_pending_request', 'the reply to a pending request', undefined, 'failure');
}

function readServerTopicFrame(frame: TopicFrame): ServerMessage | undefined {
  if (isRoomTopic(frame.topic)) {
    switch (frame.event) {
      case 'note.added':
        return {
          event: 'note.added',
          channel: 'room',
          head: readTopicHead<RoomTopic>(frame),
          payload: readNoteAdded(frame.data, inTopic, 'data'),
        };
      case 'cursor.moved':
        return {
          event: 'cursor.moved',
          channel: 'room',
          head: readTopicHead<RoomTopic>(frame),
          payload: readCursorMoved(frame.data, inTopic, 'data'),
        };
      case 'presence':
        return {
          event: 'presence',
          channel: 'room',
          head: readTopicHead<RoomTopic>(frame),
          payload: readPresence(frame.data, inTopic, 'data'),
        };
    }
  }
  if (isFeedTopic(frame.topic)) {
    switch (frame.event) {
      case 'happened':
        return {
          event: 'happened',
          channel: 'feed',
          head: readTopicHead<FeedTopic>(frame),
          payload: readHappened(frame.data, inTopic, 'data'),
        };
    }
  }
  if (isLobbyTopic(frame.topic)) {
    switch (frame.event) {
      case 'greeted':
        return {
          event: 'greeted',
          channel: 'lobby',
          head: readTopicHead<LobbyTopic>(frame),
          payload: readGreeted(frame.data, inTopic, 'data'),
        };
    }
  }
  return undefined;
}

function readServerTtyFrame(frame: TtyFrame): ServerMessage | undefined {
  if (isTerminalTopic(frame[2])) {
    switch (tagKey(frame[0], frame[1])) {
      case '1 "out"':
        return {
          event: 'stdout',
          channel: 'terminal',
          head: readTtyHead<TerminalTopic>(frame),
          payload: readStdout(frame, undefined, 'tty', 4),
        };
      case '1 "err"':
        return {
          event: 'stderr',
          channel: 'terminal',
          head: readTtyHead<TerminalTopic>(frame),
          payload: readStderr(frame, undefined, 'tty', 4),
        };
      case '3 null':
        return {
          event: 'resized',
          channel: 'terminal',
          head: readTtyHead<TerminalTopic>(frame),
          payload: readResized(frame, undefined, 'tty', 4),
        };
    }
  }
  return undefined;
}

function readServerLiveFrame(frame: LiveFrame): ServerMessage | undefined {
  switch (keyTag(frame, ['type'], ['level', 'stop'])) {
    case 'level':
      return { event: 'live.level', payload: readVolume(memberOf(frame, 'level'), inLive, 'level') };
    case 'stop':
      return { event: 'live.stop' };
  }
  return undefined;
}

function readServerErrorFrame(frame: ErrorFrame): ServerMessage {
  return {
    event: 'error',
    head: readErrorHead(frame),
    payload: readErrorPayload(frame, undefined, 'error'),
  };
}

function readServerBatchFrame(frame: BatchFrame, options: ServerDecodeOptions): ServerMessage {
  const items = limited(readList(frame.frames, inBatch, 'frames', (each) => each));
  checkCount(frame.count, inBatch, 'count', items.length);
  return { event: '$batch', frame: 'batch', frames: items.map((each) => readServerFrame(each, options)) };
}

function readServerCompressedFrame(frame: CompressedFrame): ServerMessage {
  const content = readCompressed(frame.data, frame.size, frame.compressedSize, inCompressed);
  return { event: '$compressed', frame: 'compressed', tag: [], content };
}

/** The frames of `server`, in the order in which they are tried. */
const serverFrames: readonly FrameReader<ServerMessage, ServerDecodeOptions>[] = [
  { frame: messageFrame, read: readServerMessageFrame },
  { frame: callFrame, read: readServerCallFrame },
  { frame: progressFrame, read: readServerProgressFrame, named: true },
  { frame: resultFrame, read: readServerResultFrame, named: true },
  { frame: failureFrame, read: readServerFailureFrame, named: true },
  { frame: topicFrame, read: readServerTopicFrame },
  { frame: ttyFrame, read: readServerTtyFrame },
  { frame: liveFrame, read: readServerLiveFrame, names: ['level', 'stop'] },
  { frame: errorFrame, read: readServerErrorFrame, named: true },
  { frame: batchFrame, read: readServerBatchFrame, named: true },
  { frame: compressedFrame, read: readServerCompressedFrame, named: true },
];

function readServerBinary(bytes: Uint8Array): ServerMessage {
  const audioOutput = readAudioOutput(bytes);
  if (audioOutput !== undefined) return { event: 'audio.output', payload: audioOutput };
  return { event: '$unknown', type: undefined, raw: bytes };
}

/** Encodes a message of `server`. */
export function encodeServerMessage(message: ServerMessage): string | Uint8Array {
  if (message.event === 'audio.output') return writeAudioOutput(message.payload);
  if (message.event === '$unknown' && message.raw instanceof Uint8Array) return message.raw;
  return toJson(writeServerFrame(message));
}

/** Encodes several messages of `server` as one. */
export function encodeServerMessages(messages: readonly Exclude<ServerMessage, AudioOutputMessage>[]): string {
  return messages.map((message) => toJson(writeServerFrame(message))).join('\n');
}

function writeServerFrame(message: Exclude<ServerMessage, AudioOutputMessage>): unknown {
  if (message.channel === 'room') {
    switch (message.event) {
      case 'note.added':
        return writeTopicFrame(message.head, 'note.added', writeNoteAdded(message.payload));
      case 'cursor.moved':
        return writeTopicFrame(message.head, 'cursor.moved', writeCursorMoved(message.payload));
      case 'presence':
        return writeTopicFrame(message.head, 'presence', writePresence(message.payload));
      default:
        return assertNever(message);
    }
  }
  if (message.channel === 'terminal') {
    switch (message.event) {
      case 'stdout':
        return writeTtyFrame(message.head, 1, 'out', message.payload);
      case 'stderr':
        return writeTtyFrame(message.head, 1, 'err', message.payload);
      case 'resized':
        return writeTtyFrame(message.head, 3, null, message.payload);
      default:
        return assertNever(message);
    }
  }
  if (message.channel === 'feed') {
    switch (message.event) {
      case 'happened':
        return writeTopicFrame(message.head, 'happened', writeHappened(message.payload));
      default:
        return assertNever(message);
    }
  }
  if (message.channel === 'lobby') {
    switch (message.event) {
      case 'greeted':
        return writeTopicFrame(message.head, 'greeted', writeGreeted(message.payload));
      default:
        return assertNever(message);
    }
  }
  switch (message.event) {
    case 'welcome':
      return writeMessageFrame(message.head, 'welcome', writeWelcome(message.payload));
    case 'ready':
      return writeMessageFrame(message.head, 'ready', undefined);
    case 'resumed':
      return writeMessageFrame(message.head, 'resumed', undefined);
    case 'session.expired':
      return writeMessageFrame(message.head, 'session.expired', undefined);
    case 'pong':
      return writeMessageFrame(message.head, 'pong', undefined);
    case 'going.away':
      return writeMessageFrame(message.head, 'going.away', writeGoingAway(message.payload));
    case 'auth.expiring':
      return writeMessageFrame(message.head, 'auth.expiring', writeAuthExpiring(message.payload));
    case 'auth.renewed':
      return writeMessageFrame(message.head, 'auth.renewed', undefined);
    case 'auth.refused':
      return writeMessageFrame(message.head, 'auth.refused', undefined);
    case 'error':
      return writeErrorFrame(message.head, writeErrorPayload(message.payload));
    case 'command.refused':
      return writeMessageFrame(message.head, 'command.refused', writeCommandRefused(message.payload));
    case 'command.assign':
      return writeCallFrame(message.head, 'command.assign', writeCommandAssign(message.payload));
    case 'agent.status':
      return writeMessageFrame(message.head, 'agent.status', writeAgentStatus(message.payload));
    case 'reply.delta':
      return writeMessageFrame(message.head, 'reply.delta', writeReplyDelta(message.payload));
    case 'reply.tool':
      return writeMessageFrame(message.head, 'reply.tool', writeToolUse(message.payload));
    case 'reply.done':
      return writeMessageFrame(message.head, 'reply.done', writeReplyDone(message.payload));
    case 'workspace.moved':
      return writeMessageFrame(message.head, 'workspace.moved', message.payload);
    case 'workspace.changed':
      return writeMessageFrame(message.head, 'workspace.changed', writeWorkspaceChangedPayload(message.payload));
    case 'workspace.imported':
      return writeMessageFrame(message.head, 'workspace.imported', writeWorkspaceImported(message.payload));
    case 'live.level':
      return writeLiveFrame('level', message.payload);
    case 'live.stop':
      return writeLiveFrame('stop', {});
    case 'channel.joined':
      return writeMessageFrame(message.head, 'channel.joined', writeChannelJoined(message.payload));
    case 'channel.refused':
      return writeMessageFrame(message.head, 'channel.refused', writeChannelRefused(message.payload));
    case 'channel.left':
      return writeMessageFrame(message.head, 'channel.left', writeChannelLeft(message.payload));
    case 'workspace.list.ok':
      return writeResultFrame(message.head, writeWorkspaceListOk(message.payload));
    case 'workspace.list.error':
      return writeFailureFrame(message.head);
    case 'command.run.error':
      return writeFailureFrame(message.head);
    case 'command.run.stream':
      return writeProgressFrame(message.head, writeCommandRunStream(message.payload));
    case 'command.run.end':
      return writeResultFrame(message.head, writeCommandRunEnd(message.payload));
    case '$batch':
      return writeBatchFrame(message.frames.map((each) => writeServerFrame(each as never)));
    case '$compressed':
      return writeCompressedFrame(message.content);
    case '$unknown':
      return message.raw;
    default:
      return assertNever(message);
  }
}
