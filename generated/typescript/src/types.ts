// Types of agent-console: each with its reader, its writer and its validator.
// Made by antiphon from the protocol's definition. Do not edit: change the definition.
import { readJsonText, toJson } from './json.ts';
import {
  readBigInt,
  readBytes,
  readDecimal,
  readDuration,
  readIntegerText,
  readTimestamp,
  readUnix,
  readUrl,
  readUuid,
  writeBytes,
  type Decimal,
  type Timestamp,
  type UnixMillis,
  type UnixSeconds,
  type Url,
  type Uuid,
} from './scalars.ts';
import {
  atMostOne,
  bounded,
  endsAt,
  fail,
  isObject,
  matching,
  multipleOf,
  onlyKeys,
  orElse,
  readBoolean,
  readConstant,
  readInteger,
  readJson,
  readList,
  readMap,
  readNumber,
  readObject,
  readString,
  readTuple,
  schema,
  sized,
  unique,
  unknownValue,
  unlessDefault,
  without,
  wrong,
  type Brand,
  type Key,
  type Mutable,
  type Path,
  type Schema,
} from './wire.ts';

/**
 * A short name that is safe in addresses and topics.
 *
 * @example
 * ```ts
 * 'build-1'
 * ```
 *
 * @example
 * ```ts
 * 'docs'
 * ```
 */
export type Slug = string;

/** Reads `Slug`. */
export function readSlug(value: unknown, up: Path | undefined, key: Key): Slug {
  return matching(sized(readString(value, up, key), up, key, 1, 64), up, key, /^[a-z][a-z0-9-]*$/u);
}

/** Validates `Slug`. */
export const SlugSchema: Schema<Slug> = /* @__PURE__ */ schema(readSlug);

/** Someone with an account. */
export interface Person {
  readonly id: Uuid;
  readonly name: string;
  readonly avatar?: Url;
}

/** Reads `Person`. */
export function readPerson(value: unknown, up: Path | undefined, key: Key): Person {
  const from = readObject<Person>(value, up, key);
  const path: Path = { up, key };
  const out: Mutable<Person> = {
    id: readUuid(from.id, path, 'id'),
    name: sized(readString(from.name, path, 'name'), path, 'name', 1, 80),
  };
  if (from.avatar !== undefined) out.avatar = readUrl(from.avatar, path, 'avatar');
  return out;
}

/** `Person` as it is on the wire. */
export function writePerson(value: Person): object {
  return {
    id: value.id,
    name: value.name,
    avatar: value.avatar,
  };
}

/** Validates `Person`. */
export const PersonSchema: Schema<Person> = /* @__PURE__ */ schema(readPerson);

/** When something was made, and when it last changed. */
export interface Dates {
  readonly created: Timestamp;
  readonly changed?: Timestamp;
}

/** Reads `Dates`. */
export function readDates(value: unknown, up: Path | undefined, key: Key): Dates {
  const from = readObject<Dates>(value, up, key);
  const path: Path = { up, key };
  const out: Mutable<Dates> = {
    created: readTimestamp(from.created, path, 'created'),
  };
  if (from.changed !== undefined) out.changed = readTimestamp(from.changed, path, 'changed');
  return out;
}

/** `Dates` as it is on the wire. */
export function writeDates(value: Dates): object {
  return {
    created: value.created,
    changed: value.changed,
  };
}

/** Validates `Dates`. */
export const DatesSchema: Schema<Dates> = /* @__PURE__ */ schema(readDates);

/** An amount, exact to the last digit. */
export interface Money {
  readonly amount: Decimal;
  /** `'EUR'` where the message leaves it out. */
  readonly currency: string;
}

/** Reads `Money`. */
export function readMoney(value: unknown, up: Path | undefined, key: Key): Money {
  const from = readObject<Money>(value, up, key);
  const path: Path = { up, key };
  return {
    amount: readDecimal(from.amount, path, 'amount'),
    currency: matching(readString(orElse(from.currency, 'EUR'), path, 'currency'), path, 'currency', /^[A-Z]{3}$/u),
  };
}

/** `Money` as it is on the wire. */
export function writeMoney(value: Money): object {
  return {
    amount: value.amount,
    currency: unlessDefault(value.currency, 'EUR'),
  };
}

/** Validates `Money`. */
export const MoneySchema: Schema<Money> = /* @__PURE__ */ schema(readMoney);

/** Free keys and values that people put on things. */
export interface Labels {
  readonly team?: string;
  /** Keys that the definition does not name. */
  readonly $rest?: { readonly [key: string]: string };
}

/** Reads `Labels`. */
export function readLabels(value: unknown, up: Path | undefined, key: Key): Labels {
  const from = readObject<Labels>(value, up, key);
  const path: Path = { up, key };
  const out: Mutable<Labels> = {};
  if (from.team !== undefined) out.team = readString(from.team, path, 'team');
  const rest = readMap(without(from, ['team']), up, key, readString);
  if (Object.keys(rest).length > 0) out.$rest = rest;
  return out;
}

/** `Labels` as it is on the wire. */
export function writeLabels(value: Labels): object {
  return {
    team: value.team,
    ...without((value.$rest ?? {}), ['team']),
  };
}

/** Validates `Labels`. */
export const LabelsSchema: Schema<Labels> = /* @__PURE__ */ schema(readLabels);

/** `AgentState`. */
export type AgentState = 'starting' | 'idle' | 'busy' | 'offline';

/** The values of `AgentState` that have names. */
export const AgentState = {
  Starting: 'starting',
  Idle: 'idle',
  Busy: 'busy',
  Offline: 'offline',
} as const;

/** Reads `AgentState`. */
export function readAgentState(value: unknown, up: Path | undefined, key: Key): AgentState {
  switch (value) {
    case 'starting':
    case 'idle':
    case 'busy':
    case 'offline':
      return value;
    default:
      return unknownValue(readString(value, up, key), 'one of `starting`, `idle`, `busy`, `offline`', up, key);
  }
}

/** Validates `AgentState`. */
export const AgentStateSchema: Schema<AgentState> = /* @__PURE__ */ schema(readAgentState);

/** `Model`. */
export type Model = 'swift' | 'balanced' | 'deep thought' | (string & {});

/** The values of `Model` that have names. */
export const Model = {
  Swift: 'swift',
  Balanced: 'balanced',
  DeepThought: 'deep thought',
} as const;

/** Reads `Model`. */
export function readModel(value: unknown, up: Path | undefined, key: Key): Model {
  return readString(value, up, key);
}

/** Validates `Model`. */
export const ModelSchema: Schema<Model> = /* @__PURE__ */ schema(readModel);

/** `ExitCode`. */
export type ExitCode = 0 | 1 | 130 | (number & {});

/** The values of `ExitCode` that have names. */
export const ExitCode = {
  Success: 0,
  Failure: 1,
  Interrupted: 130,
} as const;

/** Reads `ExitCode`. */
export function readExitCode(value: unknown, up: Path | undefined, key: Key): ExitCode {
  return readInteger(value, up, key, Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER);
}

/** Validates `ExitCode`. */
export const ExitCodeSchema: Schema<ExitCode> = /* @__PURE__ */ schema(readExitCode);

/** `Wait`. */
export type Wait = 'forever' | number;

/** Reads `Wait`. */
export function readWait(value: unknown, up: Path | undefined, key: Key): Wait {
  if (value === 'forever') return value;
  if (typeof value === 'number' || typeof value === 'bigint') return readDuration(value, up, key);
  return wrong(value, 'a number', up, key);
}

/** Validates `Wait`. */
export const WaitSchema: Schema<Wait> = /* @__PURE__ */ schema(readWait);

/** `Arguments`. */
export type Arguments = string | readonly string[] | { readonly [key: string]: string };

/** Reads `Arguments`. */
export function readArguments(value: unknown, up: Path | undefined, key: Key): Arguments {
  if (typeof value === 'string') return readString(value, up, key);
  if (Array.isArray(value)) return readList(value, up, key, readString);
  if (isObject(value)) return readMap(value, up, key, readString);
  return wrong(value, 'a string or an array or an object', up, key);
}

/** Validates `Arguments`. */
export const ArgumentsSchema: Schema<Arguments> = /* @__PURE__ */ schema(readArguments);

/** `Reaction`. */
export type Reaction = '+1' | '-1' | 'eyes' | 'wave' | (string & {});

/** The values of `Reaction` that have names. */
export const Reaction = {
  /**
   * Agreed.
   *
   * Since 2.0.
   */
  ThumbsUp: '+1',
  /** Not so. */
  ThumbsDown: '-1',
  /** Seen. */
  Eyes: 'eyes',
  /**
   * Used to mean *hello*.
   *
   * @deprecated Say it in words.
   */
  Wave: 'wave',
} as const;

