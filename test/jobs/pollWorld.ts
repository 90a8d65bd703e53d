import { ENFORCED_APPS, indexApps } from '../../shared/domain/apps/enforcedApps';
import { HOUR_MS, type Span } from '../../shared/domain/time';
import { retryAdviceOf } from '../../shared/graph/retryAdvice';
import type { ReadingHow } from '../../shared/jobs/poll/logReader';
import { type PollDeps, pollSignIns } from '../../shared/jobs/poll/pollSignIns';
import { NOW, TENANT } from '../domain/builders';
import { storedTables } from './storedTables';

export const DAYS_KEPT = 30;
/** Most sign-ins on a page of Graph. */
const PAGE = 1_000;

/** A tenant whose log can change between polls, and a store that remembers. Time passes by reading only. */
export function aWorld(change: Partial<PollDeps> = {}) {
  const stored = storedTables();
  const log = new Map<string, Record<string, unknown>>();
  const asked: Span[] = [];
  const how: ReadingHow[] = [];
  let now = NOW;
  let answer = (_span: Span, _how: ReadingHow): number => 0;
  const deps: PollDeps = {
    ...stored.store,
    apps: indexApps(ENFORCED_APPS),
    breakGlass: new Set(['root@contoso.example']),
    includeNonInteractive: true,
    readTenantId: async () => TENANT,
    readSignIns: async function* ({ span }, told) {
      asked.push(span);
      how.push(told);
      now += answer(span, told);
      const inSpan = [...log.values()].filter(({ createdDateTime }) => {
        const at = Date.parse(String(createdDateTime));
        return Number.isNaN(at) || (at >= span.from && at < span.to);
      });
      inSpan.sort((a, b) => String(b.createdDateTime).localeCompare(String(a.createdDateTime)));
      for (let row = 0; row === 0 || row < inSpan.length; row += PAGE) yield inSpan.slice(row, row + PAGE);
    },
    readCheckpoint: stored.readCheckpoint,
    moveCheckpoint: stored.moveCheckpoint,
    allAccounts: () => stored.allAccounts(),
    keptDays: DAYS_KEPT,
    budgetMs: HOUR_MS,
    clock: () => now,
    problemOf: () => null,
    retryAdviceOf,
    ...change,
  };
  return {
    ...stored,
    asked,
    how,
    put: (...rows: Readonly<Record<string, unknown>>[]) => {
      for (const row of rows) log.set(String(row.id), row);
    },
    /** The milliseconds that Graph takes for a slice; it may throw. */
    takes: (ms: typeof answer) => {
      answer = ms;
    },
    passed: (ms: number) => {
      now += ms;
    },
    poll: (at = NOW) => {
      now = at;
      return pollSignIns(deps, new Date(at));
    },
  };
}

export const hoursOf = ({ from, to }: Span) => (to - from) / HOUR_MS;
