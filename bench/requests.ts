import { atMost, type Measured } from './row';
import { tenantDay } from './tenantDay';

/** A poll each quarter of an hour until the posture has been refreshed. */
const TICKS = 14;
const SIGN_INS_A_DAY = 150;
/** What-If is asked for so many accounts, and each is asked about two resources and the setting of per-user MFA. */
const MATTER = 50;
const OF_WHAT_IF = /\/conditionalAccess\/evaluate$|\/authentication\/requirements$/;
/** Directory, reports and log come in pages of up to 999 rows, so the double tenant has hardly more of them. */
const TARGET_GROWTH = 1.1;
/** A request about one user. */
const OF_ONE_USER = /\/users\/\{id\}|\/users\/[^/]*@/;

/**
 * Counts the Graph requests of polls and a refresh of the posture, for a tenant and for one with twice the accounts and as many
 * sign-ins: there must be none about a single user, except What-If, which is asked for a fixed number of accounts.
 */
export async function benchRequests({ accounts = 250 } = {}): Promise<Measured> {
  const once = await tenantDay({ accounts, signInsADay: SIGN_INS_A_DAY }, TICKS);
  const twice = await tenantDay({ accounts: 2 * accounts, signInsADay: SIGN_INS_A_DAY }, TICKS);
  const kinds = [...new Set([...once.graph.keys(), ...twice.graph.keys()])].sort();
  return {
    rows: requestRows(once.graph, twice.graph),
    lines: [
      `Graph requests of ${TICKS} polls, one refresh of the posture and its digests; ${accounts} accounts, and twice as many`,
      ...kinds.map((kind) => line(kind, once.graph.get(kind) ?? 0, twice.graph.get(kind) ?? 0)),
      line(
        'all',
        sumOf(once.graph, () => true),
        sumOf(twice.graph, () => true),
      ),
    ],
  };
}

type Counts = ReadonlyMap<string, number>;

/** The rows of the counts of a tenant, and of one with twice the accounts. */
export function requestRows(once: Counts, twice: Counts) {
  const isWhatIf = (kind: string) => OF_WHAT_IF.test(kind);
  const isOther = (kind: string) => !isWhatIf(kind);
  return [
    atMost(
      0,
      'Graph requests about one user, What-If aside',
      sumOf(twice, (kind) => isOther(kind) && OF_ONE_USER.test(kind)),
    ),
    atMost(3 * MATTER, 'Graph requests of What-If', sumOf(twice, isWhatIf)),
    atMost(
      TARGET_GROWTH,
      'other Graph requests, twice the accounts, of once',
      sumOf(twice, isOther) / sumOf(once, isOther),
    ),
  ];
}

function sumOf(counts: Counts, isWanted: (kind: string) => boolean): number {
  return [...counts].reduce((sum, [kind, count]) => sum + (isWanted(kind) ? count : 0), 0);
}

function line(kind: string, once: number, twice: number): string {
  return `${kind.padEnd(72)} ${String(once).padStart(5)} ${String(twice).padStart(5)}`;
}
