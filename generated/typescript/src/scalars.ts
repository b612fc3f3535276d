// Single values of a certain format: checked text, instants, exact numbers, bytes.
// Made by antiphon from the protocol's definition. Do not edit: change the definition.
import { attempt, fail, readInteger, readNumber, readString, wrong, type Brand, type Key, type Path, type Read } from './wire.ts';

/** A value that the program itself gives. */
function checked<T>(value: unknown, read: Read<T>): T {
  const result = attempt(() => read(value, undefined, ''));
  if (result.ok) return result.value;
  throw new RangeError(result.error.message);
}

/** An instant as RFC 3339 text. */
export type Timestamp = Brand<string, 'Timestamp'>;

/**
 * The instant of a `Date`, or of RFC 3339 text, which stays as it is.
 *
 * @throws RangeError when it is no instant of the years 0000 to 9999.
 */
export function timestamp(instant: Date | string): Timestamp {
  return checked(typeof instant === 'string' ? instant : instant.toISOString(), readTimestamp);
}

/** Reads RFC 3339 text; the day must be one of the calendar. */
export function readTimestamp(value: unknown, up: Path | undefined, key: Key): Timestamp {
  const text = readString(value, up, key);
  const parts = /^(\d{4})-(\d\d)-(\d\d)[Tt](\d\d):(\d\d):(\d\d)(?:\.\d+)?(?:[Zz]|[+-](\d\d):(\d\d))$/.exec(text);
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0, hours = 0, minutes = 0] =
    parts?.slice(1).map((part: string | undefined) => Number(part ?? 0)) ?? [];
  const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  const days = month === 2 ? (leap ? 29 : 28) : [4, 6, 9, 11].includes(month) ? 30 : 31;
  const valid = month >= 1 && month <= 12 && day >= 1 && day <= days
    && hour < 24 && minute < 60 && second <= 60 && hours < 24 && minutes < 60;
  return valid ? (text as Timestamp) : fail('format', 'an RFC 3339 timestamp', up, key);
}

/** Milliseconds since the Unix epoch. */
export type UnixMillis = Brand<number, 'UnixMillis'>;

/** The instant of a `Date`. */
export function unixMillis(date: Date): UnixMillis {
  return date.getTime() as UnixMillis;
}

/** Seconds since the Unix epoch. */
export type UnixSeconds = Brand<number, 'UnixSeconds'>;

/** The instant of a `Date`, without its fraction of a second. */
export function unixSeconds(date: Date): UnixSeconds {
  return Math.floor(date.getTime() / 1000) as UnixSeconds;
}

/** Reads an instant as a whole number. */
export function readUnix<T extends number>(value: unknown, up: Path | undefined, key: Key): T {
  return readInteger(value, up, key, Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER) as T;
}

/** Reads a duration. */
export function readDuration(value: unknown, up: Path | undefined, key: Key): number {
  const duration = readNumber(value, up, key);
  return duration >= 0 ? duration : fail('out_of_range', 'a duration that is not negative', up, key);
}

/** A UUID as text. */
export type Uuid = Brand<string, 'Uuid'>;

/**
 * Text that is a UUID.
 *
 * @throws RangeError when it is not.
 */
export function uuid(text: string): Uuid {
  return checked(text, readUuid);
}

/** Reads a UUID. */
export function readUuid(value: unknown, up: Path | undefined, key: Key): Uuid {
  const text = readString(value, up, key);
  const valid = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i.test(text);
  return valid ? (text as Uuid) : fail('format', 'a UUID', up, key);
}

/** An absolute URL. */
export type Url = Brand<string, 'Url'>;

/**
 * Text that is an absolute URL.
 *
 * @throws RangeError when it is not.
 */
export function url(text: string): Url {
  return checked(text, readUrl);
}

/** Reads an absolute URL: a scheme, a colon, and text without blanks. */
export function readUrl(value: unknown, up: Path | undefined, key: Key): Url {
  const text = readString(value, up, key);
  return /^[A-Za-z][A-Za-z\d+.-]*:[^\p{White_Space}\p{Cc}]+$/u.test(text) ? (text as Url) : fail('format', 'an absolute URL', up, key);
}

/** An exact decimal number as text. */
export type Decimal = Brand<string, 'Decimal'>;

/**
 * Text that is a decimal number.
 *
 * @throws RangeError when it is not.
 */
export function decimal(text: string): Decimal {
  return checked(text, readDecimal);
}

/** Reads a decimal number that is written as text. */
export function readDecimal(value: unknown, up: Path | undefined, key: Key): Decimal {
  const text = readString(value, up, key);
  const valid = /^-?\d+(?:\.\d+)?$/.test(text);
  return valid ? (text as Decimal) : fail('format', 'a decimal number as text', up, key);
}

/** An exact integer as decimal text. */
export type IntegerText = Brand<string, 'IntegerText'>;

/** The text of an integer. */
export function integerText(value: bigint): IntegerText {
  return String(value) as IntegerText;
}

/** Reads an integer that is written as text, without leading zeros. */
export function readIntegerText(value: unknown, up: Path | undefined, key: Key, min: bigint, max: bigint): IntegerText {
  const text = readString(value, up, key);
  if (!/^(?:0|-?[1-9]\d*)$/.test(text)) return fail('format', 'an integer as text', up, key);
  const inRange = text.length <= 20 && BigInt(text) >= min && BigInt(text) <= max;
  return inRange ? (text as IntegerText) : fail('out_of_range', `an integer from ${min} to ${max}`, up, key);
}

/** Reads an integer exactly. */
export function readBigInt(value: unknown, up: Path | undefined, key: Key, min: bigint, max: bigint): bigint {
  const expected = `an integer from ${min} to ${max}`;
  const exact = typeof value === 'bigint' || Number.isSafeInteger(value);
  if (!exact) return Number.isInteger(value) ? fail('out_of_range', expected, up, key) : wrong(value, expected, up, key);
  const integer = BigInt(value as bigint | number);
  return integer >= min && integer <= max ? integer : fail('out_of_range', expected, up, key);
}

// Both are there in browsers and in Node; declared, so that no library need be named.
declare const atob: (text: string) => string;
declare const btoa: (text: string) => string;

/** Reads bytes that are written as base64. */
export function readBytes(value: unknown, up: Path | undefined, key: Key): Uint8Array {
  const text = readString(value, up, key);
  const valid = text.length % 4 === 0 && /^[A-Za-z\d+/]*(?:[AQgw]==|[AEIMQUYcgkosw048]=)?$/.test(text);
  if (!valid) return fail('format', 'base64 text', up, key);
  return Uint8Array.from(atob(text), (unit) => unit.charCodeAt(0));
}

/** Writes bytes as base64. */
export function writeBytes(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += String.fromCharCode(byte);
  return btoa(text);
}

/** Whether a bit is set. */
export function hasFlag<T extends number | bigint>(flags: T, bit: T): boolean {
  return (BigInt(flags) & BigInt(bit)) !== 0n;
}

/** All bits together. */
export function combineFlags<T extends number | bigint>(first: T, ...others: readonly T[]): T {
  const all = others.reduce((sum, bits) => sum | BigInt(bits), BigInt(first));
  return (typeof first === 'bigint' ? all : Number(all)) as T;
}
