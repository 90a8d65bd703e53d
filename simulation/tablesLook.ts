import { MOST_MOMENTS } from '../shared/domain/account/moments';
import { isStopCause, type Occasions } from '../shared/domain/account/occasions';
import { isoTime } from '../shared/domain/time';
import type { PollSummary } from '../shared/jobs/poll/pollSignIns';
import { jsonIn } from '../shared/tables/columns';
import type { Scene } from './scene';
import type { TableService } from './tableService';
import type { Tick } from './timetable';

type Use = {
  readonly firstFinding: string | null;
  readonly lastFinding: string | null;
  readonly lastWithoutMfa: string | null;
};
type Account = {
  readonly apps: Readonly<Record<string, Use>>;
  readonly occasions: Occasions;
  readonly sessions: Readonly<Record<string, { readonly at: string }>>;
};

const NO_FINDINGS: Use = { firstFinding: null, lastFinding: null, lastWithoutMfa: null };

/**
 * Looks at the tables after each complete poll that no other run crosses. Not if clocks are wrong: a run that lives hours ago may
 * die over a part of the log that the next one does not read, and that waits for the daily look at all accounts.
 */
export type TablesLook = {
  /** A run begins; it ends at `endsMs` at the latest. Answers what to call when it has ended, with its summary. */
  readonly begins: (tick: Tick, endsMs: number) => (summary: unknown) => string[];
  /** How often it has looked. */
  readonly looks: () => number;
};

export function tablesLook({ tables, time, life }: Pick<Scene, 'tables' | 'time' | 'life'>): TablesLook {
  const underWay = new Set<Tick>();
  let looks = 0;
  return {
    looks: () => looks,
    begins: (tick, endsMs) => {
      // A digest writes no finding and no account.
      if (tick.job === 'digest' || life.faults.wrongClock > 0) return () => [];
      const before = underWay.size;
      underWay.add(tick);
      // A run that dies never says so.
      time.at(endsMs, () => underWay.delete(tick));
      return (summary) => {
        const isAlone = before === 0 && underWay.size === 1;
        underWay.delete(tick);
        if (tick.job !== 'poll' || !isAlone || !isComplete(summary)) return [];
        looks++;
        return disagreements(tables).map(
          (wrong) => `at ${isoTime(time.now())}, after a complete poll, ${wrong}`,
        );
      };
    },
  };
}

function isComplete(summary: unknown): boolean {
  return (summary as Partial<PollSummary> | null)?.complete === true;
}

/**
 * How `Findings` and `Accounts` disagree at this moment; nothing when they do not.
 *
 * Each account lists the first and the last of its settled findings at each app, and the minutes of all; no finding stays whose Entra session
 * is known to have proved MFA before it.
 */
function disagreements(tables: TableService): string[] {
  const accounts = accountsIn(tables);
  const listed = new Map([...accounts].flatMap(([userId, { apps }]) => usesOf(userId, apps)));
  const stored = usesIn(tables);
  const wrong: string[] = [];
  for (const key of new Set([...listed.keys(), ...stored.keys()])) {
    const [is, should] = [listed, stored].map((uses) => JSON.stringify(uses.get(key) ?? NO_FINDINGS));
    if (is !== should) wrong.push(`${key} lists ${is}, and ${should} is stored`);
  }
  const [minutesListed, minutesStored] = [listedMinutes(accounts), storedMinutes(tables)];
  for (const key of new Set([...minutesListed.keys(), ...minutesStored.keys()])) {
    const [is, should] = [minutesListed, minutesStored].map((minutes) =>
      JSON.stringify(minutes.get(key) ?? []),
    );
    if (is !== should) wrong.push(`${key} lists the minutes ${is}, and ${should} are stored`);
  }
  for (const { id, userId, leansOn, createdDateTime } of tables.rows('findings')) {
    const proof = accounts.get(String(userId))?.sessions[String(leansOn)];
    if (proof && proof.at <= String(createdDateTime))
      wrong.push(`finding ${id} is stored, and its session proved MFA at ${proof.at}`);
  }
  return wrong;
}

function accountsIn(tables: TableService): Map<string, Account> {
  return new Map(
    tables.rows('accounts').map((row) => [
      String(row.userId),
      {
        apps: jsonIn(row, 'apps'),
        occasions: jsonIn(row, 'occasions'),
        sessions: jsonIn(row, 'sessions'),
      } as Account,
    ]),
  );
}

function usesOf(userId: string, apps: Account['apps']): [string, Use][] {
  return Object.entries(apps).map(([app, { firstFinding, lastFinding, lastWithoutMfa }]) => [
    `account ${userId} at ${app}`,
    { firstFinding, lastFinding, lastWithoutMfa },
  ]);
}

function listedMinutes(accounts: ReadonlyMap<string, Account>): Map<string, readonly number[]> {
  return new Map(
    [...accounts].flatMap(([userId, { occasions }]) =>
      Object.entries(occasions).flatMap(([app, causes]) =>
        Object.entries(causes)
          .filter(([cause]) => !isStopCause(cause))
          .map(([cause, moments]) => [`account ${userId} at ${app} by ${cause}`, moments] as const),
      ),
    ),
  );
}

function storedMinutes(tables: TableService): Map<string, readonly number[]> {
  const all = new Map<string, Set<number>>();
  for (const { userId, app, cause, createdDateTime, provisional } of tables.rows('findings')) {
    if (!userId || provisional !== false) continue;
    const key = `account ${userId} at ${app} by ${cause}`;
    all.set(key, (all.get(key) ?? new Set()).add(Math.floor(Date.parse(String(createdDateTime)) / 60_000)));
  }
  return new Map([...all].map(([key, some]) => [key, [...some].sort((a, b) => a - b).slice(-MOST_MOMENTS)]));
}

/** What the accounts must list. Rows come by day, and not in order of time within one. */
function usesIn(tables: TableService): Map<string, Use> {
  const uses = new Map<string, Use>();
  const settled = tables
    .rows('findings')
    .filter(({ userId, provisional }) => userId && provisional === false);
  const inOrder = settled.toSorted((a, b) =>
    String(a.createdDateTime) < String(b.createdDateTime) ? -1 : 1,
  );
  for (const { userId, app, createdDateTime, verdict } of inOrder) {
    const key = `account ${userId} at ${app}`;
    const known = uses.get(key) ?? NO_FINDINGS;
    const at = String(createdDateTime);
    uses.set(key, {
      firstFinding: known.firstFinding ?? at,
      lastFinding: at,
      lastWithoutMfa: verdict === 'withoutMfa' ? at : known.lastWithoutMfa,
    });
  }
  return uses;
}
