import type { SourceConfig } from '../shared/config';
import { HOUR_MS, MINUTE_MS } from '../shared/domain/time';
import type { ExchangeWays } from '../tenant/exchange/exchange';
import { type Random, randomFrom } from '../tenant/world/random';
import { drawExchangeWays } from './exchangeWays';
import { MILD_TROUBLES, TROUBLES, type Trouble } from './machine';

/** One life of the product: its settings, the ways of its tenant, and its faults. */
export type Life = {
  readonly settings: Settings;
  readonly source: Source;
  readonly tenant: TenantWays;
  readonly workspace: WorkspaceWays;
  /** The mailbox of a tenant, or Azure Communication Services. */
  readonly mail: { readonly mode: 'graph'; readonly exchange: ExchangeWays } | { readonly mode: 'acs' };
  readonly faults: Faults;
  /** The longest after its sign-in that a record may appear. */
  readonly latestMs: number;
};

/** Where the product reads the sign-in log. */
export const SOURCES = [
  'graph',
  'logAnalytics',
  'eventHub',
] as const satisfies readonly SourceConfig['kind'][];
export type Source = (typeof SOURCES)[number];

export type Settings = {
  readonly timeZone: string;
  readonly whenQuiet: 'daily' | 'weekly' | 'never';
  readonly recipients: readonly string[];
  /** They are as many as can be read: with more than one mail full, who they are must not change between two tries. */
  readonly toGlobalAdmins: boolean;
  readonly urgentMail: boolean;
  /** How many of the users in the log are named as break-glass accounts, and how many have a privileged role. */
  readonly breakGlassAccounts: number;
  readonly administrators: number;
};

/** The ways of a tenant's Graph, the same all its life. */
export type TenantWays = {
  readonly keptDays: 7 | 30;
  /** Whether it takes one filter for all enforced apps. */
  readonly takesWhole: boolean;
  /** The longest span of the log that it answers for in time. */
  readonly longestMs: number;
  /** How long its links to a next page hold. */
  readonly linkMs: number;
  /** Most rows on a page. */
  readonly pageSize: number;
  /** The refusal of the reports until an admin has fixed its cause; `null` if there never is one. */
  readonly refusal: Refusal | null;
};

/** The ways of the Log Analytics workspace of a tenant. */
export type WorkspaceWays = {
  /** The longest span of the log that it answers for in time. */
  readonly longestMs: number;
  /** The most rows that it returns at once. */
  readonly mostRows: number;
  /** The refusal of all queries until an admin has fixed its cause; `null` if there never is one. */
  readonly refusal: WorkspaceRefusal | null;
};

export type WorkspaceRefusal = Omit<Refusal, 'code'> & {
  readonly code: 'forbidden' | 'unauthorized' | 'notFound' | 'noTable';
};

export type Refusal = {
  readonly code: 'notLicensed' | 'forbidden' | 'unauthorized';
  /** Of the time of faults, from 0 to 1. */
  readonly from: number;
  readonly to: number;
};

export type Faults = {
  /** Chance of trouble at each call. */
  readonly chance: number;
  readonly kinds: readonly Trouble[];
  /** Of one way, at most. */
  readonly latencyMs: number;
  /** Chance that a timer fires twice. */
  readonly twice: number;
  /** How long after the first the second may come. */
  readonly twiceWithinMs: number;
  /** Chance that the clock of a machine is wrong. */
  readonly wrongClock: number;
  /** How many polls begin in the first minutes, beside the timer's. */
  readonly crowd: number;
  readonly pollEveryMs: number;
  readonly digestEveryMs: number;
  readonly postureEveryMs: number;
};

/** The latest after its creation that a record may appear and still be read: by the sweep. */
const LATEST_MS = 20 * HOUR_MS;
/** By the next poll, even if its clock is ahead. */
const PROMPT_MS = 165 * MINUTE_MS;

const SECOND_MS = 1_000;
const ZONES = ['UTC', 'America/Los_Angeles', 'Asia/Kolkata', 'Europe/Berlin', 'Pacific/Auckland'];

export type MailMode = Life['mail']['mode'];

