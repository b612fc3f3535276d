// What the other files share: results, issues, readers of single values, Standard Schema.
// Made by antiphon from the protocol's definition. Do not edit: change the definition.

/** What decoding yields: a value, or what is wrong. Nothing here throws on what a peer sent. */
export type Result<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly error: Issue };

/** A stable word for what is wrong. */
export type IssueCode =
  | 'ambiguous'
  | 'format'
  | 'missing_field'
  | 'missing_item'
  | 'no_pending_request'
  | 'not_multiple'
  | 'not_unique'
  | 'not_utf8'
  | 'out_of_range'
  | 'pattern'
  | 'syntax'
  | 'too_deep'
  | 'too_large'
  | 'too_long'
  | 'too_many_frames'
  | 'too_many_items'
  | 'too_short'
  | 'unknown_channel'
  | 'unknown_event'
  | 'unknown_field'
  | 'unknown_frame'
  | 'unknown_layout'
  | 'unknown_value'
  | 'wrong_constant'
  | 'wrong_count'
  | 'wrong_kind'
  | 'wrong_phase';

/** What is wrong with a message. It never repeats a value of the message. */
export interface Issue {
  readonly code: IssueCode;
  /** The place: `payload.items[3].name`; empty for the whole. */
  readonly path: string;
  /** A sentence for people. */
  readonly message: string;
  /** What was expected, as the end of a sentence: `a string`. */
  readonly expected: string;
  /** The name of the frame, or of the validated type; empty where it is not known. */
  readonly frame: string;
}

/** A step of a path: a key of an object or a position in an array. */
export type Key = string | number;

/** The place of a value: its key, below the place of what holds it. The outermost key names the frame. */
export interface Path {
  readonly up: Path | undefined;
  readonly key: Key;
}

/** Reads a value that stands at `key` below `up`. */
export type Read<T> = (value: unknown, up: Path | undefined, key: Key) => T;

/** The members of an object that is about to be read. */
export type Loose<T> = { readonly [K in keyof T]?: unknown };

/** An object that is about to be filled. */
export type Mutable<T> = { -readonly [K in keyof T]: T[K] };

/** Carries what is wrong from a reader to the edge of these modules; never leaves them. */
export class Fault {
  readonly code: IssueCode;
  readonly expected: string;
  readonly keys: readonly Key[];

  constructor(code: IssueCode, expected: string, keys: readonly Key[]) {
    this.code = code;
    this.expected = expected;
    this.keys = keys;
  }
}

/** Gives up: the value at `key` below `up` is not what was expected. */
export function fail(code: IssueCode, expected: string, up: Path | undefined, key: Key): never {
  const keys = [key];
  for (let path = up; path !== undefined; path = path.up) keys.unshift(path.key);
  throw new Fault(code, expected, keys);
}

/** Gives up: the value is missing or of another kind. */
export function wrong(value: unknown, expected: string, up: Path | undefined, key: Key): never {
  if (value !== undefined) return fail('wrong_kind', expected, up, key);
  return fail(typeof key === 'number' ? 'missing_item' : 'missing_field', expected, up, key);
}

function place(keys: readonly Key[]): string {
  let text = '';
  for (const key of keys) {
    const step = typeof key === 'number' ? `[${key}]` : key.length > 64 ? `${key.slice(0, 64)}…` : key;
    text += typeof key === 'string' && text !== '' ? `.${step}` : step;
  }
  return text;
}

function issueOf(fault: Fault): Issue {
  const { code, expected } = fault;
  const frame = String(fault.keys[0] ?? '');
  const path = place(fault.keys.slice(1));
  const subject = [frame, path].filter((part) => part !== '').join(': ');
  return { code, path, message: `${subject}${subject === '' ? '' : ': '}expected ${expected}`, expected, frame };
}

/** What was thrown, if it says what is wrong with a value; else it is thrown again. */
export function faultOf(thrown: unknown): Fault {
  if (thrown instanceof Fault) return thrown;
  // The stack ends before a value that refers to itself does.
  if (thrown instanceof RangeError) return new Fault('too_deep', 'a value that ends', ['']);
  throw thrown;
}

/** Runs readers and turns what they give up with into a value. */
export function attempt<T>(read: () => T): Result<T> {
  try {
    return { ok: true, value: read() };
  } catch (thrown) {
    return { ok: false, error: issueOf(faultOf(thrown)) };
  }
}