/** Reads `Reaction`. */
export function readReaction(value: unknown, up: Path | undefined, key: Key): Reaction {
  return readString(value, up, key);
}

/** Validates `Reaction`. */
export const ReactionSchema: Schema<Reaction> = /* @__PURE__ */ schema(readReaction);

/** `Signal`. */
export type Signal = 2 | 9 | 15;

/** The values of `Signal` that have names. */
export const Signal = {
  Interrupt: 2,
  /** Cannot be caught. */
  Kill: 9,
  Terminate: 15,
} as const;

/** Reads `Signal`. */
export function readSignal(value: unknown, up: Path | undefined, key: Key): Signal {
  switch (value) {
    case 2:
    case 9:
    case 15:
      return value;
    default:
      return unknownValue(readInteger(value, up, key, Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER), 'one of `2`, `9`, `15`', up, key);
  }
}

/** Validates `Signal`. */
export const SignalSchema: Schema<Signal> = /* @__PURE__ */ schema(readSignal);

/** `Permissions`. */
export type Permissions = Brand<number, 'Permissions'>;

/** The values of `Permissions` that have names. */
export const Permissions: {
  readonly Read: Permissions;
  readonly Write: Permissions;
  readonly Execute: Permissions;
  readonly Network: Permissions;
} = {
  Read: 1 as Permissions,
  Write: 2 as Permissions,
  Execute: 4 as Permissions,
  Network: 8 as Permissions,
};

/** Reads `Permissions`. */
export function readPermissions(value: unknown, up: Path | undefined, key: Key): Permissions {
  return readInteger(value, up, key, 0, 255) as Permissions;
}

/** Validates `Permissions`. */
export const PermissionsSchema: Schema<Permissions> = /* @__PURE__ */ schema(readPermissions);

/** `Features`. */
export type Features = Brand<bigint, 'Features'>;

/** The values of `Features` that have names. */
export const Features: {
  readonly Audio: Features;
  readonly Terminal: Features;
  readonly Replay: Features;
} = {
  Audio: 1n as Features,
  Terminal: 2n as Features,
  Replay: 1099511627776n as Features,
};

/** Reads `Features`. */
export function readFeatures(value: unknown, up: Path | undefined, key: Key): Features {
  return BigInt(readIntegerText(value, up, key, 0n, 18446744073709551615n)) as Features;
}

/** `Features` as it is on the wire. */
export function writeFeatures(value: Features): string {
  return String(value);
}

/** Validates `Features`. */
export const FeaturesSchema: Schema<Features> = /* @__PURE__ */ schema(readFeatures);

/** One is as it was recorded. */
export type Volume = number;

/** Reads `Volume`. */
export function readVolume(value: unknown, up: Path | undefined, key: Key): Volume {
  return bounded(readNumber(value, up, key, 3.4028235e38), up, key, -Infinity, Infinity, 0, 1.5);
}

/** Validates `Volume`. */
export const VolumeSchema: Schema<Volume> = /* @__PURE__ */ schema(readVolume);

/**
 * `SampleRate`.
 *
 * @example
 * ```ts
 * 16000
 * ```
 */
export type SampleRate = number;

/** Reads `SampleRate`. */
export function readSampleRate(value: unknown, up: Path | undefined, key: Key): SampleRate {
  return multipleOf(readInteger(value, up, key, 8000, 48000), up, key, 4000);
}

/** Validates `SampleRate`. */
export const SampleRateSchema: Schema<SampleRate> = /* @__PURE__ */ schema(readSampleRate);

/** `Tags`. */
export type Tags = readonly Slug[];

/** Reads `Tags`. */
export function readTags(value: unknown, up: Path | undefined, key: Key): Tags {
  return unique(sized(readList(value, up, key, readSlug), up, key, 0, 8), up, key);
}

/** Validates `Tags`. */
export const TagsSchema: Schema<Tags> = /* @__PURE__ */ schema(readTags);

/**
 * What people and agents work on together.
 *
 * It keeps its identity when it moves to another machine.
 *
 * Since 1.1.
 */
export interface Workspace {
  readonly id: Uuid;
  readonly title: string | null;
  readonly owner: Person;
  /** `'balanced'` where the message leaves it out. */
  readonly model: Model;
  readonly labels?: Labels;
  readonly parent?: Uuid | null;
  /** `[]` where the message leaves it out. */
  readonly tags: Tags;
  /**
   * Never shown in logs.
   *
   * Sensitive: keep it out of logs.
   */
  readonly secret?: string;
  readonly budget?: Money;
  /** @deprecated Labels say it. */
  readonly colour?: string;
  /** `0` where the message leaves it out. */
  readonly '#open': number;
  readonly created: Timestamp;
  readonly changed?: Timestamp;
  /** Keys that the definition does not name. */
  readonly $rest?: { readonly [key: string]: unknown };
}

/** Reads `Workspace`. */
export function readWorkspace(value: unknown, up: Path | undefined, key: Key): Workspace {
  const from = readObject<Workspace>(value, up, key);
  const path: Path = { up, key };
  const out = {} as Mutable<Workspace>;
  out.id = readUuid(from.id, path, 'id');
  out.title = from.title === null ? null : readString(from.title, path, 'title');
  out.owner = readPerson(from.owner, path, 'owner');
  out.model = readModel(orElse(from.model, 'balanced'), path, 'model');
  if (from.labels !== undefined) out.labels = readLabels(from.labels, path, 'labels');
  if (from.parent !== undefined) out.parent = from.parent === null ? null : readUuid(from.parent, path, 'parent');
  out.tags = readTags(orElse(from.tags, []), path, 'tags');
  if (from.secret !== undefined) out.secret = readString(from.secret, path, 'secret');
  if (from.budget !== undefined) out.budget = readMoney(from.budget, path, 'budget');
  if (from.colour !== undefined) out.colour = readString(from.colour, path, 'colour');
  out['#open'] = readInteger(orElse(from['#open'], 0), path, '#open', 0, 4294967295);
  out.created = readTimestamp(from.created, path, 'created');
  if (from.changed !== undefined) out.changed = readTimestamp(from.changed, path, 'changed');
  const rest = readMap(without(from, ['id', 'title', 'owner', 'model', 'labels', 'parent', 'tags', 'secret', 'budget', 'colour', '#open', 'created', 'changed']), up, key, readJson);
  if (Object.keys(rest).length > 0) out.$rest = rest;
  return out;
}

/** `Workspace` as it is on the wire. */
export function writeWorkspace(value: Workspace): object {
  return {
    id: value.id,
    title: value.title,
    owner: writePerson(value.owner),
    model: unlessDefault(value.model, 'balanced'),
    labels: value.labels === undefined ? undefined : writeLabels(value.labels),
    parent: value.parent,
    tags: unlessDefault(value.tags, []),
    secret: value.secret,
    budget: value.budget === undefined ? undefined : writeMoney(value.budget),
    colour: value.colour,
    '#open': unlessDefault(value['#open'], 0),
    created: value.created,
    changed: value.changed,
    ...without((value.$rest ?? {}), ['id', 'title', 'owner', 'model', 'labels', 'parent', 'tags', 'secret', 'budget', 'colour', '#open', 'created', 'changed']),
  };
}

/** Validates `Workspace`. */
export const WorkspaceSchema: Schema<Workspace> = /* @__PURE__ */ schema(readWorkspace);

/** `Span`. */
export type Span = readonly [
  line: number,
  column: number,
  length?: number,
];

/** Reads `Span`. */
export function readSpan(value: unknown, up: Path | undefined, key: Key): Span {
  const from = readTuple(value, up, key, Infinity);
  const path: Path = { up, key };
  return endsAt(from, up, key, 3, [
    readInteger(from[0], path, 0, 0, 4294967295),
    readInteger(from[1], path, 1, 0, 4294967295),
    ...(from.length > 2 ? [readInteger(from[2], path, 2, 0, 4294967295)] as const : []),
  ] as const) as unknown as Span;
}

/** Validates `Span`. */
export const SpanSchema: Schema<Span> = /* @__PURE__ */ schema(readSpan);

/** `Edit`. */
export type Edit = readonly [
  file: string,
  at: Span,
  insert?: string,
  ...marks: readonly Span[],
];

/** Reads `Edit`. */
export function readEdit(value: unknown, up: Path | undefined, key: Key): Edit {
  const from = readTuple(value, up, key, Infinity);
  const path: Path = { up, key };
  return [
    readString(from[0], path, 0),
    readSpan(from[1], path, 1),
    ...(from.length > 2 ? [readString(from[2], path, 2)] as const : []),
    ...from.slice(3).map((each, index) => readSpan(each, path, 3 + index)),
  ] as unknown as Edit;
}

/** Validates `Edit`. */
export const EditSchema: Schema<Edit> = /* @__PURE__ */ schema(readEdit);

