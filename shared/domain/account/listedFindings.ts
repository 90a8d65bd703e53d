import type { FindingTime } from '../finding/finding';
import type { Span } from '../time';
import type { AccountFacts, AppUse } from './accountFacts';
import { earliest, latest } from './appUse';
import { listsMinutes, storedMinutes } from './findingMinutes';
import { withFindingOccasions } from './occasions';

/** Compares the findings that accounts list with those that are stored, of one span. */
export type FindingTimes = {
  /** Takes an account to compare. */
  readonly expect: (facts: AccountFacts) => void;
  /** Takes a stored finding of the span; all accounts have been taken before. */
  readonly meet: (finding: FindingTime) => void;
  /** The users whose accounts do not list what is stored. */
  readonly wrongUsers: () => string[];
};

type Stored = Pick<AppUse, 'firstFinding' | 'lastFinding'> & { readonly lastWithoutMfa: string | null };

const NOTHING_STORED: Stored = { firstFinding: null, lastFinding: null, lastWithoutMfa: null };

/** Memory by accounts and the times they list, never by findings. */
export function findingTimes(span: Span): FindingTimes {
  const minutes = storedMinutes();
  const [from, to] = [new Date(span.from).toISOString(), new Date(span.to).toISOString()];
  /** Of each user, by app. */
  const listed = new Map<string, Pick<AccountFacts, 'apps' | 'occasions'>>();
  const stored = new Map<string, Record<string, Stored>>();
  /** Times in the span that an account lists and no stored finding has, yet. */
  const missing = new Map<string, string>();
  return {
    expect: ({ userId, apps, occasions }) => {
      listed.set(userId, { apps, occasions });
      for (const [app, { firstFinding, lastFinding, lastWithoutMfa }] of Object.entries(apps)) {
        for (const at of [firstFinding, lastFinding, lastWithoutMfa]) {
          if (at && at >= from && at < to) missing.set(keyOf(userId, app, at), userId);
        }
      }
    },
    meet: (finding) => {
      const { userId, app, createdDateTime: at, verdict, provisional } = finding;
      // An account is derived from settled records only.
      if (userId === null || provisional) return;
      minutes.add(userId, finding);
      missing.delete(keyOf(userId, app, at));
      const apps = stored.get(userId) ?? {};
      stored.set(userId, apps);
      const known = apps[app] ?? NOTHING_STORED;
      apps[app] = {
        firstFinding: earliest(known.firstFinding, at),
        lastFinding: latest(known.lastFinding, at),
        lastWithoutMfa: verdict === 'withoutMfa' ? latest(known.lastWithoutMfa, at) : known.lastWithoutMfa,
      };
    },
    wrongUsers: () => {
      const wrong = new Set(missing.values());
      for (const [userId, apps] of stored) {
        const account = listed.get(userId);
        const isListed = ([app, use]: [string, Stored]) => lists(account?.apps[app], use);
        if (account !== undefined && !Object.entries(apps).every(isListed)) wrong.add(userId);
      }
      for (const [userId, { occasions }] of listed) {
        if (!listsMinutes(occasions, minutes.of(userId), span)) wrong.add(userId);
      }
      return [...wrong];
    },
  };
}

function lists(use: AppUse | undefined, stored: Stored): boolean {
  if (use === undefined) return false;
  // In a row of an earlier version any finding may be the last one without MFA.
  const lastWithoutMfa = use.lastWithoutMfa === undefined ? use.lastFinding : use.lastWithoutMfa;
  return (
    earliest(use.firstFinding, stored.firstFinding) === use.firstFinding &&
    latest(use.lastFinding, stored.lastFinding) === use.lastFinding &&
    latest(lastWithoutMfa, stored.lastWithoutMfa) === lastWithoutMfa
  );
}

function keyOf(userId: string, app: string, at: string): string {
  return `${userId} ${app} ${at}`;
}

/** The account with these findings and no others. */
export function withFindings(facts: AccountFacts, findings: readonly FindingTime[]): AccountFacts {
  const apps: Record<string, AppUse> = {};
  const settled = findings.filter(({ provisional }) => !provisional);
  for (const app of new Set([...Object.keys(facts.apps), ...settled.map((finding) => finding.app)])) {
    const own = settled.filter((finding) => finding.app === app);
    const times = timesOf(own);
    const use: AppUse = {
      ...(facts.apps[app] ?? { lastMfa: null, firstMfa: null }),
      firstFinding: times[0] ?? null,
      lastFinding: times.at(-1) ?? null,
      lastWithoutMfa: timesOf(own.filter(({ verdict }) => verdict === 'withoutMfa')).at(-1) ?? null,
    };
    if (use.firstFinding !== null || use.lastMfa !== null) apps[app] = use;
  }
  return { ...facts, apps, occasions: withFindingOccasions(facts.occasions, settled) };
}

function timesOf(findings: readonly FindingTime[]): string[] {
  return findings.map(({ createdDateTime }) => createdDateTime).sort();
}