/** Reads each frame of a message; what is wrong with one says which it is. */
export function attemptEach<T>(frames: readonly (() => unknown)[], read: (frame: unknown) => T): readonly Result<T>[] {
  return frames.map((frame, index) => {
    try {
      return { ok: true, value: read(frame()) };
    } catch (thrown) {
      const { code, expected, keys } = faultOf(thrown);
      return { ok: false, error: issueOf(new Fault(code, expected, [keys[0] ?? '', index, ...keys.slice(1)])) };
    }
  });
}

/** The first of several ways to read a value that yields one; else what the first one says. */
export function firstOf<T>(ways: readonly (() => T | undefined)[]): T | undefined {
  let first: Fault | undefined;
  for (const read of ways) {
    try {
      const value = read();
      if (value !== undefined) return value;
    } catch (thrown) {
      first ??= faultOf(thrown);
    }
  }
  if (first !== undefined) throw first;
  return undefined;
}

/** A validator as [Standard Schema](https://standardschema.dev) describes it. */
export interface Schema<Output> {
  readonly '~standard': {
    readonly version: 1;
    readonly vendor: 'antiphon';
    readonly validate: (value: unknown) => Validation<Output>;
    readonly types?: { readonly input: unknown; readonly output: Output } | undefined;
  };
}

/** What a validator yields. */
export type Validation<Output> =
  | { readonly value: Output; readonly issues?: undefined }
  | { readonly issues: readonly { readonly message: string; readonly path: readonly Key[] }[] };

/** Makes a validator out of a reader. It takes values as `JSON.parse` makes them. */
export function schema<Output>(read: Read<Output>): Schema<Output> {
  const validate = (value: unknown): Validation<Output> => {
    try {
      return { value: read(value, undefined, '') };
    } catch (thrown) {
      const fault = faultOf(thrown);
      return { issues: [{ message: `expected ${fault.expected}`, path: fault.keys.slice(1) }] };
    }
  };
  return { '~standard': { version: 1, vendor: 'antiphon', validate } };
}

/** Stands where nothing can come any more: a `switch` that forgot a case does not compile. */
export function assertNever(value: never): never {
  throw new TypeError(`unexpected case: ${typeof value}`);
}

/** An event that the definition does not name, as it came. */
export interface UnknownMessage {
  readonly event: '$unknown';
  readonly channel?: undefined;
  readonly head?: undefined;
  readonly payload?: undefined;
  /** What stands where the event's name is looked for; a list where that is several values. */
  readonly type: unknown;
  /** The whole frame; a `Uint8Array` for a binary message. */
  readonly raw: unknown;
}

/** The compressed part of a frame. */
export interface Compressed {
  /** The compressed bytes as base64. */
  readonly data: string;
  /** Bytes before compression. */
  readonly size?: number;
  /** Bytes after compression, before base64. */
  readonly compressedSize?: number;
}

/** Reads the compressed part of a frame. */
export function readCompressed(data: unknown, size: unknown, compressedSize: unknown, path: Path): Compressed {
  const out: Mutable<Compressed> = { data: readString(data, path, 'data') };
  if (size !== undefined) out.size = readInteger(size, path, 'size', 0, Number.MAX_SAFE_INTEGER);
  if (compressedSize !== undefined) out.compressedSize = readInteger(compressedSize, path, 'compressedSize', 0, Number.MAX_SAFE_INTEGER);
  return out;
}

/** Gives up when a count is there and is not that of what it counts. */
export function checkCount(value: unknown, up: Path | undefined, key: Key, count: number): void {
  if (value === undefined) return;
  const announced = readInteger(value, up, key, 0, Number.MAX_SAFE_INTEGER);
  if (announced !== count) fail('wrong_count', 'the number of frames', up, key);
}

/** A member of an object whose keys are free, and nothing that its prototype has. */
export function memberOf(from: object, key: string): unknown {
  return Object.hasOwn(from, key) ? (from as Record<string, unknown>)[key] : undefined;
}

declare const brand: unique symbol;

/** A `T` that was checked, or made by the function for it. */
export type Brand<T, Name extends string> = T & { readonly [brand]: Name };

/** Whether a value is an object and no array. */
export function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A member of an object, and nothing that its prototype has. */
export function own<T extends object, K extends keyof T>(from: T, key: K): T[K] {
  return (Object.hasOwn(from, key) ? from[key] : undefined) as T[K];
}

