import { DAY_MS, HOUR_MS, isoTime } from '../../shared/domain/time';
import { type Account, type Cast, makeAccounts } from './accounts';
import { type Azure, makeAzure } from './azure';
import { type Directory, makeDirectory } from './directory';
import { makeHistory } from './history';
import { inOrder, isFinal, isShown, type LogRow, makeLog } from './log';
import { newcomerRows } from './newcomer';
import { conditionalAccessPolicies, type Policy } from './policies';
import { makePosts, type PostRow } from './posts';
import { randomFrom } from './random';
import { type SignInRecord, wholeRecord } from './record';
import { type RegistrationRow, registrationRow } from './registrations';
import { unusedBreakGlass } from './unused';

export type WorldOptions = {
  readonly seed: number;
  readonly nowMs: number;
  /** Users of the directory, beside the break-glass account that nobody uses; the cast alone is 33. */
  readonly accounts: number;
  /** The number of days in the log before `nowMs`. */
  readonly days: number;
  /** The number of days after `nowMs` on which people still sign in, for a tenant that keeps running. */
  readonly daysAhead: number;
  /** To the enforced apps, on average. Every account of the cast makes all of its visits, whatever this number. */
  readonly signInsPerDay: number;
  readonly otherSignInsPerDay: number;
  /** When a new account is at an enforced app for the first time, and when the log shows it; by default there is none. */
  readonly newcomer?: { readonly createdMs: number; readonly visibleMs: number };
};

/** A tenant and its sign-in log. The same options give the same world. */
export type World = Directory & {
  readonly log: readonly LogRow[];
  readonly registrations: readonly RegistrationRow[];
  readonly policies: readonly Policy[];
  readonly azure: Azure;
  /** Posts of the message center. */
  readonly posts: readonly PostRow[];
  /** The value for the setting of that name. */
  readonly breakGlassUpns: readonly string[];
  /** The final version of each sign-in before a moment (by default `nowMs`), newest first. */
  readonly finalRows: (beforeMs?: number) => SignInRecord[];
  /** All rows that the log shows at a moment, newest first, duplicates included. */
  readonly rowsAsOf: (atMs: number) => SignInRecord[];
};

/** The break-glass account that nobody uses was used then. */
const YEAR_MS = 365 * DAY_MS;

export function makeWorld(options: WorldOptions): World {
  const { cast, accounts } = makeAccounts(options.accounts, randomFrom(options.seed, 'accounts'));
  const history = makeHistory(
    { cast: Object.values(cast), all: accounts },
    scaleOf(options),
    randomFrom(options.seed, 'history'),
  );
  const usual = makeLog(history, randomFrom(options.seed, 'log'));
  const newcomers = options.newcomer ? newcomerRows(accounts, options.newcomer, options.seed) : [];
  const log = [...usual, ...newcomers].sort(inOrder);
  const unused = unusedBreakGlass(options.seed);
  const directory = makeDirectory(cast, accounts, {
    account: unused,
    lastUsed: isoTime(options.nowMs - YEAR_MS),
  });
  const emergency = [cast.breakGlassKey, cast.breakGlassPassword, unused];
  return {
    ...directory,
    log,
    registrations: registrationsOf([...accounts, unused], directory, options.nowMs),
    policies: policiesOf(cast, directory, emergency),
    azure: makeAzure(cast, options.nowMs, randomFrom(options.seed, 'azure')),
    posts: makePosts(options.nowMs),
    breakGlassUpns: emergency.map((account) => account.userPrincipalName),
    finalRows: (beforeMs = options.nowMs) =>
      newestFirst(distinct(log.filter((row) => row.createdMs < beforeMs && isFinal(row)))),
    rowsAsOf: (atMs) => newestFirst(log.filter((row) => isShown(row, atMs))),
  };
}

function scaleOf({ nowMs, days, daysAhead, signInsPerDay, otherSignInsPerDay }: WorldOptions) {
  const period = { fromMs: nowMs - days * DAY_MS, nowMs, toMs: nowMs + daysAhead * DAY_MS };
  const length = days + daysAhead;
  return { period, volume: { enforced: signInsPerDay * length, elsewhere: otherSignInsPerDay * length } };
}

function registrationsOf(
  accounts: readonly Account[],
  { assignments }: Directory,
  nowMs: number,
): RegistrationRow[] {
  const admins = new Set(assignments.map((holding) => holding.principalId));
  return accounts
    .filter((account) => account.inDirectory && account.enabled)
    .map((account) => registrationRow(account, admins.has(account.id), isoTime(nowMs - 20 * HOUR_MS)));
}

function policiesOf(
  cast: Cast,
  { groups }: ReturnType<typeof makeDirectory>,
  emergency: readonly Account[],
): Policy[] {
  return conditionalAccessPolicies({
    emergencyIds: emergency.map(({ id }) => id),
    syncId: cast.directorySync.id,
    automationGroupId: groups.automation.object.id,
    onCallGroupId: groups.onCall.object.id,
  });
}

function newestFirst(rows: readonly LogRow[]): SignInRecord[] {
  return rows.map(wholeRecord).reverse();
}

function distinct(rows: readonly LogRow[]): LogRow[] {
  return [...new Map(rows.map((row) => [row.own.id, row])).values()];
}
