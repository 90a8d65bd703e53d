import type { AccountState } from '../domain/account/account';
import type { Cloud } from '../domain/cloud';
import type { Administrators } from '../domain/digest/administrator';
import { composeDigest, toldAfter } from '../domain/digest/composeDigest';
import type { DigestContent } from '../domain/digest/digest';
import type { StoredDigestEntry } from '../domain/digest/digestLedger';
import { type Recipients, recipientsOf } from '../domain/digest/recipients';
import type { StoredCheckpoint } from '../domain/polling/checkpoint';
import { DAY_MS, isoTime } from '../domain/polling/span';
import type { Problem } from '../domain/problem';
import { type AccountViewDeps, viewsSince } from './accountViews';

export type ComposeDeps = AccountViewDeps & {
  readonly cloud: Cloud;
  readonly timeZone: string;
  readonly reportUrl: string | null;
  readonly appNames: Readonly<Record<string, string>>;
  readonly toGlobalAdmins: boolean;
  readonly configuredRecipients: readonly string[];
  readonly readAdministrators: () => Promise<Administrators>;
  readonly readRecentCheckpoint: () => Promise<StoredCheckpoint | null>;
  /** What is wrong with the watch as a whole; the digest tells it first. */
  readonly readProblems: (now: number) => Promise<readonly Problem[]>;
  readonly problemOf: (error: unknown) => Problem | null;
};

export type Today = {
  readonly content: DigestContent;
  readonly recipients: Recipients;
  /** What will have been told once this digest is out. */
  readonly named: Readonly<Record<string, AccountState>>;
  readonly lastSent: StoredDigestEntry | null;
};

/** The digest as it would be sent now, and to whom. */
export async function composeToday(deps: ComposeDeps, localDay: string, now: number): Promise<Today> {
  const lastSent = await deps.latestSent();
  const told = lastSent?.named ?? null;
  const views = await viewsSince(deps, told ?? {}, now);
  const { recipients, problem } = await readRecipients(deps);
  const problems = (await deps.readProblems(now)).filter(({ code }) => !MOOT.has(code));
  const content = composeDigest({
    views,
    told,
    stoppedSince: lastSent?.at ?? isoTime(now - DAY_MS),
    localDay,
    timeZone: deps.timeZone,
    cloud: deps.cloud,
    readUntil: (await deps.readRecentCheckpoint())?.at ?? null,
    problems: problem === null ? problems : [...problems, problem],
    unreached: recipients.unreached,
    reportUrl: deps.reportUrl,
    appNames: deps.appNames,
  });
  return { content, recipients, named: toldAfter(views, told ?? {}), lastSent };
}

/** Whoever reads this digest need not be told that it did not go out. */
const MOOT: ReadonlySet<Problem['code']> = new Set(['digestLate', 'digestFailed']);

type ReadRecipients = { readonly recipients: Recipients; readonly problem: Problem | null };

/** Administrators that cannot be read must not keep the digest from those who can be reached. */
async function readRecipients(deps: ComposeDeps): Promise<ReadRecipients> {
  const recipients = (found: Administrators | null) =>
    recipientsOf(found, deps.configuredRecipients, deps.breakGlass);
  if (!deps.toGlobalAdmins) return { recipients: recipients(null), problem: null };
  try {
    return { recipients: recipients(await deps.readAdministrators()), problem: null };
  } catch (error) {
    return { recipients: recipients(null), problem: deps.problemOf(error) ?? recipientsUnknown() };
  }
}

function recipientsUnknown(): Problem {
  return {
    code: 'recipientsUnknown',
    sentence:
      'The Global Administrators could not be read, so this digest went to the configured addresses only.',
    mend: 'Look at the log of the function sendDigest; the next digest tries again.',
  };
}