/** Reads an object. */
export function readObject<T>(value: unknown, up: Path | undefined, key: Key): Loose<T> {
  return isObject(value) ? (value as Loose<T>) : wrong(value, 'an object', up, key);
}

/** Reads a boolean. */
export function readBoolean(value: unknown, up: Path | undefined, key: Key): boolean {
  return typeof value === 'boolean' ? value : wrong(value, 'a boolean', up, key);
}

/** Reads text. */
export function readString(value: unknown, up: Path | undefined, key: Key): string {
  return typeof value === 'string' ? value : wrong(value, 'a string', up, key);
}

/** Reads an integer; `1.0` is one. */
export function readInteger(value: unknown, up: Path | undefined, key: Key, min: number, max: number): number {
  if (typeof value === 'number' && Number.isInteger(value) && value >= min && value <= max) return value;
  const expected = `an integer from ${min} to ${max}`;
  return typeof value === 'bigint' || Number.isInteger(value) ? fail('out_of_range', expected, up, key) : wrong(value, expected, up, key);
}

/** Reads a number that is finite and not beyond `limit`. */
export function readNumber(value: unknown, up: Path | undefined, key: Key, limit: number = Number.MAX_VALUE): number {
  if (typeof value === 'bigint') return readNumber(Number(value), up, key, limit);
  if (typeof value !== 'number' || Number.isNaN(value)) return wrong(value, 'a number', up, key);
  return Math.abs(value) <= limit ? value : fail('out_of_range', 'a number that can be represented', up, key);
}

/** Reads any JSON value. */
export function readJson(value: unknown, up: Path | undefined, key: Key): unknown {
  return value === undefined ? wrong(value, 'a value', up, key) : rounded(value);
}

/** A JSON value in which unsafe integers are what `JSON.parse` makes of them. */
function rounded(value: unknown): unknown {
  if (typeof value === 'bigint') return Number(value);
  if (Array.isArray(value)) return value.map(rounded);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, rounded(member)]));
}

/** Reads a constant. */
export function readConstant<const T>(value: unknown, up: Path | undefined, key: Key, constant: T): T {
  if (value === constant) return constant;
  return value === undefined ? wrong(value, String(constant), up, key) : fail('wrong_constant', String(constant), up, key);
}

/** Gives up: the value is none of a set. */
export function unknownValue(value: unknown, expected: string, up: Path | undefined, key: Key): never {
  return value === undefined ? wrong(value, expected, up, key) : fail('unknown_value', expected, up, key);
}

/** Gives up when an object has more than one of these keys. */
export function atMostOne(from: object, up: Path | undefined, key: Key, keys: readonly string[]): void {
  if (keys.filter((each) => Object.hasOwn(from, each)).length > 1) fail('ambiguous', `only one of ${keys.join(', ')}`, up, key);
}

/** Reads an array whose items are all alike. */
export function readList<T>(value: unknown, up: Path | undefined, key: Key, item: Read<T>): readonly T[] {
  if (!Array.isArray(value)) return wrong(value, 'an array', up, key);
  const path: Path = { up, key };
  return value.map((each: unknown, index) => item(each, path, index));
}

/** Reads an array with at most `max` positions, and at least `min`. */
export function readTuple(value: unknown, up: Path | undefined, key: Key, max: number, min: number = 0): readonly unknown[] {
  if (!Array.isArray(value)) return wrong(value, 'an array', up, key);
  if (value.length < min) return fail('missing_item', 'a value', { up, key }, value.length);
  return value.length <= max ? value : fail('too_many_items', 'the end of the array', { up, key }, max);
}

/** What was read of an array that ends at a position. */
export function endsAt<T>(from: readonly unknown[], up: Path | undefined, key: Key, end: number, items: T): T {
  return from.length <= end ? items : fail('too_many_items', 'the end of the array', { up, key }, end);
}

/** Reads an object with free keys into one without a prototype, so that no key means anything special. */
export function readMap<T>(value: unknown, up: Path | undefined, key: Key, item: Read<T>): Readonly<Record<string, T>> {
  const from = readObject<Record<string, unknown>>(value, up, key);
  const path: Path = { up, key };
  const map = Object.create(null) as Record<string, T>;
  for (const name of Object.keys(from)) map[name] = item(from[name], path, name);
  return map;
}

