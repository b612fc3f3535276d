// Checks values against JSON Schema, for payloads that are defined by one.
// Made by antiphon from the protocol's definition. Do not edit: change the definition.
import { fail, isObject, readJson, type Key, type Path } from './wire.ts';

type Keywords = Readonly<Record<string, unknown>>;

/** Reads a value that a JSON Schema describes. The schema refers to nothing but parts of itself. */
export function readSchema<T>(value: unknown, up: Path | undefined, key: Key, schema: unknown): T {
  const plain = readJson(value, up, key);
  check(plain, schema, schema, up, key);
  return plain as T;
}

function accepts(value: unknown, schema: unknown, root: unknown): boolean {
  try {
    check(value, schema, root, undefined, '');
    return true;
  } catch {
    return false;
  }
}

function check(value: unknown, schema: unknown, root: unknown, up: Path | undefined, key: Key): void {
  if (schema === false) return fail('unknown_field', 'no such value', up, key);
  if (!isObject(schema)) return;
  const keywords = schema as Keywords;
  const path: Path = { up, key };
  for (const [keyword, operand] of Object.entries(keywords)) checkKeyword(value, keyword, operand, keywords, root, path);
}

function kindOf(value: unknown): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'array' : typeof value;
}

function same(one: unknown, other: unknown): boolean {
  if (typeof one !== 'object' || one === null || typeof other !== 'object' || other === null) return one === other;
  const [keys, others] = [Object.keys(one), Object.keys(other)];
  return Array.isArray(one) === Array.isArray(other) && keys.length === others.length
    && keys.every((key) => Object.hasOwn(other, key) && same((one as Keywords)[key], (other as Keywords)[key]));
}

function resolve(reference: string, root: unknown): unknown {
  const steps = reference.split('/').slice(1).map((step) => decodeURIComponent(step).replaceAll('~1', '/').replaceAll('~0', '~'));
  return steps.reduce((at, step) => (isObject(at) || Array.isArray(at) ? (at as Keywords)[step] : undefined), root);
}

function checkKeyword(value: unknown, keyword: string, operand: unknown, schema: Keywords, root: unknown, { up, key }: Path): void {
  const demand = (holds: boolean, code: Parameters<typeof fail>[0], expected: string): void => {
    if (!holds) fail(code, expected, up, key);
  };
  const list = Array.isArray(operand) ? (operand as readonly unknown[]) : [];
  const path: Path = { up, key };
  switch (keyword) {
    case '$ref':
      return check(value, resolve(String(operand), root), root, up, key);
    case 'const':
      return demand(same(value, operand), 'wrong_constant', 'the constant');
    case 'enum':
      return demand(list.some((each) => same(value, each)), 'unknown_value', 'one of the values');
    case 'type': {
      const kinds = Array.isArray(operand) ? list : [operand];
      const holds = kinds.some((kind) => (kind === 'integer' ? Number.isInteger(value) : kindOf(value) === kind));
      return demand(holds, 'wrong_kind', `a value of kind ${kinds.join(' or ')}`);
    }
    case 'allOf':
      for (const each of list) check(value, each, root, up, key);
      return;
    case 'anyOf':
      return demand(list.some((each) => accepts(value, each, root)), 'unknown_value', 'one of the alternatives');
    case 'oneOf':
      return demand(list.filter((each) => accepts(value, each, root)).length === 1, 'unknown_value', 'exactly one of the alternatives');
    case 'not':
      return demand(!accepts(value, operand, root), 'unknown_value', 'another value');
    case 'if': {
      const branch = schema[accepts(value, operand, root) ? 'then' : 'else'];
      if (branch !== undefined) check(value, branch, root, up, key);
      return;
    }
    default:
  }
  if (typeof value === 'number') checkNumber(value, keyword, Number(operand), demand);
  if (typeof value === 'string') checkText(value, keyword, operand, demand);
  if (Array.isArray(value)) checkItems(value, keyword, operand, schema, root, path, demand);
  if (isObject(value)) checkMembers(value as Keywords, keyword, operand, schema, root, path, demand);
}