/** `Part`. */
export type Part =
  | ({ readonly kind: 'text' } & PartText)
  | ({ readonly kind: 'image' } & PartImage)
  | ({ readonly kind: 'tool' } & ToolUse)
  | { readonly kind: '$unknown'; readonly raw: unknown };

/** Reads `Part`. */
export function readPart(value: unknown, up: Path | undefined, key: Key): Part {
  const from = readObject<{ kind: unknown }>(value, up, key);
  const tag = from.kind;
  switch (tag) {
    case 'text':
      return { kind: tag, ...readPartText(value, up, key) };
    case 'image':
      return { kind: tag, ...readPartImage(value, up, key) };
    case 'tool':
      return { kind: tag, ...readToolUse(value, up, key) };
    default:
      return tag === undefined ? wrong(tag, 'one of `text`, `image`, `tool`', { up, key }, 'kind') : { kind: '$unknown', raw: value };
  }
}

/** `Part` as it is on the wire. */
export function writePart(value: Part): object {
  switch (value.kind) {
    case 'text':
      return { kind: value.kind, ...writePartText(value) };
    case 'image':
      return { kind: value.kind, ...writePartImage(value) };
    case 'tool':
      return { kind: value.kind, ...writeToolUse(value) };
    case '$unknown':
      return value.raw as object;
  }
}

/** Validates `Part`. */
export const PartSchema: Schema<Part> = /* @__PURE__ */ schema(readPart);

/** `Change`. */
export type Change =
  | { readonly op: 'rename'; readonly value: string }
  | { readonly op: 'tag'; readonly value: Tags }
  | { readonly op: 'archive'; readonly value: boolean };

/** Reads `Change`. */
export function readChange(value: unknown, up: Path | undefined, key: Key): Change {
  const from = readObject<{ op: unknown; value: unknown }>(value, up, key);
  const tag = from.op;
  if (tag !== undefined && from.value === undefined) wrong(undefined, 'a value', { up, key }, 'value');
  switch (tag) {
    case 'rename':
      return { op: tag, value: readString(from.value, { up, key }, 'value') };
    case 'tag':
      return { op: tag, value: readTags(from.value, { up, key }, 'value') };
    case 'archive':
      return { op: tag, value: readBoolean(from.value, { up, key }, 'value') };
    default:
      return unknownValue(tag, 'one of `rename`, `tag`, `archive`', { up, key }, 'op');
  }
}

/** `Change` as it is on the wire. */
export function writeChange(value: Change): object {
  switch (value.op) {
    case 'rename':
      return { op: value.op, value: value.value };
    case 'tag':
      return { op: value.op, value: value.value };
    case 'archive':
      return { op: value.op, value: value.value };
  }
}

/** Validates `Change`. */
export const ChangeSchema: Schema<Change> = /* @__PURE__ */ schema(readChange);

/** `Task`. */
export type Task =
  | { readonly shell: ShellTask }
  | { readonly edit: readonly Edit[] }
  | { readonly wait: Wait };

/** Reads `Task`. */
export function readTask(value: unknown, up: Path | undefined, key: Key): Task {
  const from = readObject<{ shell: unknown; edit: unknown; wait: unknown }>(value, up, key);
  atMostOne(from, up, key, ['shell', 'edit', 'wait']);
  if (from.shell !== undefined) return { shell: readShellTask(from.shell, { up, key }, 'shell') };
  if (from.edit !== undefined) return { edit: readList(from.edit, { up, key }, 'edit', readEdit) };
  if (from.wait !== undefined) return { wait: readWait(from.wait, { up, key }, 'wait') };
  return fail('missing_field', 'one of `shell`, `edit`, `wait`', up, key);
}

/** `Task` as it is on the wire. */
export function writeTask(value: Task): unknown {
  if ('shell' in value) return { shell: writeShellTask(value.shell) };
  if ('edit' in value) return { edit: value.edit };
  if ('wait' in value) return { wait: value.wait };
  return value;
}

/** Validates `Task`. */
export const TaskSchema: Schema<Task> = /* @__PURE__ */ schema(readTask);

/** `Outcome`. */
export type Outcome = OutcomeOutput | OutcomeFailure;

/** Reads `Outcome`. */
export function readOutcome(value: unknown, up: Path | undefined, key: Key): Outcome {
  const from = readObject<{ output: unknown; failure: unknown }>(value, up, key);
  if (from.output !== undefined) return readOutcomeOutput(value, up, key);
  if (from.failure !== undefined) return readOutcomeFailure(value, up, key);
  return fail('missing_field', 'one of `output`, `failure`', up, key);
}

/** `Outcome` as it is on the wire. */
export function writeOutcome(value: Outcome): unknown {
  if ('output' in value) return writeOutcomeOutput(value);
  if ('failure' in value) return writeOutcomeFailure(value);
  return value;
}

/** Validates `Outcome`. */
export const OutcomeSchema: Schema<Outcome> = /* @__PURE__ */ schema(readOutcome);

/** `ShellTask`. */
export interface ShellTask {
  readonly command: string;
  readonly arguments?: Arguments;
  readonly environment?: { readonly [key: string]: string };
}

/** Reads `ShellTask`. */
export function readShellTask(value: unknown, up: Path | undefined, key: Key): ShellTask {
  const from = readObject<ShellTask>(value, up, key);
  const path: Path = { up, key };
  const out: Mutable<ShellTask> = {
    command: readString(from.command, path, 'command'),
  };
  if (from.arguments !== undefined) out.arguments = readArguments(from.arguments, path, 'arguments');
  if (from.environment !== undefined) out.environment = readMap(from.environment, path, 'environment', readString);
  return out;
}

/** `ShellTask` as it is on the wire. */
export function writeShellTask(value: ShellTask): object {
  return {
    command: value.command,
    arguments: value.arguments,
    environment: value.environment,
  };
}

/** Validates `ShellTask`. */
export const ShellTaskSchema: Schema<ShellTask> = /* @__PURE__ */ schema(readShellTask);

/** `ToolUse`. */
export interface ToolUse {
  readonly id: string;
  readonly tool: string;
  readonly arguments: ToolArguments;
  readonly result?: unknown;
}

/** Reads `ToolUse`. */
export function readToolUse(value: unknown, up: Path | undefined, key: Key): ToolUse {
  const from = readObject<ToolUse>(value, up, key);
  const path: Path = { up, key };
  const out: Mutable<ToolUse> = {
    id: readString(from.id, path, 'id'),
    tool: readString(from.tool, path, 'tool'),
    arguments: readJsonText(from.arguments, path, 'arguments', readToolArguments),
  };
  if (from.result !== undefined) out.result = readJson(from.result, path, 'result');
  return out;
}

/** `ToolUse` as it is on the wire. */
export function writeToolUse(value: ToolUse): object {
  return {
    id: value.id,
    tool: value.tool,
    arguments: toJson(writeToolArguments(value.arguments)),
    result: value.result,
  };
}

/** Validates `ToolUse`. */
export const ToolUseSchema: Schema<ToolUse> = /* @__PURE__ */ schema(readToolUse);

/** `ToolArguments`. */
export interface ToolArguments {
  readonly path?: string;
  readonly query?: string;
}

/** Reads `ToolArguments`. */
export function readToolArguments(value: unknown, up: Path | undefined, key: Key): ToolArguments {
  const from = readObject<ToolArguments>(value, up, key);
  const path: Path = { up, key };
  const out: Mutable<ToolArguments> = {};
  if (from.path !== undefined) out.path = readString(from.path, path, 'path');
  if (from.query !== undefined) out.query = readString(from.query, path, 'query');
  return out;
}

/** `ToolArguments` as it is on the wire. */
export function writeToolArguments(value: ToolArguments): object {
  return {
    path: value.path,
    query: value.query,
  };
}

/** Validates `ToolArguments`. */
export const ToolArgumentsSchema: Schema<ToolArguments> = /* @__PURE__ */ schema(readToolArguments);

/** Questions that an agent puts to a person. */
export interface Form {
  readonly title: string;
  readonly fields?: readonly string[];
}

/** Reads `Form`. */
export function readForm(value: unknown, up: Path | undefined, key: Key): Form {
  const from = readObject<Form>(value, up, key);
  const path: Path = { up, key };
  const out: Mutable<Form> = {
    title: readString(from.title, path, 'title'),
  };
  if (from.fields !== undefined) out.fields = readList(from.fields, path, 'fields', readString);
  return out;
}

/** `Form` as it is on the wire. */
export function writeForm(value: Form): object {
  return {
    title: value.title,
    fields: value.fields,
  };
}

/** Validates `Form`. */
export const FormSchema: Schema<Form> = /* @__PURE__ */ schema(readForm);

