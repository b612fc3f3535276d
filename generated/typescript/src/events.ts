// Events of agent-console as messages, event maps, and what answers requests.
// Made by antiphon from the protocol's definition. Do not edit: change the definition.
import type { AudioInput, AudioOutput, AudioRaw, FileChunk } from './binary.ts';
import type { FeedTopic, LobbyTopic, RoomTopic, TerminalTopic } from './channels.ts';
import type {
  CallHead,
  CancelHead,
  ErrorHead,
  FailureHead,
  MessageHead,
  ProgressHead,
  ResultHead,
  TopicHead,
  TtyHead,
} from './frames.ts';
import type {
  AgentReport,
  AgentStatus,
  AuthExpiring,
  AuthRenew,
  ChannelJoin,
  ChannelJoined,
  ChannelLeave,
  ChannelLeft,
  ChannelRefused,
  CommandAssign,
  CommandRefused,
  CommandRun,
  CommandRunEnd,
  CommandRunStream,
  CursorMoved,
  ErrorPayload,
  GoingAway,
  GoodbyePayload,
  Greeted,
  Happened,
  Hello,
  LiveStart,
  NoteAdded,
  Ping,
  Presence,
  PromptSend,
  PromptStop,
  PromptTyping,
  ReplyDelta,
  ReplyDone,
  Resized,
  Resume,
  Say,
  Stderr,
  Stdin,
  Stdout,
  ToolUse,
  Volume,
  Welcome,
  WorkspaceChangedPayload,
  WorkspaceImported,
  WorkspaceList,
  WorkspaceListOk,
  WorkspaceMoved,
} from './types.ts';

/**
 * The first word of everyone who connects.
 *
 * @example
 * ```json
 * {"type":"hello","time":1754000000000,"data":{"version":2,"name":"build-1","features":"3"}}
 * ```
 */
export interface HelloMessage {
  readonly event: 'hello';
  readonly channel?: undefined;
  readonly head: MessageHead;
  readonly payload: Hello;
}

/** The server knows who is there. */
export interface WelcomeMessage {
  readonly event: 'welcome';
  readonly channel?: undefined;
  readonly head: MessageHead;
  readonly payload: Welcome;
}

/** Everything that was missed has been sent. */
export interface ReadyMessage {
  readonly event: 'ready';
  readonly channel?: undefined;
  readonly head: MessageHead;
  readonly payload?: undefined;
}

/** Goes on with an earlier session. */
export interface ResumeMessage {
  readonly event: 'resume';
  readonly channel?: undefined;
  readonly head: MessageHead;
  readonly payload: Resume;
}

/** The session goes on; what was missed follows. */
export interface ResumedMessage {
  readonly event: 'resumed';
  readonly channel?: undefined;
  readonly head: MessageHead;
  readonly payload?: undefined;
}

/** It was too long ago; a new session begins. */
export interface SessionExpiredMessage {
  readonly event: 'session.expired';
  readonly channel?: undefined;
  readonly head: MessageHead;
  readonly payload?: undefined;
}

/** All up to this number arrived. */
export interface ReceivedMessage {
  readonly event: 'received';
  readonly channel?: undefined;
  readonly head: MessageHead;
  readonly payload: number;
}

/** Are you there? */
export interface PingMessage {
  readonly event: 'ping';
  readonly channel?: undefined;
  readonly head: MessageHead;
  readonly payload: Ping;
}

/** Here I am. */
export interface PongMessage {
  readonly event: 'pong';
  readonly channel?: undefined;
  readonly head: MessageHead;
  readonly payload?: undefined;
}

/** A sign of life. */
export interface AgentBeatMessage {
  readonly event: 'agent.beat';
  readonly channel?: undefined;
  readonly head: MessageHead;
  readonly payload: number | null;
}

/** The server will close soon. */
export interface GoingAwayMessage {
  readonly event: 'going.away';
  readonly channel?: undefined;
  readonly head: MessageHead;
  readonly payload: GoingAway;
}

/**
 * Nothing more will come.
 *
 * @example
 * ```json
 * {"type":"goodbye","time":1754000000000}
 * ```
 *
 * @example
 * ```json
 * {"type":"goodbye","time":1754000000000,"data":"Good night."}
 * ```
 */
export interface GoodbyeMessage {
  readonly event: 'goodbye';
  readonly channel?: undefined;
  readonly head: MessageHead;
  readonly payload?: GoodbyePayload | undefined;
}

