import type { TableClient } from '@azure/data-tables';
import { z } from 'zod';
import type { LastSignal } from '../domain/account/account';
import { type AccountFacts, type AppUse, SCRIPT_PROTOCOLS } from '../domain/account/accountFacts';
import type { Exception } from '../domain/account/exception';
import { type LastUse, USE_OUTCOMES } from '../domain/account/lastUse';
import { STOP_CAUSES } from '../domain/account/occasions';
import type { Registration } from '../domain/account/registration';
import { FINDING_CAUSES } from '../domain/verdict/cause';
import { SIGNALS } from '../domain/verdict/verdict';
import { columnsOf, jsonIn, partNames } from './columns';
import { accountPartition, keyOf } from './keys';
import { decodeRow, KEY_COLUMNS, type Row, type RowKeys, type StoredRow } from './rows';

export function accountKeys(userId: string): RowKeys {
  return { partitionKey: accountPartition(userId), rowKey: keyOf(userId) };
}

/** Columns for tools that query the table; they are as old as the row, and this product never reads them. */
export type AccountSnapshot = Readonly<Record<'kind' | 'readiness', string>>;

// The service compares text as it is, and a UPN keeps Microsoft's case, so searches use this column.
const SEARCHED = 'lowerUserPrincipalName';

/**
 * Scalars under their own names, the rest as JSON, and columns for tools that query all apps at once. Named one by one: this is made for
 * each account of each slice, and a spread of so many fields takes many times as long.
 */
export function accountRow(facts: AccountFacts, snapshot: AccountSnapshot | null): Row {
  const { apps, exception } = facts;
  const uses = Object.values(apps);
  const columns = columnsOf({
    userId: facts.userId,
    userPrincipalName: facts.userPrincipalName,
    [SEARCHED]: facts.userPrincipalName?.toLowerCase(),
    userDisplayName: facts.userDisplayName,
    namedAt: facts.namedAt,
    guest: facts.guest,
    homeTenantId: facts.homeTenantId,
    hasHomeTenant: facts.hasHomeTenant,
    federated: facts.federated,
    syncs: facts.syncs,
    interactive: facts.interactive,
    nonInteractive: facts.nonInteractive,
    hours: facts.hours,
    minutes: facts.minutes,
    kind: snapshot?.kind,
    readiness: snapshot?.readiness,
    firstFinding: sorted(uses.map((use) => use.firstFinding)).at(0),
    lastFinding: sorted(uses.map((use) => use.lastFinding)).at(-1),
    lastMfa: sorted(uses.map((use) => use.lastMfa)).at(-1),
    exceptionReason: exception?.reason,
    exceptionUntil: exception?.until,
    exceptionBy: exception?.by,
    exceptionSetAt: exception?.setAt,
    apps,
    stops: facts.stops,
    blocks: facts.blocks,
    protocols: facts.protocols,
    clients: facts.clients,
    occasions: facts.occasions,
    requiredBy: facts.requiredBy,
    mandated: facts.mandated,
    lastUse: facts.lastUse,
    unattended: facts.unattended,
    sessions: facts.sessions,
    lastSignal: facts.lastSignal,
    registration: facts.registration,
  } satisfies Columns);
  return Object.assign(columns, accountKeys(facts.userId));
}

/** Each fact has a column, and an exception four. */
type Columns = { readonly [K in Exclude<keyof AccountFacts, 'exception'>]: AccountFacts[K] } & Readonly<
  Record<string, unknown>
>;

export function accountIn(client: TableClient, row: StoredRow): AccountFacts {
  const json = {
    apps: jsonIn(row, 'apps'),
    lastSignal: jsonIn(row, 'lastSignal'),
    stops: jsonIn(row, 'stops'),
    blocks: jsonIn(row, 'blocks'),
    protocols: jsonIn(row, 'protocols'),
    clients: jsonIn(row, 'clients'),
    occasions: jsonIn(row, 'occasions'),
    requiredBy: jsonIn(row, 'requiredBy'),
    mandated: jsonIn(row, 'mandated'),
    lastUse: jsonIn(row, 'lastUse'),
    unattended: jsonIn(row, 'unattended'),
    sessions: jsonIn(row, 'sessions'),
    registration: jsonIn(row, 'registration'),
    exception: exceptionIn(row),
  };
  const facts = decodeRow(client, storedAccount, { ...row, ...json });
  return json.unattended === undefined ? fromBeforeTimes(facts) : facts;
}

