import type { JsonObject } from '../../shared/decode/fields';
import { looksLikeSignIn } from '../../shared/decode/form';
import { otherLog } from '../../shared/decode/otherLog';
import { isPortalStep, otherContent, unjudgeable } from './otherFiles';

/** Whether a raw record is meant to be a sign-in. Records that only resemble one (audit records, our own results) are not. */
export function isSignInLike(raw: unknown): boolean {
  if (!looksLikeSignIn(raw) || isPortalStep(raw)) return false;
  return otherLog(raw) === null && otherContent(raw) === null;
}

/** Whether a table with these columns is meant to hold sign-ins. */
export function areSignInColumns(names: readonly string[]): boolean {
  const columns = columnsAsRecord(names);
  return isSignInLike(columns) || unjudgeable(columns) !== null;
}

/** Each column under its own name, without the columns whose values show the kind of a row. */
export function columnsAsRecord(names: readonly string[]): JsonObject {
  const plain = names.filter((name) => !/^(?:type|category)$/i.test(name));
  return Object.fromEntries(plain.map((name) => [name, name]));
}
