// Which of a sender's frames a value is, and if it is none of them, why not.
// Made by antiphon from the protocol's definition. Do not edit: change the definition.
import { Walk, fits, type Frame, type Names } from './shape.ts';
import { type Fault, fail, faultOf, type UnknownMessage } from './wire.ts';

/** A frame as one sender uses it. */
export interface FrameReader<Message, Options> {
  readonly frame: Frame;
  /** Reads all of it; `undefined` when its tag is none of the sender's. */
  readonly read: (frame: never, options: Options, text: string | undefined) => Message | undefined;
  /** Keys that name events, or how they begin and end, where a key does. */
  readonly names?: NonNullable<Names>;
  /** Whether its constants tell it from every other frame of the sender. */
  readonly named?: true;
}

/**
 * How much a reason tells. A frame is named by its tag where it is known; where it has none, by constants that tell it from
 * every other frame. A constant says that another frame is meant; the frame does not fit; it fits, cannot be read, and
 * nothing names it; it is named and does not fit; it is named and cannot be read. What has an unknown tag is unknown unless
 * a frame is named.
 */
const OTHER = 0, SHAPE = 1, GUESS = 2, KNOWN = 3, PAYLOAD = 4;

/** Reads a frame as the first of a sender's frames as which it can be read. */
export function readFrame<Message, Options>(
  frame: unknown,
  readers: readonly FrameReader<Message, Options>[],
  options: Options,
  text?: string,
): Message | UnknownMessage {
  try {
    for (const reader of readers) {
      if (!fits(reader.frame.shape, frame, reader.names)) continue;
      // What is wrong inside a batch is final, so that it is read only once, below.
      if (reader.frame.kind === 'batch') break;
      const message = reader.read(frame as never, options, text);
      if (message !== undefined) return message;
    }
  } catch (thrown) {
    faultOf(thrown);
  }
  return search(frame, readers, options, text);
}

/** Tries every frame once more, and gives up with the reason that tells most. */
function search<Message, Options>(
  frame: unknown,
  readers: readonly FrameReader<Message, Options>[],
  options: Options,
  text: string | undefined,
): Message | UnknownMessage {
  let best: { readonly rank: number; readonly found: number; readonly fault: Fault } | undefined;
  let unknown: { readonly tag: readonly unknown[]; readonly name: string } | undefined;
  for (const reader of readers) {
    const walk = new Walk(reader.frame, frame, reader.names);
    const offer = (rank: number, fault: Fault): void => {
      const better = best === undefined || rank > best.rank || (rank === best.rank && walk.found > best.found);
      if (better) best = { rank, found: walk.found, fault };
    };
    if (walk.fault !== undefined) {
      offer(walk.other ? OTHER : isKnown(reader, walk, options) ? KNOWN : SHAPE, walk.fault);
      continue;
    }
    const wrong = isTagged(reader.frame) || reader.named ? PAYLOAD : GUESS;
    const envelope = faultIn(() => {
      reader.frame.head?.(frame as never);
    });
    if (reader.frame.kind === 'batch' && envelope === undefined) return reader.read(frame as never, options, text) as Message;
    let message: Message | undefined;
    const fault = faultIn(() => {
      message = reader.read(frame as never, options, text);
    });
    if (fault !== undefined) {
      const refused = fault.code === 'wrong_phase' || fault.code === 'no_pending_request';
      offer(wrong, refused ? fault : (envelope ?? fault));
    } else if (envelope !== undefined) {
      offer(message === undefined ? SHAPE : wrong, envelope);
    } else if (message !== undefined) {
      return message;
    } else {
      unknown ??= { tag: walk.tag, name: reader.frame.name };
    }
  }
  if (best !== undefined && best.rank >= KNOWN) throw best.fault;
  if (unknown !== undefined) return { event: '$unknown', type: unknown.tag.length === 1 ? unknown.tag[0] : unknown.tag, raw: frame };
  // Naming one of several frames of which nothing is there would mislead.
  const tells = best !== undefined && (best.rank > SHAPE || (best.rank === SHAPE && best.found > 0) || readers.length === 1);
  if (best !== undefined && tells) throw best.fault;
  const names = readers.map((reader) => `\`${reader.frame.name}\``);
  return fail('unknown_frame', `one of the frames ${names.join(', ')}`, undefined, '');
}

/** What a function gives up with, if it does. */
function faultIn(run: () => void): Fault | undefined {
  try {
    run();
    return undefined;
  } catch (thrown) {
    return faultOf(thrown);
  }
}

/** Whether the tag of a frame tells its events apart. */
function isTagged(frame: Frame): boolean {
  return frame.kind === 'event' && frame.tag > 0;
}

/** Whether a frame is named although it does not fit. */
function isKnown<Message, Options>(reader: FrameReader<Message, Options>, walk: Walk, options: Options): boolean {
  if (!isTagged(reader.frame)) return reader.named === true && !walk.lacks;
  let known = false;
  const fault = faultIn(() => {
    known = reader.read(walk.mended as never, options, undefined) !== undefined;
  });
  return fault === undefined ? known : fault.code !== 'wrong_phase';
}
