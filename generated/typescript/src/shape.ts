// What tells frames apart: their skeletons, and whether a value has one.
// Made by antiphon from the protocol's definition. Do not edit: change the definition.
import { Fault, isObject, memberOf, type IssueCode, type Key } from './wire.ts';

/** What stands at a place: part of the tag, anything, a list, text, a constant, or further places. */
export type Part = 'tag' | 'any' | 'list' | 'text' | { readonly is: string | number | boolean | null } | Shape;

/** The places of an object in order; `?` marks those that may be absent. */
export interface ObjectShape {
  /** A key that is `null` stands for the one that names the event. */
  readonly keys: readonly (readonly [key: string | null, part: Part, mark?: '?'])[];
  /** Whether the payload stands among the keys. */
  readonly open?: true;
}

/** The places of an array in order; `?` marks those that may be absent. */
export interface ArrayShape {
  readonly items: readonly (readonly [part: Part, mark?: '?'])[];
  /** Whether the payload stands behind the positions. */
  readonly open?: true;
}

/** The skeleton of a frame. */
export type Shape = ObjectShape | ArrayShape;

/** A frame: its name, its skeleton, and the reader of its envelope values. */
export interface Frame {
  readonly name: string;
  readonly kind: 'event' | 'batch' | 'compressed';
  /** How many parts its tag has. */
  readonly tag: number;
  readonly shape: Shape;
  readonly head?: (frame: never) => unknown;
}

/** Keys that name events: each one, or how it begins and ends. */
export type Names = readonly (string | readonly [prefix: string, suffix: string])[] | undefined;

/** Whether a value can be part of a tag. */
function isTag(value: unknown): boolean {
  return value === null || typeof value === 'string' || typeof value === 'boolean' || typeof value === 'bigint' || Number.isInteger(value);
}

/** The keys of an object that may name its event: the known ones, or else the first that is not the envelope's. */
function namingKeys(from: object, shape: Pick<ObjectShape, 'keys'>, names: Names): readonly string[] {
  const others = Object.keys(from).filter((key) => !shape.keys.some(([own]) => own === key));
  const known = others.filter((key) => names?.some((name) => (typeof name === 'string' ? key === name : between(key, ...name) !== undefined)));
  return known.length > 0 ? known : others.slice(0, 1);
}

/** The key that names the event of a frame that has these keys beside. */
export function keyTag(from: object, envelope: readonly string[], names: Names): string | undefined {
  return namingKeys(from, { keys: envelope.map((key) => [key, 'any']) }, names)[0];
}

/** The parts of a tag as one text. */
export function tagKey(...parts: readonly unknown[]): string {
  return parts.map((part) => (typeof part === 'string' ? JSON.stringify(part) : String(part ?? null))).join(' ');
}

/** The free part of text between a beginning and an end, if there is one. */
export function between(value: unknown, prefix: string, suffix: string): string | undefined {
  const matches = typeof value === 'string' && value.length > prefix.length + suffix.length
    && value.startsWith(prefix) && value.endsWith(suffix);
  return matches ? value.slice(prefix.length, value.length - suffix.length) : undefined;
}

/** Whether a value has the skeleton of a frame. */
export function fits(part: Part, value: unknown, names: Names): boolean {
  switch (part) {
    case 'any':
      return true;
    case 'tag':
      return isTag(value);
    case 'list':
      return Array.isArray(value);
    case 'text':
      return typeof value === 'string';
  }
  if ('is' in part) return value === part.is;
  if ('keys' in part) {
    if (!isObject(value)) return false;
    for (const entry of part.keys) {
      const key = entry[0];
      let found: unknown;
      if (key === null) {
        const naming = namingKeys(value, part, names);
        if (naming.length > 1) return false;
        found = naming.length === 1 ? memberOf(value, naming[0] ?? '') : undefined;
      } else {
        found = memberOf(value, key);
      }
      if (found === undefined ? entry[2] === undefined : !fits(entry[1], found, names)) return false;
    }
    return true;
  }
  if (!Array.isArray(value) || (value.length > part.items.length && part.open === undefined)) return false;
  let index = 0;
  for (const entry of part.items) {
    if (index >= value.length) return entry[1] !== undefined;
    if (!fits(entry[0], value[index], names)) return false;
    index += 1;
  }
  return true;
}

/** Whether a place is a constant, or holds one that must be there. */
function isConstant(part: Part): boolean {
  if (typeof part === 'string') return false;
  if ('is' in part) return true;
  const places: readonly (readonly [part: Part, mark?: '?'])[] = 'keys' in part ? part.keys.map(([, inner, mark]) => (mark === undefined ? [inner] : [inner, mark])) : part.items;
  return places.some(([inner, mark]) => mark === undefined && isConstant(inner));
}