/** The token will end soon. */
export interface AuthExpiringMessage {
  readonly event: 'auth.expiring';
  readonly channel?: undefined;
  readonly head: MessageHead;
  readonly payload: AuthExpiring;
}

/** A new token, without connecting again. */
export interface AuthRenewMessage {
  readonly event: 'auth.renew';
  readonly channel?: undefined;
  readonly head: MessageHead;
  readonly payload: AuthRenew;
}

/** The new token counts from now on. */
export interface AuthRenewedMessage {
  readonly event: 'auth.renewed';
  readonly channel?: undefined;
  readonly head: MessageHead;
  readonly payload?: undefined;
}

/** The new token is no good; the old one still counts. */
export interface AuthRefusedMessage {
  readonly event: 'auth.refused';
  readonly channel?: undefined;
  readonly head: MessageHead;
  readonly payload?: undefined;
}

/** Something went wrong. */
export interface ErrorMessage {
  readonly event: 'error';
  readonly channel?: undefined;
  readonly head: ErrorHead;
  readonly payload: ErrorPayload;
}

/**
 * The workspaces of a person, page by page.
 *
 * @example
 * ```json
 * {"type":"call","id":1,"method":"workspace.list","params":{"limit":20}}
 * ```
 */
export interface WorkspaceListMessage {
  readonly event: 'workspace.list';
  readonly channel?: undefined;
  readonly head: CallHead;
  readonly payload: WorkspaceList;
}

/**
 * Runs a command and follows what it writes.
 *
 * The agent may refuse; whoever gives up says `command.cancel`.
 */
export interface CommandRunMessage {
  readonly event: 'command.run';
  readonly channel?: undefined;
  readonly head: CallHead;
  readonly payload: CommandRun;
}

/** Nobody waits for the command any more. */
export interface CommandCancelMessage {
  readonly event: 'command.cancel';
  readonly channel?: undefined;
  readonly head: CancelHead;
  readonly payload?: undefined;
}

/** The agent will not run it, or wants to know more before it does. */
export interface CommandRefusedMessage {
  readonly event: 'command.refused';
  readonly channel?: undefined;
  readonly head: MessageHead;
  readonly payload: CommandRefused;
}

/** Servers ask too. The agent answers. */
export interface CommandAssignMessage {
  readonly event: 'command.assign';
  readonly channel?: undefined;
  readonly head: CallHead;
  readonly payload: CommandAssign;
}

/** How an agent and its machine are. */
export interface AgentReportMessage {
  readonly event: 'agent.report';
  readonly channel?: undefined;
  readonly head: MessageHead;
  readonly payload: AgentReport;
}

/** How an agent is. */
export interface AgentStatusMessage {
  readonly event: 'agent.status';
  readonly channel?: undefined;
  readonly head: MessageHead;
  readonly payload: AgentStatus;
}

/**
 * Whatever two applications have agreed on.
 *
 * Since 2.2.
 */
export interface CustomMessage {
  readonly event: 'custom';
  readonly channel?: undefined;
  readonly params: { readonly name: string };
  readonly head: MessageHead;
  readonly payload: unknown;
}

/** A person says something to an agent. */
export interface PromptSendMessage {
  readonly event: 'prompt.send';
  readonly channel?: undefined;
  readonly head: MessageHead;
  readonly payload: PromptSend;
}

/** A person is about to say something. */
export interface PromptTypingMessage {
  readonly event: 'prompt.typing';
  readonly channel?: undefined;
  readonly head: MessageHead;
  readonly payload: PromptTyping;
}

/** That is enough of an answer. */
export interface PromptStopMessage {
  readonly event: 'prompt.stop';
  readonly channel?: undefined;
  readonly head: MessageHead;
  readonly payload: PromptStop;
}

/** A piece of the agent's answer. */
export interface ReplyDeltaMessage {
  readonly event: 'reply.delta';
  readonly channel?: undefined;
  readonly head: MessageHead;
  readonly payload: ReplyDelta;
}

/** The agent used a tool. */
export interface ReplyToolMessage {
  readonly event: 'reply.tool';
  readonly channel?: undefined;
  readonly head: MessageHead;
  readonly payload: ToolUse;
}

/** The answer is complete. */
export interface ReplyDoneMessage {
  readonly event: 'reply.done';
  readonly channel?: undefined;
  readonly head: MessageHead;
  readonly payload: ReplyDone;
}

