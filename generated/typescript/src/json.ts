// Text messages to JSON values and back, under the limits of the protocol.
// Made by antiphon from the protocol's definition. Do not edit: change the definition.
import { fail, readString, type Key, type Path, type Read } from './wire.ts';

/** The largest message in bytes. */
export const MAX_MESSAGE_BYTES = 262144;

/** How deep objects and arrays may nest. */
export const MAX_DEPTH = 32;

/** The most frames in one batch or packed message. */
export const MAX_FRAMES = 100;

/** What every decoder takes. */
export interface DecodeOptions {
  /** The largest message in bytes; 262144 by default. */
  readonly maxBytes?: number;
}

/** How many bytes text takes as UTF-8. */
export function byteLength(text: string): number {
  let bytes = text.length;
  for (let index = 0; index < text.length; index += 1) {
    const unit = text.charCodeAt(index);
    // Each half of a surrogate pair stands for two of its four bytes.
    if (unit > 0x7f) bytes += unit > 0x7ff && (unit < 0xd800 || unit > 0xdfff) ? 2 : 1;
  }
  return bytes;
}

/** Gives up when text takes more bytes than there may be. */
export function checkSize(text: string, max: number): void {
  if (text.length > max || (text.length * 3 > max && byteLength(text) > max)) {
    fail('too_large', `at most ${max} bytes`, undefined, '');
  }
}

/** Gives up when a binary message is longer than it may be. */
export function checkBytes(bytes: Uint8Array, max: number): void {
  if (bytes.length > max) fail('too_large', `at most ${max} bytes`, undefined, '');
}

/** Gives up when objects and arrays nest too deep. */
function checkDepth(text: string): void {
  let brackets = 0;
  for (const bracket of ['[', '{']) {
    for (let at = text.indexOf(bracket); at >= 0; at = text.indexOf(bracket, at + 1)) brackets += 1;
  }
  // Most messages have too few brackets to nest too deep, wherever they stand.
  if (brackets <= MAX_DEPTH) return;
  let depth = 0;
  for (let index = 0; index < text.length; index += 1) {
    const unit = text.charCodeAt(index);
    if (unit === 0x22) {
      for (index += 1; index < text.length && text.charCodeAt(index) !== 0x22; index += 1) {
        if (text.charCodeAt(index) === 0x5c) index += 1;
      }
    } else if (unit === 0x5b || unit === 0x7b) {
      depth += 1;
      if (depth > MAX_DEPTH) fail('too_deep', `at most ${MAX_DEPTH} levels`, undefined, '');
    } else if (unit === 0x5d || unit === 0x7d) {
      depth -= 1;
    }
  }
}

/** Text in which an escaped half of a surrogate pair, which is no character, is U+FFFD. */
function wellFormed(text: string): string {
  if (!/\\u[dD][89a-fA-F]/.test(text)) return text;
  const escapes = /\\(?:u[dD][89abAB][\da-fA-F]{2}\\u[dD][c-fC-F][\da-fA-F]{2}|(u[dD][89a-fA-F][\da-fA-F]{2})|.)/g;
  return text.replace(escapes, (escape: string, half: string | undefined) => (half === undefined ? escape : '\\ufffd'));
}

/** Parses JSON text after checking how deep it nests. */
export function parseJson(source: string): unknown {
  checkDepth(source);
  const text = wellFormed(source);
  try {
    return /\d{16}|\d[eE]/.test(text) ? parseExact(text) : JSON.parse(text);
  } catch {
    return fail('syntax', 'JSON', undefined, '');
  }
}

