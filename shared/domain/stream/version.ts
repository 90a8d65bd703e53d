import { completeness } from '../signIn/completeness';
import type { SignIn } from '../signIn/signIn';

/** One version of a sign-in, as a stream delivered it. Microsoft may complete a record, and streams it again then. */
export type SignInVersion = {
  readonly signIn: SignIn;
  /** When this version reached the log: ISO 8601, UTC, milliseconds. */
  readonly loggedAt: string;
};

/**
 * The last version of each sign-in, in whichever order the versions come and however often. The one that reached the log last
 * counts; of several at one instant, the most complete one.
 */
export function lastVersions(versions: Iterable<SignInVersion>): ReadonlyMap<string, SignIn> {
  const last = new Map<string, SignInVersion>();
  for (const version of versions) {
    const known = last.get(version.signIn.id);
    if (known === undefined || isLater(version, known)) last.set(version.signIn.id, version);
  }
  return new Map([...last].map(([id, { signIn }]) => [id, signIn]));
}

function isLater(a: SignInVersion, b: SignInVersion): boolean {
  if (a.loggedAt !== b.loggedAt) return a.loggedAt > b.loggedAt;
  const more = completeness(a.signIn) - completeness(b.signIn);
  if (more !== 0) return more > 0;
  // Any rule will do, as long as the order of arrival makes no difference.
  return JSON.stringify(a.signIn) > JSON.stringify(b.signIn);
}