/** A workspace has gone from one machine to another. */
export interface WorkspaceMovedMessage {
  readonly event: 'workspace.moved';
  readonly channel?: undefined;
  readonly head: MessageHead;
  readonly payload: WorkspaceMoved;
}

/** Changes, in the order in which they were made. */
export interface WorkspaceChangedMessage {
  readonly event: 'workspace.changed';
  readonly channel?: undefined;
  readonly head: MessageHead;
  readonly payload: WorkspaceChangedPayload;
}

/** Workspaces of another service have been taken over. */
export interface WorkspaceImportedMessage {
  readonly event: 'workspace.imported';
  readonly channel?: undefined;
  readonly head: MessageHead;
  readonly payload: WorkspaceImported;
}

/**
 * The event `say`.
 *
 * @deprecated It has no parts. Use `prompt.send` instead.
 */
export interface SayMessage {
  readonly event: 'say';
  readonly channel?: undefined;
  readonly head: MessageHead;
  readonly payload: Say;
}

/** Sound will follow, as binary messages. */
export interface LiveStartMessage {
  readonly event: 'live.start';
  readonly channel?: undefined;
  readonly head?: undefined;
  readonly payload: LiveStart;
}

/** How loud it is on the other side. */
export interface LiveLevelMessage {
  readonly event: 'live.level';
  readonly channel?: undefined;
  readonly head?: undefined;
  readonly payload: Volume;
}

/** No more sound. */
export interface LiveStopMessage {
  readonly event: 'live.stop';
  readonly channel?: undefined;
  readonly head?: undefined;
  readonly payload?: undefined;
}

/** Wants to hear a topic, perhaps from an offset on. */
export interface ChannelJoinMessage {
  readonly event: 'channel.join';
  readonly channel?: undefined;
  readonly head: MessageHead;
  readonly payload: ChannelJoin;
}

/** It hears it. */
export interface ChannelJoinedMessage {
  readonly event: 'channel.joined';
  readonly channel?: undefined;
  readonly head: MessageHead;
  readonly payload: ChannelJoined;
}

/** It may not. */
export interface ChannelRefusedMessage {
  readonly event: 'channel.refused';
  readonly channel?: undefined;
  readonly head: MessageHead;
  readonly payload: ChannelRefused;
}

/** Wants no more of it. */
export interface ChannelLeaveMessage {
  readonly event: 'channel.leave';
  readonly channel?: undefined;
  readonly head: MessageHead;
  readonly payload: ChannelLeave;
}

/** It hears it no more. */
export interface ChannelLeftMessage {
  readonly event: 'channel.left';
  readonly channel?: undefined;
  readonly head: MessageHead;
  readonly payload: ChannelLeft;
}

/**
 * What the microphone heard.
 *
 * Twenty milliseconds each.
 *
 * Since 2.1.
 *
 * @example
 * ```json
 * "01 07000000 0068e5cf8b010000 fd 0102"
 * ```
 */
export interface AudioInputMessage {
  readonly event: 'audio.input';
  readonly channel?: undefined;
  readonly head?: undefined;
  readonly payload: AudioInput;
}

/** What an agent says. */
export interface AudioOutputMessage {
  readonly event: 'audio.output';
  readonly channel?: undefined;
  readonly head?: undefined;
  readonly payload: AudioOutput;
}

/** A part of a file, with what it belongs to as JSON behind it. */
export interface FileChunkMessage {
  readonly event: 'file.chunk';
  readonly channel?: undefined;
  readonly head?: undefined;
  readonly payload: FileChunk;
}

/**
 * Sound without a header.
 *
 * @deprecated It says neither who nor when.
 */
export interface AudioRawMessage {
  readonly event: 'audio.raw';
  readonly channel?: undefined;
  readonly head?: undefined;
  readonly payload: AudioRaw;
}

/** Somebody left a note. */
export interface NoteAddedMessage {
  readonly event: 'note.added';
  readonly channel: 'room';
  readonly head: TopicHead<RoomTopic>;
  readonly payload: NoteAdded;
}

/** Where somebody points. */
export interface CursorMovedMessage {
  readonly event: 'cursor.moved';
  readonly channel: 'room';
  readonly head: TopicHead<RoomTopic>;
  readonly payload: CursorMoved;
}

/**
 * Everyone who is here.
 *
 * @example
 * ```json
 * {"type":"topic","topic":"room:6ed24c3e-9c0a-4a55-8cb1-7b8bd5f5bd4c","position":{"epoch":"a1","offset":7},"event":"presence","data":{"here":[]}}
 * ```
 */
