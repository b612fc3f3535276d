// What the tests share.
import assert from 'node:assert/strict';

/** The value of a result that must be good. */
export function accepts(result) {
  assert.ok(result.ok, JSON.stringify(result.error));
  return result.value;
}

/** The error of a result that must be bad. */
export function rejects(result, code, path) {
  assert.equal(result.ok, false, 'accepted');
  assert.equal(result.error.code, code, JSON.stringify(result.error));
  if (path !== undefined) assert.equal(result.error.path, path);
  return result.error;
}

/** A value as JSON would carry it: without prototypes and absent members. */
export function plain(value) {
  return JSON.parse(JSON.stringify(value));
}