/** `FileNote`. */
export interface FileNote {
  readonly path: string;
  readonly mode: number;
  readonly last: boolean;
}

/** Reads `FileNote`. */
export function readFileNote(value: unknown, up: Path | undefined, key: Key): FileNote {
  const from = readObject<FileNote>(value, up, key);
  const path: Path = { up, key };
  return {
    path: readString(from.path, path, 'path'),
    mode: readInteger(from.mode, path, 'mode', 0, 65535),
    last: readBoolean(from.last, path, 'last'),
  };
}

/** `FileNote` as it is on the wire. */
export function writeFileNote(value: FileNote): object {
  return {
    path: value.path,
    mode: value.mode,
    last: value.last,
  };
}

/** Validates `FileNote`. */
export const FileNoteSchema: Schema<FileNote> = /* @__PURE__ */ schema(readFileNote);

/** What a machine has to spare. */
export interface Load {
  readonly cpu: number;
  readonly memory: bigint;
  readonly drift: bigint;
  readonly temperature: number;
  readonly niceness: number;
  readonly cores: number;
  readonly history: readonly (readonly number[])[];
  readonly disks: { readonly [key: string]: readonly number[] };
  readonly clock: UnixSeconds;
  readonly offset: number;
}

/** Reads `Load`. */
export function readLoad(value: unknown, up: Path | undefined, key: Key): Load {
  const from = readObject<Load>(value, up, key);
  const path: Path = { up, key };
  return {
    cpu: readNumber(from.cpu, path, 'cpu'),
    memory: readBigInt(from.memory, path, 'memory', 0n, 18446744073709551615n),
    drift: readBigInt(from.drift, path, 'drift', -9223372036854775808n, 9223372036854775807n),
    temperature: readInteger(from.temperature, path, 'temperature', -32768, 32767),
    niceness: readInteger(from.niceness, path, 'niceness', -128, 127),
    cores: readInteger(from.cores, path, 'cores', 0, 255),
    history: readList(from.history, path, 'history', (value, up, key) => readList(value, up, key, (value, up, key) => readNumber(value, up, key, 3.4028235e38))),
    disks: readMap(from.disks, path, 'disks', (value, up, key) => readList(value, up, key, (value, up, key) => readInteger(value, up, key, 0, Number.MAX_SAFE_INTEGER))),
    clock: readUnix<UnixSeconds>(from.clock, path, 'clock'),
    offset: readInteger(from.offset, path, 'offset', -2147483648, 2147483647),
  };
}

/** `Load` as it is on the wire. */
export function writeLoad(value: Load): object {
  return {
    cpu: value.cpu,
    memory: value.memory,
    drift: value.drift,
    temperature: value.temperature,
    niceness: value.niceness,
    cores: value.cores,
    history: value.history,
    disks: value.disks,
    clock: value.clock,
    offset: value.offset,
  };
}

/** Validates `Load`. */
export const LoadSchema: Schema<Load> = /* @__PURE__ */ schema(readLoad);

/** Why something failed. */
export type ErrorCode =
  | 'AGENT_OFFLINE'
  | 'DRAINING'
  | 'RATE_LIMIT'
  | 'NO_PERMISSION'
  | 'SESSION_MISMATCH'
  | 'USER_MISMATCH'
  | 'LOCKED'
  | 'BUSY'
  | 'NOT_FOUND'
  | (string & {});

/** The values of `ErrorCode` that have names. */
export const ErrorCode = {
  /** The agent is not connected. */
  AgentOffline: 'AGENT_OFFLINE',
  /** The server is going away. */
  Draining: 'DRAINING',
  /** Too many messages. */
  RateLimit: 'RATE_LIMIT',
  /**
   * Not allowed.
   *
   * Ask the workspace's owner.
   */
  NoPermission: 'NO_PERMISSION',
  /** Of another session. */
  WrongSession: 'SESSION_MISMATCH',
  /**
   * Of someone else.
   *
   * Since 2.0.
   */
  UserMismatch: 'USER_MISMATCH',
  /** Someone else is editing. */
  Locked: 'LOCKED',
  /** @deprecated AGENT_OFFLINE and LOCKED say which. */
  Busy: 'BUSY',
  /** There is no such thing. */
  NotFound: 'NOT_FOUND',
} as const;

/** Reads `ErrorCode`. */
export function readErrorCode(value: unknown, up: Path | undefined, key: Key): ErrorCode {
  return readString(value, up, key);
}

/** Validates `ErrorCode`. */
export const ErrorCodeSchema: Schema<ErrorCode> = /* @__PURE__ */ schema(readErrorCode);

/** `PartText`. */
export interface PartText {
  readonly text: string;
}

/** Reads `PartText`. */
export function readPartText(value: unknown, up: Path | undefined, key: Key): PartText {
  const from = readObject<PartText>(value, up, key);
  const path: Path = { up, key };
  return {
    text: readString(from.text, path, 'text'),
  };
}

/** `PartText` as it is on the wire. */
export function writePartText(value: PartText): object {
  return {
    text: value.text,
  };
}

/** Validates `PartText`. */
export const PartTextSchema: Schema<PartText> = /* @__PURE__ */ schema(readPartText);

/** `PartImage`. */
export interface PartImage {
  readonly source: Url;
  readonly width?: number;
  readonly height?: number;
}

/** Reads `PartImage`. */
export function readPartImage(value: unknown, up: Path | undefined, key: Key): PartImage {
  const from = readObject<PartImage>(value, up, key);
  const path: Path = { up, key };
  const out: Mutable<PartImage> = {
    source: readUrl(from.source, path, 'source'),
  };
  if (from.width !== undefined) out.width = readInteger(from.width, path, 'width', 0, 65535);
  if (from.height !== undefined) out.height = readInteger(from.height, path, 'height', 0, 65535);
  return out;
}

/** `PartImage` as it is on the wire. */
export function writePartImage(value: PartImage): object {
  return {
    source: value.source,
    width: value.width,
    height: value.height,
  };
}

/** Validates `PartImage`. */
export const PartImageSchema: Schema<PartImage> = /* @__PURE__ */ schema(readPartImage);

/** `OutcomeOutput`. */
export interface OutcomeOutput {
  readonly output: string;
  /** `false` where the message leaves it out. */
  readonly truncated: boolean;
}

/** Reads `OutcomeOutput`. */
export function readOutcomeOutput(value: unknown, up: Path | undefined, key: Key): OutcomeOutput {
  const from = readObject<OutcomeOutput>(value, up, key);
  const path: Path = { up, key };
  return {
    output: readString(from.output, path, 'output'),
    truncated: readBoolean(orElse(from.truncated, false), path, 'truncated'),
  };
}

/** `OutcomeOutput` as it is on the wire. */
export function writeOutcomeOutput(value: OutcomeOutput): object {
  return {
    output: value.output,
    truncated: unlessDefault(value.truncated, false),
  };
}

/** Validates `OutcomeOutput`. */
export const OutcomeOutputSchema: Schema<OutcomeOutput> = /* @__PURE__ */ schema(readOutcomeOutput);

/** `OutcomeFailure`. */
export interface OutcomeFailure {
  readonly failure: string;
  readonly code?: ErrorCode;
}

/** Reads `OutcomeFailure`. */
export function readOutcomeFailure(value: unknown, up: Path | undefined, key: Key): OutcomeFailure {
  const from = readObject<OutcomeFailure>(value, up, key);
  const path: Path = { up, key };
  const out: Mutable<OutcomeFailure> = {
    failure: readString(from.failure, path, 'failure'),
  };
  if (from.code !== undefined) out.code = readErrorCode(from.code, path, 'code');
  return out;
}

/** `OutcomeFailure` as it is on the wire. */
export function writeOutcomeFailure(value: OutcomeFailure): object {
  return {
    failure: value.failure,
    code: value.code,
  };
}

/** Validates `OutcomeFailure`. */
export const OutcomeFailureSchema: Schema<OutcomeFailure> = /* @__PURE__ */ schema(readOutcomeFailure);

/** `MessageRegion`. */
export type MessageRegion = 'eu' | 'us' | (string & {});

/** The values of `MessageRegion` that have names. */
export const MessageRegion = {
  Eu: 'eu',
  Us: 'us',
} as const;

/** Reads `MessageRegion`. */
export function readMessageRegion(value: unknown, up: Path | undefined, key: Key): MessageRegion {
  return readString(value, up, key);
}

/** Validates `MessageRegion`. */
export const MessageRegionSchema: Schema<MessageRegion> = /* @__PURE__ */ schema(readMessageRegion);

/** `Hello`. */
export interface Hello {
  readonly version: 2;
  readonly name: Slug;
  readonly features: Features;
  /** Sensitive: keep it out of logs. */
  readonly token?: string;
}