/** The columns of the proved sessions alone: most of a row is something else. */
export const SESSION_COLUMNS = [...KEY_COLUMNS, 'userId', ...partNames('sessions')];

export function sessionsIn(client: TableClient, row: StoredRow): Pick<AccountFacts, 'userId' | 'sessions'> {
  return decodeRow(client, storedSessions, { ...row, sessions: jsonIn(row, 'sessions') });
}

/** Rows written before unattended sign-ins were kept took ROPC, which Entra logs as interactive, for somebody's presence. */
function fromBeforeTimes(facts: AccountFacts): AccountFacts {
  return { ...facts, interactive: facts.interactive && facts.protocols.ropc === undefined };
}

function exceptionIn(row: StoredRow) {
  if (row.exceptionUntil === undefined) return null;
  const { exceptionReason: reason, exceptionUntil: until, exceptionBy: by, exceptionSetAt: setAt } = row;
  return { reason, until, by, setAt };
}

function sorted(times: readonly (string | null)[]): string[] {
  return times.filter((time) => time !== null).sort();
}

const text = z.string().nullable().default(null);
const time = z.iso.datetime().nullable();

const appUse: z.ZodType<AppUse, unknown> = z.object({
  firstFinding: time,
  lastFinding: time,
  lastMfa: time,
  lastWithoutMfa: time.exactOptional(),
  firstMfa: time.exactOptional(),
});

const lastSeen = z.record(z.string(), z.iso.datetime()).default({});

const lastSignal: z.ZodType<LastSignal, unknown> = z.object({
  signal: z.enum(SIGNALS),
  at: z.iso.datetime(),
});

const lastUse: z.ZodType<LastUse, unknown> = z.object({
  at: z.iso.datetime(),
  app: z.string(),
  outcome: z.enum(USE_OUTCOMES),
  ipAddress: z.string().nullable(),
});

const moments = z.array(z.int());

const registration: z.ZodType<Registration, unknown> = z.object({
  userId: z.string(),
  userPrincipalName: z.string().nullable(),
  userDisplayName: z.string().nullable(),
  isAdmin: z.boolean(),
  isMfaCapable: z.boolean(),
  isMfaRegistered: z.boolean(),
  methods: z.array(z.string()),
});

const exception: z.ZodType<Exception, unknown> = z.object({
  reason: z.string(),
  until: z.iso.datetime(),
  by: z.string(),
  setAt: z.iso.datetime(),
});

const sessions = z.record(z.string(), z.object({ signInId: z.string(), at: z.iso.datetime() }));
const storedSessions = z.object({ userId: z.string(), sessions });

const storedAccount: z.ZodType<AccountFacts, unknown> = z.object({
  userId: z.string(),
  userPrincipalName: text,
  userDisplayName: text,
  namedAt: z.string(),
  guest: z.boolean(),
  homeTenantId: text,
  hasHomeTenant: z.boolean().nullable().default(null),
  federated: z.boolean(),
  syncs: z.boolean().default(false),
  apps: z.record(z.string(), appUse),
  lastSignal: lastSignal.nullable().default(null),
  stops: lastSeen,
  blocks: lastSeen,
  interactive: z.boolean(),
  nonInteractive: z.boolean(),
  protocols: z.partialRecord(z.enum(SCRIPT_PROTOCOLS), z.iso.datetime()).default({}),
  clients: lastSeen,
  occasions: z
    .record(z.string(), z.partialRecord(z.enum([...FINDING_CAUSES, ...STOP_CAUSES]), moments))
    .default({}),
  requiredBy: lastSeen,
  mandated: z.record(z.string(), z.object({ first: z.iso.datetime(), moments })).default({}),
  lastUse: lastUse.nullable().default(null),
  hours: z.int().default(0),
  minutes: z.int().default(0),
  unattended: z.record(z.string(), moments).default({}),
  sessions,
  registration: registration.nullable().default(null),
  exception: exception.nullable(),
});