export interface PresenceMessage {
  readonly event: 'presence';
  readonly channel: 'room';
  readonly head: TopicHead<RoomTopic>;
  readonly payload: Presence;
}

/**
 * What a command wrote, and links in it.
 *
 * @example
 * ```json
 * [1,"out","terminal:build-1.0",42,"ready\r\n"]
 * ```
 */
export interface StdoutMessage {
  readonly event: 'stdout';
  readonly channel: 'terminal';
  readonly head: TtyHead<TerminalTopic>;
  readonly payload: Stdout;
}

/** What a command complained about. */
export interface StderrMessage {
  readonly event: 'stderr';
  readonly channel: 'terminal';
  readonly head: TtyHead<TerminalTopic>;
  readonly payload: Stderr;
}

/** What a person typed. */
export interface StdinMessage {
  readonly event: 'stdin';
  readonly channel: 'terminal';
  readonly head: TtyHead<TerminalTopic>;
  readonly payload: Stdin;
}

/** The size of the terminal, in characters. */
export interface ResizedMessage {
  readonly event: 'resized';
  readonly channel: 'terminal';
  readonly head: TtyHead<TerminalTopic>;
  readonly payload: Resized;
}

/** One line of the area's log. */
export interface HappenedMessage {
  readonly event: 'happened';
  readonly channel: 'feed';
  readonly head: TopicHead<FeedTopic>;
  readonly payload: Happened;
}

/** Somebody came in. */
export interface GreetedMessage {
  readonly event: 'greeted';
  readonly channel: 'lobby';
  readonly head: TopicHead<LobbyTopic>;
  readonly payload: Greeted;
}

/** A page of them. */
export interface WorkspaceListOkMessage {
  readonly event: 'workspace.list.ok';
  readonly channel?: undefined;
  readonly head: ResultHead;
  readonly payload: WorkspaceListOk;
}

/** The event `workspace.list.error`. */
export interface WorkspaceListErrorMessage {
  readonly event: 'workspace.list.error';
  readonly channel?: undefined;
  readonly head: FailureHead;
  readonly payload?: undefined;
}

/** The event `command.run.error`. */
export interface CommandRunErrorMessage {
  readonly event: 'command.run.error';
  readonly channel?: undefined;
  readonly head: FailureHead;
  readonly payload?: undefined;
}

/** The event `command.run.stream`. */
export interface CommandRunStreamMessage {
  readonly event: 'command.run.stream';
  readonly channel?: undefined;
  readonly head: ProgressHead;
  readonly payload: CommandRunStream;
}

/** The event `command.run.end`. */
export interface CommandRunEndMessage {
  readonly event: 'command.run.end';
  readonly channel?: undefined;
  readonly head: ResultHead;
  readonly payload: CommandRunEnd;
}

/** The event `command.assign.ok`. */
export interface CommandAssignOkMessage {
  readonly event: 'command.assign.ok';
  readonly channel?: undefined;
  readonly head: ResultHead;
  readonly payload: boolean;
}

/** The event `command.assign.error`. */
export interface CommandAssignErrorMessage {
  readonly event: 'command.assign.error';
  readonly channel?: undefined;
  readonly head: FailureHead;
  readonly payload?: undefined;
}

/** What may answer `workspace.list`. */
export type WorkspaceListReply = WorkspaceListOkMessage | WorkspaceListErrorMessage;

/** What may answer `command.run`. */
export type CommandRunReply = CommandRunErrorMessage | CommandRefusedMessage | CommandRunEndMessage | CommandRunStreamMessage;

/** What may answer `command.assign`. */
export type CommandAssignReply = CommandAssignOkMessage | CommandAssignErrorMessage;

/** What each event of `console` carries. */
export interface ConsoleEvents {
  readonly hello: Hello;
  readonly resume: Resume;
  readonly received: number;
  readonly ping: Ping;
  readonly goodbye: GoodbyePayload | undefined;
  readonly 'auth.renew': AuthRenew;
  readonly 'workspace.list': WorkspaceList;
  readonly 'command.run': CommandRun;
  readonly 'command.cancel': undefined;
  readonly custom: unknown;
  readonly 'prompt.send': PromptSend;
  readonly 'prompt.typing': PromptTyping;
  readonly 'prompt.stop': PromptStop;
  readonly 'workspace.changed': WorkspaceChangedPayload;
  readonly say: Say;
  readonly 'live.start': LiveStart;
  readonly 'live.level': Volume;
  readonly 'live.stop': undefined;
  readonly 'channel.join': ChannelJoin;
  readonly 'channel.leave': ChannelLeave;
  readonly 'audio.input': AudioInput;
}

