import { looksLikeSignIn } from '../../shared/decode/form';
import { JUDGED_COLUMNS } from '../../shared/domain/verdict/judged';

/** Whether a raw record is meant to be a sign-in. What `scan` wrote of one is not: results end up beside their sources. */
export function isSignInLike(raw: unknown): boolean {
  return looksLikeSignIn(raw) && !JUDGED_COLUMNS.every((name) => name in Object(raw));
}
