// Topics of agent-console: branded types, builders and parsers.
// Made by antiphon from the protocol's definition. Do not edit: change the definition.
import { readUuid, type Uuid } from './scalars.ts';
import { readFeedArea, type FeedArea } from './types.ts';
import { attempt, readInteger, readString, type Brand } from './wire.ts';

/** A parameter that is an integer without leading zeros, or else what it is. */
function integer(text: string | undefined): unknown {
  return text !== undefined && /^(?:0|-?[1-9]\d*)$/.test(text) ? Number(text) : text;
}

/**
 * Everyone who looks at one workspace.
 *
 * Consoles join it when they open the workspace.
 */
export type RoomTopic = Brand<`room:${string}`, 'RoomTopic'>;

/** What tells the topics of the channel 'room' apart. */
export interface RoomParams {
  readonly workspace: Uuid;
}

/**
 * Builds a topic.
 *
 * @throws RangeError when a parameter is empty, holds the character at which it ends, or is not what the definition asks for.
 */
export function roomTopic(params: RoomParams): RoomTopic {
  const topic = `room:${params.workspace}`;
  if (!isRoomTopic(topic)) throw new RangeError('a parameter cannot stand in a topic of Room');
  return topic;
}

/** The parameters of a topic, or `undefined` when it is none of the channel's. */
export function parseRoomTopic(topic: string): RoomParams | undefined {
  const groups = /^room:([^]+)$/.exec(topic);
  if (groups === null) return undefined;
  const params = attempt(() => ({
    workspace: readUuid(groups[1], undefined, 'workspace'),
  }));
  return params.ok ? params.value : undefined;
}

/** Whether a value is a topic of the channel 'room'. */
export function isRoomTopic(topic: unknown): topic is RoomTopic {
  return typeof topic === 'string' && parseRoomTopic(topic) !== undefined;
}

/**
 * The terminal of one agent.
 *
 * Since 1.2.
 */
export type TerminalTopic = Brand<`terminal:${string}.${number}`, 'TerminalTopic'>;

/** What tells the topics of the channel 'terminal' apart. */
export interface TerminalParams {
  readonly agent: string;
  readonly pane: number;
}

/**
 * Builds a topic.
 *
 * @throws RangeError when a parameter is empty, holds the character at which it ends, or is not what the definition asks for.
 */
export function terminalTopic(params: TerminalParams): TerminalTopic {
  const topic = `terminal:${params.agent}.${params.pane}`;
  if (!isTerminalTopic(topic)) throw new RangeError('a parameter cannot stand in a topic of Terminal');
  return topic;
}

/** The parameters of a topic, or `undefined` when it is none of the channel's. */
export function parseTerminalTopic(topic: string): TerminalParams | undefined {
  const groups = /^terminal:([^\.]+)\.([^]+)$/.exec(topic);
  if (groups === null) return undefined;
  const params = attempt(() => ({
    agent: readString(groups[1], undefined, 'agent'),
    pane: readInteger(integer(groups[2]), undefined, 'pane', 0, 65535),
  }));
  return params.ok ? params.value : undefined;
}

/** Whether a value is a topic of the channel 'terminal'. */
export function isTerminalTopic(topic: unknown): topic is TerminalTopic {
  return typeof topic === 'string' && parseTerminalTopic(topic) !== undefined;
}

/** What happens in one area. */
export type FeedTopic = Brand<`feed:${FeedArea}`, 'FeedTopic'>;

/** What tells the topics of the channel 'feed' apart. */
export interface FeedParams {
  readonly area: FeedArea;
}

/**
 * Builds a topic.
 *
 * @throws RangeError when a parameter is empty, holds the character at which it ends, or is not what the definition asks for.
 */
export function feedTopic(params: FeedParams): FeedTopic {
  const topic = `feed:${params.area}`;
  if (!isFeedTopic(topic)) throw new RangeError('a parameter cannot stand in a topic of Feed');
  return topic;
}

/** The parameters of a topic, or `undefined` when it is none of the channel's. */
export function parseFeedTopic(topic: string): FeedParams | undefined {
  const groups = /^feed:([^]+)$/.exec(topic);
  if (groups === null) return undefined;
  const params = attempt(() => ({
    area: readFeedArea(groups[1], undefined, 'area'),
  }));
  return params.ok ? params.value : undefined;
}

/** Whether a value is a topic of the channel 'feed'. */
export function isFeedTopic(topic: unknown): topic is FeedTopic {
  return typeof topic === 'string' && parseFeedTopic(topic) !== undefined;
}

/**
 * Everyone who is not in a room yet.
 *
 * @deprecated Rooms do it. Use `room` instead.
 */
export type LobbyTopic = Brand<`lobby`, 'LobbyTopic'>;

/** What tells the topics of the channel 'lobby' apart. */
export type LobbyParams = Readonly<Record<never, never>>;

/** The only topic. */
export function lobbyTopic(): LobbyTopic {
  return `lobby` as LobbyTopic;
}

/** The parameters of a topic, or `undefined` when it is none of the channel's. */
export function parseLobbyTopic(topic: string): LobbyParams | undefined {
  const groups = /^lobby$/.exec(topic);
  if (groups === null) return undefined;
  return {};
}

/** Whether a value is a topic of the channel 'lobby'. */
export function isLobbyTopic(topic: unknown): topic is LobbyTopic {
  return typeof topic === 'string' && parseLobbyTopic(topic) !== undefined;
}