/** What each event of `console` on the channel `room` carries. */
export interface RoomConsoleEvents {
  readonly 'note.added': NoteAdded;
  readonly 'cursor.moved': CursorMoved;
}

/** What each event of `console` on the channel `terminal` carries. */
export interface TerminalConsoleEvents {
  readonly stdin: Stdin;
  readonly resized: Resized;
}

/** The events of `console` by channel. */
export interface ConsoleChannelEvents {
  readonly room: RoomConsoleEvents;
  readonly terminal: TerminalConsoleEvents;
}

/** What each request of `console` carries, and what may answer it. */
export interface ConsoleRequests {
  readonly 'workspace.list': { readonly payload: WorkspaceList; readonly reply: WorkspaceListReply };
  readonly 'command.run': { readonly payload: CommandRun; readonly reply: CommandRunReply };
}

/** What each event of `agent` carries. */
export interface AgentEvents {
  readonly hello: Hello;
  readonly 'agent.beat': number | null;
  readonly goodbye: GoodbyePayload | undefined;
  readonly 'agent.report': AgentReport;
  readonly custom: unknown;
  readonly 'file.chunk': FileChunk;
  readonly 'command.assign.ok': boolean;
  readonly 'command.assign.error': undefined;
}

/** What each event of `viewer` carries. */
export interface ViewerEvents {
  readonly hello: Hello;
  readonly ping: Ping;
  readonly 'channel.join': ChannelJoin;
  readonly 'channel.leave': ChannelLeave;
  readonly 'audio.raw': AudioRaw;
}

/** What each event of `server` carries. */
export interface ServerEvents {
  readonly welcome: Welcome;
  readonly ready: undefined;
  readonly resumed: undefined;
  readonly 'session.expired': undefined;
  readonly pong: undefined;
  readonly 'going.away': GoingAway;
  readonly 'auth.expiring': AuthExpiring;
  readonly 'auth.renewed': undefined;
  readonly 'auth.refused': undefined;
  readonly error: ErrorPayload;
  readonly 'command.refused': CommandRefused;
  readonly 'command.assign': CommandAssign;
  readonly 'agent.status': AgentStatus;
  readonly 'reply.delta': ReplyDelta;
  readonly 'reply.tool': ToolUse;
  readonly 'reply.done': ReplyDone;
  readonly 'workspace.moved': WorkspaceMoved;
  readonly 'workspace.changed': WorkspaceChangedPayload;
  readonly 'workspace.imported': WorkspaceImported;
  readonly 'live.level': Volume;
  readonly 'live.stop': undefined;
  readonly 'channel.joined': ChannelJoined;
  readonly 'channel.refused': ChannelRefused;
  readonly 'channel.left': ChannelLeft;
  readonly 'audio.output': AudioOutput;
  readonly 'workspace.list.ok': WorkspaceListOk;
  readonly 'workspace.list.error': undefined;
  readonly 'command.run.error': undefined;
  readonly 'command.run.stream': CommandRunStream;
  readonly 'command.run.end': CommandRunEnd;
}

/** What each event of `server` on the channel `room` carries. */
export interface RoomServerEvents {
  readonly 'note.added': NoteAdded;
  readonly 'cursor.moved': CursorMoved;
  readonly presence: Presence;
}

/** What each event of `server` on the channel `terminal` carries. */
export interface TerminalServerEvents {
  readonly stdout: Stdout;
  readonly stderr: Stderr;
  readonly resized: Resized;
}

/** What each event of `server` on the channel `feed` carries. */
export interface FeedServerEvents {
  readonly happened: Happened;
}

/** What each event of `server` on the channel `lobby` carries. */
export interface LobbyServerEvents {
  readonly greeted: Greeted;
}

/** The events of `server` by channel. */
export interface ServerChannelEvents {
  readonly room: RoomServerEvents;
  readonly terminal: TerminalServerEvents;
  readonly feed: FeedServerEvents;
  readonly lobby: LobbyServerEvents;
}

/** What each request of `server` carries, and what may answer it. */
export interface ServerRequests {
  readonly 'command.assign': { readonly payload: CommandAssign; readonly reply: CommandAssignReply };
}
