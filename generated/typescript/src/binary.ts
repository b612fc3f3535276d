// Binary messages of agent-console.
// Made by antiphon from the protocol's definition. Do not edit: change the definition.
import { readJsonText, toJson } from './json.ts';
import { readBigInt } from './scalars.ts';
import { readFileNote, writeFileNote, type FileNote } from './types.ts';
import { fail, readInteger, type Key, type Path } from './wire.ts';

// Both are there in browsers and in Node; declared, so that no library need be named.
declare const TextDecoder: new (label: string, options: { readonly fatal: boolean; readonly ignoreBOM: boolean }) => {
  decode(bytes: Uint8Array): string;
};
declare const TextEncoder: new () => { encode(text: string): Uint8Array };

/** Takes a binary message apart, part after part. */
class Source {
  readonly view: DataView;
  readonly #bytes: Uint8Array;
  readonly #layout: string;
  #offset = 0;

  constructor(bytes: Uint8Array, layout: string) {
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.#bytes = bytes;
    this.#layout = layout;
  }

  /** Whether these bytes come next; steps over them. */
  matches(constant: readonly number[]): boolean {
    const start = this.#offset;
    this.#offset += constant.length;
    return constant.every((byte, index) => this.#bytes[start + index] === byte);
  }

  /** The offset of a part of this size; steps over it. */
  take(size: number, part: string): number {
    const start = this.#offset;
    if (start + size > this.#bytes.length) fail('too_short', `${size} bytes`, { up: undefined, key: this.#layout }, part);
    this.#offset += size;
    return start;
  }

  /** The bytes of a part. */
  slice(size: number, part: string): Uint8Array {
    const start = this.take(size, part);
    return this.#bytes.slice(start, start + size);
  }

  /** All bytes that are left. */
  rest(): Uint8Array {
    const start = this.#offset;
    this.#offset = this.#bytes.length;
    return this.#bytes.slice(start);
  }

  /** Gives up when bytes are left. */
  end(): void {
    if (this.#offset < this.#bytes.length) fail('too_long', 'the end of the message', { up: undefined, key: this.#layout }, '');
  }
}

/** Puts a binary message together, part after part. */
class Sink {
  readonly #parts: Uint8Array[] = [];

  /** Room for a part of this size. */
  view(size: number): DataView {
    const part = new Uint8Array(size);
    this.#parts.push(part);
    return new DataView(part.buffer);
  }

  bytes(bytes: Uint8Array | readonly number[]): void {
    this.#parts.push(Uint8Array.from(bytes));
  }

  fixed(bytes: Uint8Array, length: number, part: string): void {
    if (bytes.length !== length) throw new RangeError(`${part} must have ${length} bytes`);
    this.bytes(bytes);
  }

  prefixed(bytes: Uint8Array, max: number, part: string, size: number, set: (view: DataView, length: number) => void): void {
    if (bytes.length > max) throw new RangeError(`${part} must have at most ${max} bytes`);
    set(this.view(size), bytes.length);
    this.bytes(bytes);
  }

  message(): Uint8Array {
    const message = new Uint8Array(this.#parts.reduce((size, part) => size + part.length, 0));
    let offset = 0;
    for (const part of this.#parts) {
      message.set(part, offset);
      offset += part.length;
    }
    return message;
  }
}

function readUtf8(bytes: Uint8Array, up: Path | undefined, key: Key): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return fail('not_utf8', 'UTF-8 text', up, key);
  }
}

function utf8(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

/**
 * What the microphone heard.
 *
 * Twenty milliseconds each.
 *
 * Since 2.1.
 *
 * Its data is `audio/pcm`.
 */
export interface AudioInput {
  readonly seq: number;
  readonly time: bigint;
  readonly gain: number;
  readonly samples: Uint8Array;
}

/** Reads `AudioInput`, or `undefined` when the bytes are of another layout. */
export function readAudioInput(bytes: Uint8Array): AudioInput | undefined {
  const source = new Source(bytes, 'audio.input');
  if (!source.matches([1])) return undefined;
  const seqPart = source.view.getUint32(source.take(4, 'seq'), true);
  const timePart = source.view.getBigUint64(source.take(8, 'time'), true);
  const gainPart = source.view.getInt8(source.take(1, 'gain'));
  const samplesPart = source.rest();
  source.end();
  const path: Path = { up: undefined, key: 'audio.input' };
  return {
    seq: readInteger(seqPart, path, 'seq', 0, 4294967295),
    time: readBigInt(timePart, path, 'time', 0n, 18446744073709551615n),
    gain: readInteger(gainPart, path, 'gain', -128, 127),
    samples: samplesPart,
  };
}

/**
 * `AudioInput` as a binary message.
 *
 * @throws RangeError when a part has another length than the layout allows.
 */
export function writeAudioInput(value: AudioInput): Uint8Array {
  const sink = new Sink();
  sink.bytes([1]);
  sink.view(4).setUint32(0, value.seq, true);
  sink.view(8).setBigUint64(0, value.time, true);
  sink.view(1).setInt8(0, value.gain);
  sink.bytes(value.samples);
  return sink.message();
}

/**
 * What an agent says.
 *
 * Its data is `audio/opus`.
 */
export interface AudioOutput {
  readonly voice: number;
  readonly volume: number;
  readonly codec: string;
  readonly header: Uint8Array;
  readonly sound: Uint8Array;
}

/** Reads `AudioOutput`, or `undefined` when the bytes are of another layout. */
export function readAudioOutput(bytes: Uint8Array): AudioOutput | undefined {
  const source = new Source(bytes, 'audio.output');
  if (!source.matches([2])) return undefined;
  const voicePart = source.view.getUint16(source.take(2, 'voice'), false);
  const volumePart = source.view.getFloat32(source.take(4, 'volume'), true);
  const codecPart = source.slice(source.view.getUint8(source.take(1, 'codec')), 'codec');
  const headerPart = source.slice(source.view.getUint16(source.take(2, 'header'), false), 'header');
  const soundPart = source.rest();
  source.end();
  const path: Path = { up: undefined, key: 'audio.output' };
  return {
    voice: readInteger(voicePart, path, 'voice', 0, 65535),
    volume: volumePart,
    codec: readUtf8(codecPart, path, 'codec'),
    header: headerPart,
    sound: soundPart,
  };
}

/**
 * `AudioOutput` as a binary message.
 *
 * @throws RangeError when a part has another length than the layout allows.
 */
export function writeAudioOutput(value: AudioOutput): Uint8Array {
  const sink = new Sink();
  sink.bytes([2]);
  sink.view(2).setUint16(0, value.voice, false);
  sink.view(4).setFloat32(0, value.volume, true);
  sink.prefixed(utf8(value.codec), 0xff, 'codec', 1, (view, length) => view.setUint8(0, length));
  sink.prefixed(value.header, 0xffff, 'header', 2, (view, length) => view.setUint16(0, length, false));
  sink.bytes(value.sound);
  return sink.message();
}

/** A part of a file, with what it belongs to as JSON behind it. */
export interface FileChunk {
  readonly digest: Uint8Array;
  readonly start: bigint;
  readonly content: Uint8Array;
  readonly note: FileNote;
}

/** Reads `FileChunk`, or `undefined` when the bytes are of another layout. */
export function readFileChunk(bytes: Uint8Array): FileChunk | undefined {
  const source = new Source(bytes, 'file.chunk');
  if (!source.matches([70, 73, 76, 69])) return undefined;
  const digestPart = source.slice(16, 'digest');
  const startPart = source.view.getBigInt64(source.take(8, 'start'), false);
  const contentPart = source.slice(source.view.getUint32(source.take(4, 'content'), true), 'content');
  const notePart = source.rest();
  source.end();
  const path: Path = { up: undefined, key: 'file.chunk' };
  return {
    digest: digestPart,
    start: readBigInt(startPart, path, 'start', -9223372036854775808n, 9223372036854775807n),
    content: contentPart,
    note: readJsonText(readUtf8(notePart, path, 'note'), path, 'note', readFileNote),
  };
}

/**
 * `FileChunk` as a binary message.
 *
 * @throws RangeError when a part has another length than the layout allows.
 */
export function writeFileChunk(value: FileChunk): Uint8Array {
  const sink = new Sink();
  sink.bytes([70, 73, 76, 69]);
  sink.fixed(value.digest, 16, 'digest');
  sink.view(8).setBigInt64(0, value.start, false);
  sink.prefixed(value.content, 0xffff_ffff, 'content', 4, (view, length) => view.setUint32(0, length, true));
  sink.bytes(utf8(toJson(writeFileNote(value.note))));
  return sink.message();
}

/**
 * Sound without a header.
 *
 * @deprecated It says neither who nor when.
 *
 * Its data is `audio/ogg`.
 */
export interface AudioRaw {
  readonly data: Uint8Array;
}

/** Reads `AudioRaw`, or `undefined` when the bytes are of another layout. */
export function readAudioRaw(bytes: Uint8Array): AudioRaw | undefined {
  const source = new Source(bytes, 'audio.raw');
  const dataPart = source.rest();
  source.end();
  return {
    data: dataPart,
  };
}

/**
 * `AudioRaw` as a binary message.
 *
 * @throws RangeError when a part has another length than the layout allows.
 */
export function writeAudioRaw(value: AudioRaw): Uint8Array {
  const sink = new Sink();
  sink.bytes(value.data);
  return sink.message();
}
