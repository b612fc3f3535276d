// People and coding agents at one console.
//
// A person opens a **console**, talks to agents, watches their terminals and listens to them.
// Agents connect to the same server from the machines they work on.
//
// Since 1.0.
//
// Version 2.3.0.
// Made by antiphon from the protocol's definition. Do not edit: change the definition.
export * from './binary.ts';
export * from './channels.ts';
export * from './errors.ts';
export * from './flows.ts';
export * from './messages.ts';
export * from './policy.ts';
export * from './scalars.ts';
export * from './types.ts';
export type * from './events.ts';
export type * from './frames.ts';
export { assertNever } from './wire.ts';
export type { Brand, Compressed, Issue, IssueCode, Key, Result, Schema, UnknownMessage, Validation } from './wire.ts';
export type { DecodeOptions } from './json.ts';