type Demand = (holds: boolean, code: Parameters<typeof fail>[0], expected: string) => void;

function checkNumber(value: number, keyword: string, bound: number, demand: Demand): void {
  if (keyword === 'minimum') demand(value >= bound, 'out_of_range', `at least ${bound}`);
  if (keyword === 'maximum') demand(value <= bound, 'out_of_range', `at most ${bound}`);
  if (keyword === 'exclusiveMinimum') demand(value > bound, 'out_of_range', `more than ${bound}`);
  if (keyword === 'exclusiveMaximum') demand(value < bound, 'out_of_range', `less than ${bound}`);
  if (keyword === 'multipleOf') demand(Number.isInteger(value / bound), 'not_multiple', `a multiple of ${bound}`);
}

function checkText(value: string, keyword: string, operand: unknown, demand: Demand): void {
  if (keyword === 'minLength') demand([...value].length >= Number(operand), 'too_short', `at least ${operand} in length`);
  if (keyword === 'maxLength') demand([...value].length <= Number(operand), 'too_long', `at most ${operand} in length`);
  if (keyword === 'pattern') demand(new RegExp(String(operand), 'u').test(value), 'pattern', 'text that matches the pattern');
}

function checkItems(value: readonly unknown[], keyword: string, operand: unknown, schema: Keywords, root: unknown, path: Path, demand: Demand): void {
  const prefix = schema['prefixItems'];
  const fixed = Array.isArray(prefix) ? prefix.length : 0;
  if (keyword === 'items') value.slice(fixed).forEach((each, index) => check(each, operand, root, path, fixed + index));
  if (keyword === 'prefixItems') value.slice(0, fixed).forEach((each, index) => check(each, (operand as readonly unknown[])[index], root, path, index));
  if (keyword === 'contains') demand(value.some((each) => accepts(each, operand, root)), 'unknown_value', 'an item that is demanded');
  if (keyword === 'minItems') demand(value.length >= Number(operand), 'too_short', `at least ${operand} in length`);
  if (keyword === 'maxItems') demand(value.length <= Number(operand), 'too_long', `at most ${operand} in length`);
  if (keyword === 'uniqueItems' && operand === true) {
    demand(value.every((each, index) => !value.slice(0, index).some((other) => same(each, other))), 'not_unique', 'items that differ from each other');
  }
}

function checkMembers(value: Keywords, keyword: string, operand: unknown, schema: Keywords, root: unknown, path: Path, demand: Demand): void {
  const names = Object.keys(value);
  const of = (schemas: unknown): readonly string[] => (isObject(schemas) ? Object.keys(schemas) : []);
  if (keyword === 'required' && Array.isArray(operand)) {
    for (const name of operand) if (!Object.hasOwn(value, String(name))) fail('missing_field', 'a value', path, String(name));
  }
  if (keyword === 'properties') {
    for (const name of of(operand)) if (Object.hasOwn(value, name)) check(value[name], (operand as Keywords)[name], root, path, name);
  }
  if (keyword === 'patternProperties') {
    for (const pattern of of(operand)) {
      for (const name of names) if (new RegExp(pattern, 'u').test(name)) check(value[name], (operand as Keywords)[pattern], root, path, name);
    }
  }
  if (keyword === 'additionalProperties') {
    const patterns = of(schema['patternProperties']).map((pattern) => new RegExp(pattern, 'u'));
    const known = of(schema['properties']);
    const rest = names.filter((name) => !known.includes(name) && !patterns.some((pattern) => pattern.test(name)));
    for (const name of rest) check(value[name], operand, root, path, name);
  }
  if (keyword === 'propertyNames') for (const name of names) check(name, operand, root, path, name);
  if (keyword === 'minProperties') demand(names.length >= Number(operand), 'too_short', `at least ${operand} in length`);
  if (keyword === 'maxProperties') demand(names.length <= Number(operand), 'too_long', `at most ${operand} in length`);
}