/** Parses JSON text as `JSON.parse` does, but integers that a `number` would round become `bigint`. */
function parseExact(text: string): unknown {
  const token = /\s*(?:([[\]{},:])|("[^"\\]*(?:\\.[^"\\]*)*")|(-?\d+)(?![\d.eE])|([^[\]{},:\s"]+))/y;
  const next = (): RegExpExecArray => token.exec(text) ?? [''] as unknown as RegExpExecArray;
  const read = ([, mark, quoted, digits, other]: RegExpExecArray): unknown => {
    if (quoted !== undefined) return JSON.parse(quoted);
    if (digits !== undefined) return exactInteger(digits, 0);
    if (mark === '[') return readItems();
    if (mark === '{') return readMembers();
    return other === undefined ? undefined : exactNumber(other);
  };
  const readItems = (): unknown[] => {
    const items: unknown[] = [];
    for (let each = next(); each[1] !== ']'; each = next()) {
      if (each[1] === ',') each = next();
      items.push(read(each));
    }
    return items;
  };
  const readMembers = (): object => {
    const members: [string, unknown][] = [];
    for (let each = next(); each[1] !== '}'; each = next()) {
      if (each[1] === ',') each = next();
      const key = JSON.parse(each[2] ?? '') as string;
      next();
      members.push([key, read(next())]);
    }
    return Object.fromEntries(members);
  };
  // The text was found to be JSON, so that what follows need not check it again.
  JSON.parse(text);
  return read(next());
}

/** A number that has a fraction or an exponent, or a literal that is none. */
function exactNumber(text: string): unknown {
  const parts = /^(-?\d+)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/.exec(text);
  if (parts === null) return JSON.parse(text);
  const fraction = (parts[2] ?? '').replace(/0+$/, '');
  const exponent = Number(parts[3] ?? 0) - fraction.length;
  // Beyond 64 bits a number is out of range whether it was rounded or not.
  return exponent < 0 || exponent > 30 ? Number(text) : exactInteger(`${parts[1]}${fraction}`, exponent);
}

function exactInteger(digits: string, zeros: number): number | bigint {
  const rounded = Number(`${digits}e${zeros}`);
  return Number.isSafeInteger(rounded) ? rounded : BigInt(digits + '0'.repeat(zeros));
}

/** Writes a JSON value in which integers may be `bigint`. */
export function toJson(value: unknown): string {
  if (typeof value === 'bigint') return String(value);
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  if (Array.isArray(value)) return `[${value.map(toJson).join()}]`;
  if ('toJSON' in value && typeof value.toJSON === 'function') return toJson((value.toJSON as () => unknown)());
  const members = Object.entries(value).filter(([, member]) => member !== undefined);
  return `{${members.map(([key, member]) => `${JSON.stringify(key)}:${toJson(member)}`).join()}}`;
}

/** Reads a value that is written as JSON text inside a string. */
export function readJsonText<T>(value: unknown, up: Path | undefined, key: Key, read: Read<T>): T {
  const text = readString(value, up, key);
  let inner: unknown;
  try {
    inner = parseJson(text);
  } catch {
    return fail('syntax', 'JSON text', up, key);
  }
  return read(inner, up, key);
}

/** The frames of a message, one a line. */
export function unpackLines(text: string): readonly (() => unknown)[] {
  return limited(text.split('\n').filter((line) => line.trim() !== '')).map((line) => () => parseJson(line));
}

/** The frames of a message, each ended by 0x1E. */
export function unpackRecords(text: string): readonly (() => unknown)[] {
  const records = text.split('\u001e');
  if (records.pop() !== '') fail('syntax', 'the record separator at the end', undefined, '');
  return limited(records).map((record) => () => parseJson(record));
}

/** The frames of a message, in an array or one without. */
export function unpackArray(text: string): readonly (() => unknown)[] {
  const value = parseJson(text);
  // A frame that is an array itself begins with a scalar.
  const packed = Array.isArray(value) && (value.length === 0 || (typeof value[0] === 'object' && value[0] !== null));
  return limited(packed ? (value as readonly unknown[]) : [value]).map((frame) => () => frame);
}

/** Gives up when there are too many frames. */
export function limited<T>(frames: readonly T[]): readonly T[] {
  return frames.length <= MAX_FRAMES ? frames : fail('too_many_frames', `at most ${MAX_FRAMES} frames`, undefined, '');
}
