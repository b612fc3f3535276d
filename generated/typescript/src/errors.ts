// Error codes and close codes of agent-console, and what to do about each.
// Made by antiphon from the protocol's definition. Do not edit: change the definition.
import type { ErrorCode } from './types.ts';

/** A wait that grows: `min(maxMs, initialMs * multiplier ** attempt)`, less or more by `jitter`. */
export interface Backoff {
  readonly initialMs: number;
  readonly multiplier: number;
  readonly maxMs: number;
  /** The part of the wait that is random, to both sides; `null` means anything from 0 to the wait. */
  readonly jitter: number | null;
  /** How many times; `null` means without end. */
  readonly attempts: number | null;
}

/** Whether and when to try again: not without a change, after what the report says, or after a wait. */
export type Retry = 'never' | 'after' | Backoff;

/** Classes of errors. */
export type ErrorClass = 'transient' | 'limited' | 'invalid' | 'fatal';

/** What an error code means for its reader. */
export interface ErrorInfo {
  readonly class: ErrorClass | null;
  readonly retry: Retry;
  /** The close code that follows the report. */
  readonly close: number | null;
}

/** Each error code with its class, its retry rule and its close code. */
export const errorCodes: { readonly [Code in ErrorCode]?: ErrorInfo } = {
  /** The agent is not connected. */
  AGENT_OFFLINE: {
    class: 'transient',
    retry: { initialMs: 500, multiplier: 2.0, maxMs: 60000, jitter: 0.1, attempts: 5 },
    close: null,
  },
  /** The server is going away. */
  DRAINING: {
    class: 'transient',
    retry: { initialMs: 500, multiplier: 2.0, maxMs: 60000, jitter: 0.1, attempts: 5 },
    close: 1012,
  },
  /** Too many messages. */
  RATE_LIMIT: { class: 'limited', retry: 'after', close: null },
  /**
   * Not allowed.
   *
   * Ask the workspace's owner.
   */
  NO_PERMISSION: { class: 'invalid', retry: 'never', close: null },
  /** Of another session. */
  SESSION_MISMATCH: { class: 'invalid', retry: 'never', close: 4001 },
  /**
   * Of someone else.
   *
   * Since 2.0.
   */
  USER_MISMATCH: { class: 'invalid', retry: 'never', close: 4001 },
  /** Someone else is editing. */
  LOCKED: {
    class: 'transient',
    retry: { initialMs: 5000, multiplier: 2.0, maxMs: 30000, jitter: null, attempts: null },
    close: null,
  },
  /** @deprecated AGENT_OFFLINE and LOCKED say which. */
  BUSY: {
    class: 'transient',
    retry: { initialMs: 500, multiplier: 2.0, maxMs: 60000, jitter: 0.1, attempts: 5 },
    close: null,
  },
  /** There is no such thing. */
  NOT_FOUND: { class: null, retry: 'never', close: null },
};

/** What a code means, or `undefined` for one that the definition does not name. */
export function errorInfo(code: ErrorCode): ErrorInfo | undefined {
  return Object.hasOwn(errorCodes, code) ? errorCodes[code] : undefined;
}

/** Where the parts of an error report are. */
export const errorReport = {
  event: 'error',
  code: '$code',
  message: '$message',
  trace: '$trace',
  details: '$details',
  retryAfter: 'retryAfter',
} as const;

/** Close codes by name. */
export const CloseCode = {
  /** The heartbeat was missed. */
  Silent: 4000,
  /** The token is wrong or has ended. */
  Unauthorized: 4001,
  /**
   * The session has ended.
   *
   * It is kept for a day.
   *
   * Since 2.0.
   */
  SessionGone: 4002,
} as const;

/** A close code, or a range of them, and what the client does next. */
export interface CloseInfo {
  readonly first: number;
  readonly last: number;
  readonly name: string;
  readonly reason: string | null;
  readonly then: 'reconnect' | 'new_session' | 'give_up';
  readonly afterMs: number | null;
}

/** Every close code. */
export const closeCodes: readonly CloseInfo[] = [
  /** The heartbeat was missed. */
  {
    first: 4000,
    last: 4000,
    name: 'silent',
    reason: 'silence',
    then: 'reconnect',
    afterMs: 1000,
  },
  /** The token is wrong or has ended. */
  {
    first: 4001,
    last: 4001,
    name: 'unauthorized',
    reason: null,
    then: 'give_up',
    afterMs: null,
  },
  /**
   * The session has ended.
   *
   * It is kept for a day.
   *
   * Since 2.0.
   */
  {
    first: 4002,
    last: 4002,
    name: 'session_gone',
    reason: null,
    then: 'new_session',
    afterMs: null,
  },
  /** @deprecated 1011 says it. */
  {
    first: 4100,
    last: 4199,
    name: 'server_error',
    reason: null,
    then: 'reconnect',
    afterMs: null,
  },
];

/** What a close code means, or `undefined` for one that the definition does not name. */
export function closeInfo(code: number): CloseInfo | undefined {
  return closeCodes.find((each) => each.first <= code && code <= each.last);
}