/** Reads `Hello`. */
export function readHello(value: unknown, up: Path | undefined, key: Key): Hello {
  const from = readObject<Hello>(value, up, key);
  const path: Path = { up, key };
  const out: Mutable<Hello> = {
    version: readConstant(from.version, path, 'version', 2),
    name: readSlug(from.name, path, 'name'),
    features: readFeatures(from.features, path, 'features'),
  };
  if (from.token !== undefined) out.token = readString(from.token, path, 'token');
  return out;
}

/** `Hello` as it is on the wire. */
export function writeHello(value: Hello): object {
  return {
    version: value.version,
    name: value.name,
    features: writeFeatures(value.features),
    token: value.token,
  };
}

/** Validates `Hello`. */
export const HelloSchema: Schema<Hello> = /* @__PURE__ */ schema(readHello);

/** `Welcome`. */
export interface Welcome {
  readonly sessionId: Uuid;
  readonly heartbeat: number;
  readonly address: Url;
  readonly you: Person | null;
}

/** Reads `Welcome`. */
export function readWelcome(value: unknown, up: Path | undefined, key: Key): Welcome {
  const from = readObject<Welcome>(value, up, key);
  const path: Path = { up, key };
  return {
    sessionId: readUuid(from.sessionId, path, 'sessionId'),
    heartbeat: readDuration(from.heartbeat, path, 'heartbeat'),
    address: readUrl(from.address, path, 'address'),
    you: from.you === null ? null : readPerson(from.you, path, 'you'),
  };
}

/** `Welcome` as it is on the wire. */
export function writeWelcome(value: Welcome): object {
  return {
    sessionId: value.sessionId,
    heartbeat: value.heartbeat,
    address: value.address,
    you: value.you === null ? null : writePerson(value.you),
  };
}

/** Validates `Welcome`. */
export const WelcomeSchema: Schema<Welcome> = /* @__PURE__ */ schema(readWelcome);

/** `Resume`. */
export interface Resume {
  readonly sessionId: Uuid;
  readonly seq: number;
}

/** Reads `Resume`. */
export function readResume(value: unknown, up: Path | undefined, key: Key): Resume {
  const from = readObject<Resume>(value, up, key);
  const path: Path = { up, key };
  return {
    sessionId: readUuid(from.sessionId, path, 'sessionId'),
    seq: readInteger(from.seq, path, 'seq', 0, Number.MAX_SAFE_INTEGER),
  };
}

/** `Resume` as it is on the wire. */
export function writeResume(value: Resume): object {
  return {
    sessionId: value.sessionId,
    seq: value.seq,
  };
}

/** Validates `Resume`. */
export const ResumeSchema: Schema<Resume> = /* @__PURE__ */ schema(readResume);

/** `Ping`. */
export interface Ping {
  readonly seq: number | null;
}

/** Reads `Ping`. */
export function readPing(value: unknown, up: Path | undefined, key: Key): Ping {
  const from = readObject<Ping>(value, up, key);
  const path: Path = { up, key };
  return {
    seq: from.seq === null ? null : readInteger(from.seq, path, 'seq', 0, Number.MAX_SAFE_INTEGER),
  };
}

/** `Ping` as it is on the wire. */
export function writePing(value: Ping): object {
  return {
    seq: value.seq,
  };
}

/** Validates `Ping`. */
export const PingSchema: Schema<Ping> = /* @__PURE__ */ schema(readPing);

/** `GoingAway`. */
export interface GoingAway {
  readonly in: number;
}

/** Reads `GoingAway`. */
export function readGoingAway(value: unknown, up: Path | undefined, key: Key): GoingAway {
  const from = readObject<GoingAway>(value, up, key);
  const path: Path = { up, key };
  return {
    in: readDuration(from.in, path, 'in'),
  };
}

/** `GoingAway` as it is on the wire. */
export function writeGoingAway(value: GoingAway): object {
  return {
    in: value.in,
  };
}

/** Validates `GoingAway`. */
export const GoingAwaySchema: Schema<GoingAway> = /* @__PURE__ */ schema(readGoingAway);

/** `GoodbyePayload`. */
export type GoodbyePayload = string;

/** Reads `GoodbyePayload`. */
export function readGoodbyePayload(value: unknown, up: Path | undefined, key: Key): GoodbyePayload {
  return sized(readString(value, up, key), up, key, 0, 200);
}

/** Validates `GoodbyePayload`. */
export const GoodbyePayloadSchema: Schema<GoodbyePayload> = /* @__PURE__ */ schema(readGoodbyePayload);

/** `AuthExpiring`. */
export interface AuthExpiring {
  readonly at: Timestamp;
}

/** Reads `AuthExpiring`. */
export function readAuthExpiring(value: unknown, up: Path | undefined, key: Key): AuthExpiring {
  const from = readObject<AuthExpiring>(value, up, key);
  const path: Path = { up, key };
  return {
    at: readTimestamp(from.at, path, 'at'),
  };
}

/** `AuthExpiring` as it is on the wire. */
export function writeAuthExpiring(value: AuthExpiring): object {
  return {
    at: value.at,
  };
}

/** Validates `AuthExpiring`. */
export const AuthExpiringSchema: Schema<AuthExpiring> = /* @__PURE__ */ schema(readAuthExpiring);

/** `AuthRenew`. */
export interface AuthRenew {
  /** Sensitive: keep it out of logs. */
  readonly token: string;
}

/** Reads `AuthRenew`. */
export function readAuthRenew(value: unknown, up: Path | undefined, key: Key): AuthRenew {
  const from = readObject<AuthRenew>(value, up, key);
  const path: Path = { up, key };
  return {
    token: readString(from.token, path, 'token'),
  };
}

/** `AuthRenew` as it is on the wire. */
export function writeAuthRenew(value: AuthRenew): object {
  return {
    token: value.token,
  };
}

/** Validates `AuthRenew`. */
export const AuthRenewSchema: Schema<AuthRenew> = /* @__PURE__ */ schema(readAuthRenew);

/** `Error`. */
export interface ErrorPayload {
  readonly retryAfter?: number;
}

/** Reads `ErrorPayload`. */
export function readErrorPayload(value: unknown, up: Path | undefined, key: Key): ErrorPayload {
  const from = readObject<ErrorPayload>(value, up, key);
  const path: Path = { up, key };
  const out: Mutable<ErrorPayload> = {};
  if (from.retryAfter !== undefined) out.retryAfter = readDuration(from.retryAfter, path, 'retryAfter');
  return out;
}

/** `ErrorPayload` as it is on the wire. */
export function writeErrorPayload(value: ErrorPayload): object {
  return {
    retryAfter: value.retryAfter,
  };
}

/** Validates `ErrorPayload`. */
export const ErrorPayloadSchema: Schema<ErrorPayload> = /* @__PURE__ */ schema(readErrorPayload);

/** `WorkspaceList`. */
export interface WorkspaceList {
  /** `50` where the message leaves it out. */
  readonly limit: number;
  readonly after?: Uuid;
}

/** Reads `WorkspaceList`. */
export function readWorkspaceList(value: unknown, up: Path | undefined, key: Key): WorkspaceList {
  const from = readObject<WorkspaceList>(value, up, key);
  const path: Path = { up, key };
  const out: Mutable<WorkspaceList> = {
    limit: readInteger(orElse(from.limit, 50), path, 'limit', 1, 200),
  };
  if (from.after !== undefined) out.after = readUuid(from.after, path, 'after');
  return out;
}

/** `WorkspaceList` as it is on the wire. */
export function writeWorkspaceList(value: WorkspaceList): object {
  return {
    limit: unlessDefault(value.limit, 50),
    after: value.after,
  };
}

/** Validates `WorkspaceList`. */
export const WorkspaceListSchema: Schema<WorkspaceList> = /* @__PURE__ */ schema(readWorkspaceList);

/** `CommandRun`. */
export interface CommandRun {
  readonly agent: Slug;
  readonly task: Task;
  readonly request: Uuid;
  readonly permissions: Permissions;
}

/** Reads `CommandRun`. */
export function readCommandRun(value: unknown, up: Path | undefined, key: Key): CommandRun {
  const from = readObject<CommandRun>(value, up, key);
  const path: Path = { up, key };
  onlyKeys(from, path, ['agent', 'task', 'request', 'permissions']);
  return {
    agent: readSlug(from.agent, path, 'agent'),
    task: readTask(from.task, path, 'task'),
    request: readUuid(from.request, path, 'request'),
    permissions: readPermissions(from.permissions, path, 'permissions'),
  };
}

/** `CommandRun` as it is on the wire. */
export function writeCommandRun(value: CommandRun): object {
  return {
    agent: value.agent,
    task: writeTask(value.task),
    request: value.request,
    permissions: value.permissions,
  };
}

/** Validates `CommandRun`. */
export const CommandRunSchema: Schema<CommandRun> = /* @__PURE__ */ schema(readCommandRun);

