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
export * from './events.ts';
export * from './flows.ts';
export * from './frames.ts';
export * from './json.ts';
export * from './messages.ts';
export * from './policy.ts';
export * from './scalars.ts';
export * from './schema.ts';
export * from './types.ts';
export * from './wire.ts';