/** What is drawn by the seed, if it is not given. */
export type Given = { readonly mail?: MailMode | undefined; readonly source?: Source | undefined };

export function drawLife(seed: number, { mail, source }: Given = {}): Life {
  const random = randomFrom(seed, 'life');
  const tenant = tenantWays(random);
  const urgent = urgentSettings(randomFrom(seed, 'urgent'));
  const isWatched = urgent.urgentMail && urgent.breakGlassAccounts + urgent.administrators > 0;
  // A run has to get through the urgent mails and the digest.
  const slowestS = isWatched ? 2 : 4;
  return {
    settings: { ...settingsOf(random), ...urgent },
    source: source ?? randomFrom(seed, 'source').pick(SOURCES),
    tenant,
    workspace: workspaceWays(randomFrom(seed, 'workspace')),
    mail: drawMail(randomFrom(seed, 'mail mode'), mail),
    faults: {
      chance: random.pick([0.005, 0.02, 0.06, 0.15]),
      kinds: random.pick([TROUBLES, TROUBLES, MILD_TROUBLES]),
      // Dozens of queries for one slice of the log must fit into a third of a run.
      latencyMs: (tenant.takesWhole ? random.pick([1, slowestS]) : 1) * SECOND_MS,
      twice: random.pick([0.1, 0.5]),
      twiceWithinMs: random.pick([20_000, 5 * MINUTE_MS]),
      wrongClock: random.pick([0, 0.1]),
      crowd: random.pick([0, 2, 4]),
      pollEveryMs: random.pick([1, 3, 6]) * HOUR_MS,
      digestEveryMs: random.pick([1, 4]) * HOUR_MS,
      postureEveryMs: random.pick([6, 24]) * HOUR_MS,
    },
    latestMs: random.pick([PROMPT_MS, LATEST_MS]),
  };
}

function drawMail(random: Random, mailMode?: MailMode): Life['mail'] {
  const mode = random.pick(['graph', 'acs'] as const);
  return (mailMode ?? mode) === 'acs'
    ? { mode: 'acs' }
    : { mode: 'graph', exchange: drawExchangeWays(random) };
}

function urgentSettings(random: Random) {
  const isWatched = random.chance(0.7);
  return {
    urgentMail: random.chance(0.85),
    breakGlassAccounts: isWatched ? random.pick([0, 1, 2, 4]) : 0,
    administrators: isWatched ? random.pick([0, 4, 8]) : 0,
  };
}

function settingsOf(random: Random): Omit<Settings, keyof ReturnType<typeof urgentSettings>> {
  const count = random.pick([2, 2, 2, 60, 110]);
  return {
    timeZone: random.pick(ZONES),
    whenQuiet: random.pick(['daily', 'weekly', 'never']),
    recipients: Array.from({ length: count }, (_, index) => `reader${index}@fabrikam.example`),
    toGlobalAdmins: count === 2,
  };
}

function workspaceWays(random: Random): WorkspaceWays {
  const from = random.fraction();
  return {
    longestMs: random.pick([Number.POSITIVE_INFINITY, 40 * HOUR_MS, 7 * HOUR_MS]),
    mostRows: random.pick([10_000, 60, 20]),
    refusal: random.chance(0.2)
      ? {
          code: random.pick(['forbidden', 'unauthorized', 'notFound', 'noTable']),
          from,
          to: from + 0.4 * random.fraction(),
        }
      : null,
  };
}

function tenantWays(random: Random): TenantWays {
  const from = random.fraction();
  return {
    keptDays: random.pick([30, 30, 7]),
    takesWhole: random.chance(0.9),
    longestMs: random.pick([Number.POSITIVE_INFINITY, 40 * HOUR_MS, 7 * HOUR_MS, 7 * HOUR_MS]),
    linkMs: random.pick([1, 3, 15]) * MINUTE_MS,
    pageSize: random.whole(3, 60),
    refusal: random.chance(0.2)
      ? {
          code: random.pick(['notLicensed', 'forbidden', 'unauthorized']),
          from,
          to: from + 0.4 * random.fraction(),
        }
      : null,
  };
}