/** A value, or what stands for its absence. */
export function orElse(value: unknown, fallback: unknown): unknown {
  return value === undefined ? fallback : value;
}

/** Gives up at keys that are not among the known ones. */
export function onlyKeys(from: object, path: Path, known: readonly string[]): void {
  for (const key of Object.keys(from)) if (!known.includes(key)) fail('unknown_field', 'no such key', path, key);
}

/** The members whose keys are not among these. */
export function without(from: object, keys: readonly string[]): Readonly<Record<string, unknown>> {
  const rest = Object.create(null) as Record<string, unknown>;
  for (const [key, value] of Object.entries(from)) if (!keys.includes(key)) rest[key] = value;
  return rest;
}

/** Reads below a sensitive field: what is wrong there names the field and nothing beneath. */
export function masked<T>(value: unknown, up: Path | undefined, key: Key, read: Read<T>): T {
  try {
    return read(value, up, key);
  } catch (thrown) {
    const { code, expected } = faultOf(thrown);
    return fail(code, expected, up, key);
  }
}

/** Checks a number against bounds, the last two exclusive. */
export function bounded<T extends number | bigint>(value: T, up: Path | undefined, key: Key, min: number, max: number, above: number, below: number): T {
  if (value >= min && value <= max && value > above && value < below) return value;
  const low = above >= min ? `more than ${above}` : `at least ${min}`;
  const high = below <= max ? `less than ${below}` : `at most ${max}`;
  return fail('out_of_range', `a number that is ${low} and ${high}`, up, key);
}

/** Checks that a number is a multiple. */
export function multipleOf<T extends number | bigint>(value: T, up: Path | undefined, key: Key, step: T): T {
  return Number(value % step) === 0 ? value : fail('not_multiple', `a multiple of ${step}`, up, key);
}

/** Counts code points of text, bytes, items, or keys. */
function lengthOf(value: string | object): number {
  if (typeof value === 'string') return value.length - (value.match(/[\uD800-\uDBFF][\uDC00-\uDFFF]/g)?.length ?? 0);
  return Array.isArray(value) || value instanceof Uint8Array ? value.length : Object.keys(value).length;
}

/** Checks a length. */
export function sized<T extends string | object>(value: T, up: Path | undefined, key: Key, min: number, max: number): T {
  const length = lengthOf(value);
  if (length < min) return fail('too_short', `at least ${min} in length`, up, key);
  return length <= max ? value : fail('too_long', `at most ${max} in length`, up, key);
}

/** Checks that a regular expression is found in text. */
export function matching<T extends string>(value: T, up: Path | undefined, key: Key, pattern: RegExp): T {
  return pattern.test(value) ? value : fail('pattern', `text that matches \`${pattern.source}\``, up, key);
}

/** Text that is equal for equal values, whatever the order of keys. */
function fingerprint(value: unknown): string {
  if (typeof value !== 'object' || value === null) return typeof value === 'string' ? JSON.stringify(value) : String(value);
  if (Array.isArray(value) || value instanceof Uint8Array) return `[${Array.from(value, fingerprint).join()}]`;
  const members = Object.entries(value).filter(([, member]) => member !== undefined);
  return `{${members.map(([key, member]) => `${JSON.stringify(key)}:${fingerprint(member)}`).sort().join()}}`;
}

/** Checks that no two items are equal. */
export function unique<T>(list: readonly T[], up: Path | undefined, key: Key): readonly T[] {
  if (new Set(list.map(fingerprint)).size === list.length) return list;
  return fail('not_unique', 'items that differ from each other', up, key);
}

/** Leaves a value out where it is what its absence means. */
export function unlessDefault<T>(value: T, fallback: unknown): T | undefined {
  return value === fallback || fingerprint(value) === fingerprint(fallback) ? undefined : value;
}

/** Writes an object with free keys. */
export function writeMap<T>(map: Readonly<Record<string, T>>, item: (value: T) => unknown): Readonly<Record<string, unknown>> {
  const out = Object.create(null) as Record<string, unknown>;
  for (const [key, value] of Object.entries(map)) out[key] = item(value);
  return out;
}

/** Cuts what is absent at the end of an array. */
export function trimmed(items: readonly unknown[]): readonly unknown[] {
  let length = items.length;
  while (length > 0 && items[length - 1] === undefined) length -= 1;
  return items.slice(0, length);
}