/** `CommandRefused`. */
export interface CommandRefused {
  readonly reason: string;
  readonly form?: Form;
}

/** Reads `CommandRefused`. */
export function readCommandRefused(value: unknown, up: Path | undefined, key: Key): CommandRefused {
  const from = readObject<CommandRefused>(value, up, key);
  const path: Path = { up, key };
  const out: Mutable<CommandRefused> = {
    reason: readString(from.reason, path, 'reason'),
  };
  if (from.form !== undefined) out.form = readForm(from.form, path, 'form');
  return out;
}

/** `CommandRefused` as it is on the wire. */
export function writeCommandRefused(value: CommandRefused): object {
  return {
    reason: value.reason,
    form: value.form === undefined ? undefined : writeForm(value.form),
  };
}

/** Validates `CommandRefused`. */
export const CommandRefusedSchema: Schema<CommandRefused> = /* @__PURE__ */ schema(readCommandRefused);

/** `CommandAssign`. */
export interface CommandAssign {
  readonly task: Task;
  readonly signal?: Signal;
}

/** Reads `CommandAssign`. */
export function readCommandAssign(value: unknown, up: Path | undefined, key: Key): CommandAssign {
  const from = readObject<CommandAssign>(value, up, key);
  const path: Path = { up, key };
  const out: Mutable<CommandAssign> = {
    task: readTask(from.task, path, 'task'),
  };
  if (from.signal !== undefined) out.signal = readSignal(from.signal, path, 'signal');
  return out;
}

/** `CommandAssign` as it is on the wire. */
export function writeCommandAssign(value: CommandAssign): object {
  return {
    task: writeTask(value.task),
    signal: value.signal,
  };
}

/** Validates `CommandAssign`. */
export const CommandAssignSchema: Schema<CommandAssign> = /* @__PURE__ */ schema(readCommandAssign);

/** `AgentReport`. */
export interface AgentReport {
  readonly state: AgentState;
  readonly load: Load;
}

/** Reads `AgentReport`. */
export function readAgentReport(value: unknown, up: Path | undefined, key: Key): AgentReport {
  const from = readObject<AgentReport>(value, up, key);
  const path: Path = { up, key };
  return {
    state: readAgentState(from.state, path, 'state'),
    load: readLoad(from.load, path, 'load'),
  };
}

/** `AgentReport` as it is on the wire. */
export function writeAgentReport(value: AgentReport): object {
  return {
    state: value.state,
    load: writeLoad(value.load),
  };
}

/** Validates `AgentReport`. */
export const AgentReportSchema: Schema<AgentReport> = /* @__PURE__ */ schema(readAgentReport);

/** `AgentStatus`. */
export interface AgentStatus {
  readonly agent: Slug;
  readonly state: AgentState;
  readonly wait?: Wait;
  readonly lastError?: ErrorCode;
}

/** Reads `AgentStatus`. */
export function readAgentStatus(value: unknown, up: Path | undefined, key: Key): AgentStatus {
  const from = readObject<AgentStatus>(value, up, key);
  const path: Path = { up, key };
  const out: Mutable<AgentStatus> = {
    agent: readSlug(from.agent, path, 'agent'),
    state: readAgentState(from.state, path, 'state'),
  };
  if (from.wait !== undefined) out.wait = readWait(from.wait, path, 'wait');
  if (from.lastError !== undefined) out.lastError = readErrorCode(from.lastError, path, 'lastError');
  return out;
}

/** `AgentStatus` as it is on the wire. */
export function writeAgentStatus(value: AgentStatus): object {
  return {
    agent: value.agent,
    state: value.state,
    wait: value.wait,
    lastError: value.lastError,
  };
}

/** Validates `AgentStatus`. */
export const AgentStatusSchema: Schema<AgentStatus> = /* @__PURE__ */ schema(readAgentStatus);

/** `PromptSend`. */
export interface PromptSend {
  readonly workspace: Uuid;
  readonly parts: readonly Part[];
}

/** Reads `PromptSend`. */
export function readPromptSend(value: unknown, up: Path | undefined, key: Key): PromptSend {
  const from = readObject<PromptSend>(value, up, key);
  const path: Path = { up, key };
  return {
    workspace: readUuid(from.workspace, path, 'workspace'),
    parts: sized(readList(from.parts, path, 'parts', readPart), path, 'parts', 1, Infinity),
  };
}

/** `PromptSend` as it is on the wire. */
export function writePromptSend(value: PromptSend): object {
  return {
    workspace: value.workspace,
    parts: value.parts.map(writePart),
  };
}

/** Validates `PromptSend`. */
export const PromptSendSchema: Schema<PromptSend> = /* @__PURE__ */ schema(readPromptSend);

/** `PromptTyping`. */
export interface PromptTyping {
  readonly workspace: Uuid;
}

/** Reads `PromptTyping`. */
export function readPromptTyping(value: unknown, up: Path | undefined, key: Key): PromptTyping {
  const from = readObject<PromptTyping>(value, up, key);
  const path: Path = { up, key };
  return {
    workspace: readUuid(from.workspace, path, 'workspace'),
  };
}

/** `PromptTyping` as it is on the wire. */
export function writePromptTyping(value: PromptTyping): object {
  return {
    workspace: value.workspace,
  };
}

/** Validates `PromptTyping`. */
export const PromptTypingSchema: Schema<PromptTyping> = /* @__PURE__ */ schema(readPromptTyping);

/** `PromptStop`. */
export interface PromptStop {
  readonly workspace: Uuid;
}

/** Reads `PromptStop`. */
export function readPromptStop(value: unknown, up: Path | undefined, key: Key): PromptStop {
  const from = readObject<PromptStop>(value, up, key);
  const path: Path = { up, key };
  return {
    workspace: readUuid(from.workspace, path, 'workspace'),
  };
}

/** `PromptStop` as it is on the wire. */
export function writePromptStop(value: PromptStop): object {
  return {
    workspace: value.workspace,
  };
}

/** Validates `PromptStop`. */
export const PromptStopSchema: Schema<PromptStop> = /* @__PURE__ */ schema(readPromptStop);

/** `ReplyDelta`. */
export interface ReplyDelta {
  readonly workspace: Uuid;
  readonly text: string;
}

/** Reads `ReplyDelta`. */
export function readReplyDelta(value: unknown, up: Path | undefined, key: Key): ReplyDelta {
  const from = readObject<ReplyDelta>(value, up, key);
  const path: Path = { up, key };
  return {
    workspace: readUuid(from.workspace, path, 'workspace'),
    text: readString(from.text, path, 'text'),
  };
}

/** `ReplyDelta` as it is on the wire. */
export function writeReplyDelta(value: ReplyDelta): object {
  return {
    workspace: value.workspace,
    text: value.text,
  };
}

/** Validates `ReplyDelta`. */
export const ReplyDeltaSchema: Schema<ReplyDelta> = /* @__PURE__ */ schema(readReplyDelta);

/** `ReplyDone`. */
export interface ReplyDone {
  readonly workspace: Uuid;
  readonly cost: Money;
  readonly tokens: number;
}

/** Reads `ReplyDone`. */
export function readReplyDone(value: unknown, up: Path | undefined, key: Key): ReplyDone {
  const from = readObject<ReplyDone>(value, up, key);
  const path: Path = { up, key };
  return {
    workspace: readUuid(from.workspace, path, 'workspace'),
    cost: readMoney(from.cost, path, 'cost'),
    tokens: readInteger(from.tokens, path, 'tokens', 0, 4294967295),
  };
}

/** `ReplyDone` as it is on the wire. */
export function writeReplyDone(value: ReplyDone): object {
  return {
    workspace: value.workspace,
    cost: writeMoney(value.cost),
    tokens: value.tokens,
  };
}

/** Validates `ReplyDone`. */
export const ReplyDoneSchema: Schema<ReplyDone> = /* @__PURE__ */ schema(readReplyDone);

/** `WorkspaceMoved`. */
export type WorkspaceMoved = readonly [
  workspace: Uuid,
  from: Slug,
  to: Slug,
  why?: string,
];

/** Reads `WorkspaceMoved`. */
export function readWorkspaceMoved(value: unknown, up: Path | undefined, key: Key): WorkspaceMoved {
  const from = readTuple(value, up, key, Infinity);
  const path: Path = { up, key };
  return endsAt(from, up, key, 4, [
    readUuid(from[0], path, 0),
    readSlug(from[1], path, 1),
    readSlug(from[2], path, 2),
    ...(from.length > 3 ? [readString(from[3], path, 3)] as const : []),
  ] as const) as unknown as WorkspaceMoved;
}

/** Validates `WorkspaceMoved`. */
export const WorkspaceMovedSchema: Schema<WorkspaceMoved> = /* @__PURE__ */ schema(readWorkspaceMoved);

