import type { JsonObject } from '../../shared/decode/fields';
import { looksLikeSignIn } from '../../shared/decode/form';
import { otherLog } from '../../shared/decode/otherLog';
import { otherFile, unjudgeable } from './otherFiles';

/** Whether a raw record is meant to be a sign-in. What only resembles one (audit records, our own results) is not. */
export function isSignInLike(raw: unknown): boolean {
  return looksLikeSignIn(raw) && otherLog(raw) === null && otherFile(raw) === null;
}

/** Whether a table with these columns is meant to hold sign-ins. */
export function areSignInColumns(names: readonly string[]): boolean {
  const columns = columnsAsRecord(names);
  return isSignInLike(columns) || unjudgeable(columns) !== null;
}

/** Each column under its own name; without those whose values say what a row is. */
export function columnsAsRecord(names: readonly string[]): JsonObject {
  const plain = names.filter((name) => !/^(?:type|category)$/i.test(name));
  return Object.fromEntries(plain.map((name) => [name, name]));
}