/** What a frame may be read from where nothing stands: its objects and arrays. */
function blank(part: Part): unknown {
  if (typeof part === 'string' || 'is' in part) return undefined;
  if ('items' in part) return part.items.map(([inner]) => blank(inner));
  return Object.fromEntries(part.keys.map(([key, inner]) => [key ?? '', blank(inner)]).filter(([, member]) => member !== undefined));
}

/** Walks a value along a skeleton: the first mistake, how much is there, and the parts of the tag. */
export class Walk {
  fault: Fault | undefined;
  /** Whether a constant says that it is another frame. */
  other = false;
  /** Whether a constant is not there that must be. */
  lacks = false;
  /** How many keys and positions are there. */
  found = 0;
  readonly tag: unknown[] = [];
  /** The value without what cannot stand where it does. */
  readonly mended: unknown;
  readonly #names: Names;

  constructor(frame: Frame, value: unknown, names: Names) {
    this.#names = names;
    this.mended = this.#part(frame.shape, value, [frame.name]);
  }

  #fail(code: IssueCode, expected: string, keys: readonly Key[]): undefined {
    this.fault ??= new Fault(code, expected, keys);
    return undefined;
  }

  #part(part: Part, value: unknown, keys: readonly Key[]): unknown {
    switch (part) {
      case 'any':
        return value;
      case 'tag':
        this.tag.push(isTag(value) ? value : undefined);
        return isTag(value) ? value : this.#fail('wrong_kind', 'text, an integer, a boolean or null', keys);
      case 'list':
        return Array.isArray(value) ? value : this.#fail('wrong_kind', 'an array', keys);
      case 'text':
        return typeof value === 'string' ? value : this.#fail('wrong_kind', 'base64 text', keys);
    }
    if ('keys' in part) return this.#object(part, value, keys);
    if ('items' in part) return this.#array(part, value, keys);
    if (value !== part.is) {
      this.other = true;
      this.#fail('wrong_constant', String(part.is), keys);
    }
    return value;
  }

  #object(shape: ObjectShape, value: unknown, keys: readonly Key[]): unknown {
    if (!isObject(value)) this.#fail(value === undefined ? 'missing_field' : 'wrong_kind', 'an object', keys);
    const from = isObject(value) ? value : {};
    const out = new Map(Object.entries(from));
    for (const [key, part, mark] of shape.keys) {
      const naming = key === null ? namingKeys(from, shape, this.#names) : [key];
      if (naming.length > 1) {
        this.#fail('ambiguous', `only one of ${naming.join(', ')}`, keys);
        this.tag.push(undefined);
        for (const each of naming) out.delete(each);
        continue;
      }
      const name = naming[0];
      const member = name === undefined ? undefined : memberOf(from, name);
      if (name === undefined || member === undefined) {
        if (mark === undefined) this.lacks ||= isConstant(part);
        if (mark === undefined) this.#fail('missing_field', key === null ? 'a key that names an event' : 'a value', key === null ? keys : [...keys, key]);
        if (key === null || part === 'tag') this.tag.push(undefined);
        if (mark === undefined && key !== null) out.set(key, blank(part));
        continue;
      }
      this.found += 1;
      if (key === null) this.tag.push(name);
      out.set(name, this.#part(part, member, [...keys, name]));
    }
    return Object.fromEntries([...out].filter(([, member]) => member !== undefined));
  }

  #array(shape: ArrayShape, value: unknown, keys: readonly Key[]): unknown {
    if (!Array.isArray(value)) {
      this.lacks ||= isConstant(shape);
      this.#fail('wrong_kind', 'an array', keys);
      return blank(shape);
    }
    const out: unknown[] = [...value];
    for (const [index, [part, mark]] of shape.items.entries()) {
      if (index >= value.length) {
        if (part === 'tag') this.tag.push(undefined);
        if (mark === undefined) {
          this.lacks ||= shape.items.slice(index).some(([later]) => isConstant(later));
          this.#fail('missing_item', 'a value', [...keys, index]);
          out.push(...shape.items.slice(index).map(([later]) => blank(later)));
        }
        return out;
      }
      this.found += 1;
      out[index] = this.#part(part, value[index], [...keys, index]);
    }
    const end = shape.items.length;
    if (value.length > end && shape.open === undefined) this.#fail('too_many_items', 'the end of the array', [...keys, end]);
    return out;
  }
}
