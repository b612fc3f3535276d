// What must compile and what must not; never run.
import type { StandardSchemaV1 } from '@standard-schema/spec';
import {
  assertNever,
  decodeServerMessage,
  encodeClientMessage,
  sessionTopic,
  timestamp,
  type AgentStatusPayload,
  type ClientRequests,
  type ServerEvents,
  type ServerMessage,
  type SessionTopic,
  uuid,
  ValuesSchema,
  type Values,
} from '../gateway/index.ts';

/** A `switch` over every case compiles. */
export function name(message: ServerMessage): string {
  switch (message.event) {
    case 'agent:status':
      return message.payload.agentId;
    case 'error':
      return message.channel === 'session' ? message.payload.reason : message.payload.message;
    case 'free':
      return message.params.name;
    case 'audio':
      return message.payload.codec;
    case 'values':
    case 'ping':
    case 'open':
    case 'subscribed':
    case 'stream_output':
    case 'note':
    case '$batch':
    case '$compressed':
    case '$unknown':
      return message.event;
    default:
      return assertNever(message);
  }
}

/** One that forgot a case does not. */
export function forgetful(message: ServerMessage): string {
  switch (message.event) {
    case 'agent:status':
      return message.payload.agentId;
    default:
      // @ts-expect-error the other events are left
      return assertNever(message);
  }
}

/** Handlers by event name. */
export function on<Name extends keyof ServerEvents>(event: Name, handler: (payload: ServerEvents[Name]) => void): void {
  const result = decodeServerMessage('{}');
  if (result.ok && result.value.event === event) handler(result.value.payload as ServerEvents[Name]);
}

on('agent:status', (payload: AgentStatusPayload) => payload.agentId);
// @ts-expect-error there is no such event
on('agent:statu', () => undefined);

/** What answers a request. */
export type Reply = ClientRequests['subscribe']['reply']['event'];
export const replies: readonly Reply[] = ['subscribed', 'error'];

const head = { timestamp: timestamp(new Date()) };
encodeClientMessage({ event: 'ping', head });
// @ts-expect-error a head lacks its timestamp
encodeClientMessage({ event: 'ping', head: {} });
// @ts-expect-error text that was not checked is no timestamp
encodeClientMessage({ event: 'ping', head: { timestamp: 'now' } });
encodeClientMessage({ event: 'stream_output', channel: 'session', head: { ...head, topic: sessionTopic({ id: 'a', number: 1 }) }, payload: { text: '' } });
// @ts-expect-error the topic of another channel
encodeClientMessage({ event: 'stream_output', channel: 'session', head: { ...head, topic: 'room:a' }, payload: { text: '' } });

// @ts-expect-error text is no topic until it was parsed
export const topic: SessionTopic = 'session:a/1';
// @ts-expect-error an optional field is never undefined
export const values: Pick<Values, 'size'> = { size: undefined };

/** Any consumer of Standard Schema takes a validator, and knows what it yields. */
function parse<S extends StandardSchemaV1>(schema: S, value: unknown): StandardSchemaV1.InferOutput<S> | undefined {
  const result = schema['~standard'].validate(value);
  return result instanceof Promise || result.issues !== undefined ? undefined : result.value;
}
export const parsed: Values | undefined = parse(ValuesSchema, {});
// @ts-expect-error what it yields is no text
export const text: string | undefined = parse(ValuesSchema, {});

/** Branded text is made by the function for it, and is text. */
export const key: string = uuid('01890a5d-ac96-774b-bcce-b302099a8057');