/** `WorkspaceChangedPayload`. */
export type WorkspaceChangedPayload = readonly Change[];

/** Reads `WorkspaceChangedPayload`. */
export function readWorkspaceChangedPayload(value: unknown, up: Path | undefined, key: Key): WorkspaceChangedPayload {
  return sized(readList(value, up, key, readChange), up, key, 1, Infinity);
}

/** `WorkspaceChangedPayload` as it is on the wire. */
export function writeWorkspaceChangedPayload(value: WorkspaceChangedPayload): unknown {
  return value.map(writeChange);
}

/** Validates `WorkspaceChangedPayload`. */
export const WorkspaceChangedPayloadSchema: Schema<WorkspaceChangedPayload> = /* @__PURE__ */ schema(readWorkspaceChangedPayload);

/** `WorkspaceImported`. */
export interface WorkspaceImported {
  readonly count: number;
}

/** Reads `WorkspaceImported`. */
export function readWorkspaceImported(value: unknown, up: Path | undefined, key: Key): WorkspaceImported {
  const from = readObject<WorkspaceImported>(value, up, key);
  const path: Path = { up, key };
  return {
    count: readInteger(from.count, path, 'count', 0, Number.MAX_SAFE_INTEGER),
  };
}

/** `WorkspaceImported` as it is on the wire. */
export function writeWorkspaceImported(value: WorkspaceImported): object {
  return {
    count: value.count,
  };
}

/** Validates `WorkspaceImported`. */
export const WorkspaceImportedSchema: Schema<WorkspaceImported> = /* @__PURE__ */ schema(readWorkspaceImported);

/** `Say`. */
export interface Say {
  readonly text: string;
}

/** Reads `Say`. */
export function readSay(value: unknown, up: Path | undefined, key: Key): Say {
  const from = readObject<Say>(value, up, key);
  const path: Path = { up, key };
  return {
    text: readString(from.text, path, 'text'),
  };
}

/** `Say` as it is on the wire. */
export function writeSay(value: Say): object {
  return {
    text: value.text,
  };
}

/** Validates `Say`. */
export const SaySchema: Schema<Say> = /* @__PURE__ */ schema(readSay);

/** `LiveStart`. */
export interface LiveStart {
  readonly rate: SampleRate;
  readonly voice?: number;
}

/** Reads `LiveStart`. */
export function readLiveStart(value: unknown, up: Path | undefined, key: Key): LiveStart {
  const from = readObject<LiveStart>(value, up, key);
  const path: Path = { up, key };
  const out: Mutable<LiveStart> = {
    rate: readSampleRate(from.rate, path, 'rate'),
  };
  if (from.voice !== undefined) out.voice = readInteger(from.voice, path, 'voice', 0, 65535);
  return out;
}

/** `LiveStart` as it is on the wire. */
export function writeLiveStart(value: LiveStart): object {
  return {
    rate: value.rate,
    voice: value.voice,
  };
}

/** Validates `LiveStart`. */
export const LiveStartSchema: Schema<LiveStart> = /* @__PURE__ */ schema(readLiveStart);

/** `ChannelJoin`. */
export interface ChannelJoin {
  readonly topic: string;
  readonly since?: number;
}

/** Reads `ChannelJoin`. */
export function readChannelJoin(value: unknown, up: Path | undefined, key: Key): ChannelJoin {
  const from = readObject<ChannelJoin>(value, up, key);
  const path: Path = { up, key };
  const out: Mutable<ChannelJoin> = {
    topic: readString(from.topic, path, 'topic'),
  };
  if (from.since !== undefined) out.since = readInteger(from.since, path, 'since', 0, Number.MAX_SAFE_INTEGER);
  return out;
}

/** `ChannelJoin` as it is on the wire. */
export function writeChannelJoin(value: ChannelJoin): object {
  return {
    topic: value.topic,
    since: value.since,
  };
}

/** Validates `ChannelJoin`. */
export const ChannelJoinSchema: Schema<ChannelJoin> = /* @__PURE__ */ schema(readChannelJoin);

/** `ChannelJoined`. */
export interface ChannelJoined {
  readonly topic: string;
  readonly recovered: boolean;
}

/** Reads `ChannelJoined`. */
export function readChannelJoined(value: unknown, up: Path | undefined, key: Key): ChannelJoined {
  const from = readObject<ChannelJoined>(value, up, key);
  const path: Path = { up, key };
  return {
    topic: readString(from.topic, path, 'topic'),
    recovered: readBoolean(from.recovered, path, 'recovered'),
  };
}

/** `ChannelJoined` as it is on the wire. */
export function writeChannelJoined(value: ChannelJoined): object {
  return {
    topic: value.topic,
    recovered: value.recovered,
  };
}

/** Validates `ChannelJoined`. */
export const ChannelJoinedSchema: Schema<ChannelJoined> = /* @__PURE__ */ schema(readChannelJoined);

/** `ChannelRefused`. */
export interface ChannelRefused {
  readonly topic: string;
  readonly code: ErrorCode;
}

/** Reads `ChannelRefused`. */
export function readChannelRefused(value: unknown, up: Path | undefined, key: Key): ChannelRefused {
  const from = readObject<ChannelRefused>(value, up, key);
  const path: Path = { up, key };
  return {
    topic: readString(from.topic, path, 'topic'),
    code: readErrorCode(from.code, path, 'code'),
  };
}

/** `ChannelRefused` as it is on the wire. */
export function writeChannelRefused(value: ChannelRefused): object {
  return {
    topic: value.topic,
    code: value.code,
  };
}

/** Validates `ChannelRefused`. */
export const ChannelRefusedSchema: Schema<ChannelRefused> = /* @__PURE__ */ schema(readChannelRefused);

/** `ChannelLeave`. */
export interface ChannelLeave {
  readonly topic: string;
}

/** Reads `ChannelLeave`. */
export function readChannelLeave(value: unknown, up: Path | undefined, key: Key): ChannelLeave {
  const from = readObject<ChannelLeave>(value, up, key);
  const path: Path = { up, key };
  return {
    topic: readString(from.topic, path, 'topic'),
  };
}

/** `ChannelLeave` as it is on the wire. */
export function writeChannelLeave(value: ChannelLeave): object {
  return {
    topic: value.topic,
  };
}

/** Validates `ChannelLeave`. */
export const ChannelLeaveSchema: Schema<ChannelLeave> = /* @__PURE__ */ schema(readChannelLeave);

/** `ChannelLeft`. */
export interface ChannelLeft {
  readonly topic: string;
}

/** Reads `ChannelLeft`. */
export function readChannelLeft(value: unknown, up: Path | undefined, key: Key): ChannelLeft {
  const from = readObject<ChannelLeft>(value, up, key);
  const path: Path = { up, key };
  return {
    topic: readString(from.topic, path, 'topic'),
  };
}

/** `ChannelLeft` as it is on the wire. */
export function writeChannelLeft(value: ChannelLeft): object {
  return {
    topic: value.topic,
  };
}

/** Validates `ChannelLeft`. */
export const ChannelLeftSchema: Schema<ChannelLeft> = /* @__PURE__ */ schema(readChannelLeft);

/** `RoomNoteAdded`. */
export interface NoteAdded {
  readonly text: string;
  readonly reaction?: Reaction;
}

/** Reads `NoteAdded`. */
export function readNoteAdded(value: unknown, up: Path | undefined, key: Key): NoteAdded {
  const from = readObject<NoteAdded>(value, up, key);
  const path: Path = { up, key };
  const out: Mutable<NoteAdded> = {
    text: readString(from.text, path, 'text'),
  };
  if (from.reaction !== undefined) out.reaction = readReaction(from.reaction, path, 'reaction');
  return out;
}

/** `NoteAdded` as it is on the wire. */
export function writeNoteAdded(value: NoteAdded): object {
  return {
    text: value.text,
    reaction: value.reaction,
  };
}

/** Validates `NoteAdded`. */
export const NoteAddedSchema: Schema<NoteAdded> = /* @__PURE__ */ schema(readNoteAdded);

/** `RoomCursorMoved`. */
export interface CursorMoved {
  readonly user: Uuid;
  readonly x: number;
  readonly y: number;
}

/** Reads `CursorMoved`. */
export function readCursorMoved(value: unknown, up: Path | undefined, key: Key): CursorMoved {
  const from = readObject<CursorMoved>(value, up, key);
  const path: Path = { up, key };
  return {
    user: readUuid(from.user, path, 'user'),
    x: readNumber(from.x, path, 'x'),
    y: readNumber(from.y, path, 'y'),
  };
}

/** `CursorMoved` as it is on the wire. */
export function writeCursorMoved(value: CursorMoved): object {
  return {
    user: value.user,
    x: value.x,
    y: value.y,
  };
}

/** Validates `CursorMoved`. */
export const CursorMovedSchema: Schema<CursorMoved> = /* @__PURE__ */ schema(readCursorMoved);

/** `RoomPresence`. */
export interface Presence {
  readonly here: readonly Person[];
}

/** Reads `Presence`. */
export function readPresence(value: unknown, up: Path | undefined, key: Key): Presence {
  const from = readObject<Presence>(value, up, key);
  const path: Path = { up, key };
  return {
    here: readList(from.here, path, 'here', readPerson),
  };
}

/** `Presence` as it is on the wire. */
export function writePresence(value: Presence): object {
  return {
    here: value.here.map(writePerson),
  };
}

/** Validates `Presence`. */
export const PresenceSchema: Schema<Presence> = /* @__PURE__ */ schema(readPresence);

/** `TerminalStdout`. */
export type Stdout = readonly [
  text: string,
  colour?: number,
  ...links: readonly Url[],
];

/** Reads Stdout from an array in which it begins at `start`. */
export function readStdout(value: unknown, up: Path | undefined, key: Key, start: number = 0): Stdout {
  const from = readTuple(value, up, key, Infinity);
  const path: Path = { up, key };
  return [
    readString(from[start], path, start),
    ...(from.length > start + 1 ? [readInteger(from[start + 1], path, start + 1, 0, 255)] as const : []),
    ...from.slice(start + 2).map((each, index) => readUrl(each, path, start + 2 + index)),
  ] as unknown as Stdout;
}

/** Validates `Stdout`. */
export const StdoutSchema: Schema<Stdout> = /* @__PURE__ */ schema(readStdout);

/** `TerminalStderr`. */
export type Stderr = readonly [
  text: string,
];

/** Reads Stderr from an array in which it begins at `start`. */
export function readStderr(value: unknown, up: Path | undefined, key: Key, start: number = 0): Stderr {
  const from = readTuple(value, up, key, Infinity);
  const path: Path = { up, key };
  return endsAt(from, up, key, start + 1, [
    readString(from[start], path, start),
  ] as const);
}

/** Validates `Stderr`. */
export const StderrSchema: Schema<Stderr> = /* @__PURE__ */ schema(readStderr);

/** `TerminalStdin`. */
export type Stdin = readonly [
  keys: Uint8Array,
];

/** Reads Stdin from an array in which it begins at `start`. */
export function readStdin(value: unknown, up: Path | undefined, key: Key, start: number = 0): Stdin {
  const from = readTuple(value, up, key, Infinity);
  const path: Path = { up, key };
  return endsAt(from, up, key, start + 1, [
    readBytes(from[start], path, start),
  ] as const);
}

/** `Stdin` as it is on the wire. */
export function writeStdin(value: Stdin): readonly unknown[] {
  return [
    writeBytes(value[0]),
  ];
}

/** Validates `Stdin`. */
export const StdinSchema: Schema<Stdin> = /* @__PURE__ */ schema(readStdin);

/** `TerminalResized`. */
export type Resized = readonly [
  columns: number,
  rows: number,
];

/** Reads Resized from an array in which it begins at `start`. */
export function readResized(value: unknown, up: Path | undefined, key: Key, start: number = 0): Resized {
  const from = readTuple(value, up, key, Infinity);
  const path: Path = { up, key };
  return endsAt(from, up, key, start + 2, [
    readInteger(from[start], path, start, 0, 65535),
    readInteger(from[start + 1], path, start + 1, 0, 65535),
  ] as const);
}

/** Validates `Resized`. */
export const ResizedSchema: Schema<Resized> = /* @__PURE__ */ schema(readResized);

/** `FeedHappened`. */
export interface Happened {
  readonly what: string;
  readonly at: Timestamp;
}

/** Reads `Happened`. */
export function readHappened(value: unknown, up: Path | undefined, key: Key): Happened {
  const from = readObject<Happened>(value, up, key);
  const path: Path = { up, key };
  return {
    what: readString(from.what, path, 'what'),
    at: readTimestamp(from.at, path, 'at'),
  };
}

/** `Happened` as it is on the wire. */
export function writeHappened(value: Happened): object {
  return {
    what: value.what,
    at: value.at,
  };
}

/** Validates `Happened`. */
export const HappenedSchema: Schema<Happened> = /* @__PURE__ */ schema(readHappened);

/** `LobbyGreeted`. */
export interface Greeted {
  readonly name: string;
}

/** Reads `Greeted`. */
export function readGreeted(value: unknown, up: Path | undefined, key: Key): Greeted {
  const from = readObject<Greeted>(value, up, key);
  const path: Path = { up, key };
  return {
    name: readString(from.name, path, 'name'),
  };
}

/** `Greeted` as it is on the wire. */
export function writeGreeted(value: Greeted): object {
  return {
    name: value.name,
  };
}

/** Validates `Greeted`. */
export const GreetedSchema: Schema<Greeted> = /* @__PURE__ */ schema(readGreeted);

/** `WorkspaceListOk`. */
export interface WorkspaceListOk {
  readonly workspaces: readonly Workspace[];
  readonly next?: Uuid;
}

/** Reads `WorkspaceListOk`. */
export function readWorkspaceListOk(value: unknown, up: Path | undefined, key: Key): WorkspaceListOk {
  const from = readObject<WorkspaceListOk>(value, up, key);
  const path: Path = { up, key };
  const out: Mutable<WorkspaceListOk> = {
    workspaces: readList(from.workspaces, path, 'workspaces', readWorkspace),
  };
  if (from.next !== undefined) out.next = readUuid(from.next, path, 'next');
  return out;
}

/** `WorkspaceListOk` as it is on the wire. */
export function writeWorkspaceListOk(value: WorkspaceListOk): object {
  return {
    workspaces: value.workspaces.map(writeWorkspace),
    next: value.next,
  };
}

/** Validates `WorkspaceListOk`. */
export const WorkspaceListOkSchema: Schema<WorkspaceListOk> = /* @__PURE__ */ schema(readWorkspaceListOk);

/** `CommandRunStream`. */
export interface CommandRunStream {
  readonly text: string;
  readonly at: UnixMillis;
}

/** Reads `CommandRunStream`. */
export function readCommandRunStream(value: unknown, up: Path | undefined, key: Key): CommandRunStream {
  const from = readObject<CommandRunStream>(value, up, key);
  const path: Path = { up, key };
  return {
    text: readString(from.text, path, 'text'),
    at: readUnix<UnixMillis>(from.at, path, 'at'),
  };
}

/** `CommandRunStream` as it is on the wire. */
export function writeCommandRunStream(value: CommandRunStream): object {
  return {
    text: value.text,
    at: value.at,
  };
}

/** Validates `CommandRunStream`. */
export const CommandRunStreamSchema: Schema<CommandRunStream> = /* @__PURE__ */ schema(readCommandRunStream);

/** `CommandRunEnd`. */
export interface CommandRunEnd {
  readonly exit: ExitCode;
  readonly took: number;
  readonly outcome?: Outcome;
}

/** Reads `CommandRunEnd`. */
export function readCommandRunEnd(value: unknown, up: Path | undefined, key: Key): CommandRunEnd {
  const from = readObject<CommandRunEnd>(value, up, key);
  const path: Path = { up, key };
  const out: Mutable<CommandRunEnd> = {
    exit: readExitCode(from.exit, path, 'exit'),
    took: readDuration(from.took, path, 'took'),
  };
  if (from.outcome !== undefined) out.outcome = readOutcome(from.outcome, path, 'outcome');
  return out;
}

/** `CommandRunEnd` as it is on the wire. */
export function writeCommandRunEnd(value: CommandRunEnd): object {
  return {
    exit: value.exit,
    took: value.took,
    outcome: value.outcome === undefined ? undefined : writeOutcome(value.outcome),
  };
}

/** Validates `CommandRunEnd`. */
export const CommandRunEndSchema: Schema<CommandRunEnd> = /* @__PURE__ */ schema(readCommandRunEnd);

/** `FeedArea`. */
export type FeedArea = 'agents' | 'workspaces' | 'audit';

/** The values of `FeedArea` that have names. */
export const FeedArea = {
  Agents: 'agents',
  Workspaces: 'workspaces',
  Audit: 'audit',
} as const;

/** Reads `FeedArea`. */
export function readFeedArea(value: unknown, up: Path | undefined, key: Key): FeedArea {
  switch (value) {
    case 'agents':
    case 'workspaces':
    case 'audit':
      return value;
    default:
      return unknownValue(readString(value, up, key), 'one of `agents`, `workspaces`, `audit`', up, key);
  }
}

/** Validates `FeedArea`. */
export const FeedAreaSchema: Schema<FeedArea> = /* @__PURE__ */ schema(readFeedArea);
