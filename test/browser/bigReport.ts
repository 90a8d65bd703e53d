import { createHash } from 'node:crypto';
import { ACCOUNT_KINDS, type AccountView, READINESS } from '../../shared/domain/account/account';
import { ACTIONS } from '../../shared/domain/account/advice';
import { ENFORCED_APPS } from '../../shared/domain/apps/enforcedApps';
import type { Finding } from '../../shared/domain/finding/finding';
import type { ReportContent } from '../../shared/domain/report';
import { isoTime, MINUTE_MS } from '../../shared/domain/time';
import { aFinding, anAccount, anEffect, aReport } from '../render/builders';

const END = Date.parse('2026-11-21T06:00:00.000Z');
const GIVEN = ['Anna', 'Bram', 'Çelik', 'Dana', 'Émile', 'Fintan', 'Greta', 'Łukasz', 'Mats', 'Zoë'];
const FAMILY = ['Berg', 'Carr', 'Dovrefjell', 'Lindqvist', 'Müller', 'Oosterveld', 'Solvang', 'Underhay'];
const ROLES = ['62e90394-69f5-4237-9190-012177145e10', 'fe930be7-5e62-47db-91af-98c3a49a38b1'];

/** An id as random as a real one: a file of ids that count up would pack far too well. */
function idOf(text: string): string {
  const hex = createHash('sha256').update(text).digest('hex');
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `4${hex.slice(13, 16)}`,
    `8${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join('-');
}

/** A number below `limit`, always the same for one text. */
function numberOf(text: string, limit: number): number {
  return createHash('sha256').update(text).digest().readUInt32LE(0) % limit;
}

function pick<T>(list: readonly T[], text: string): T {
  const one = list[numberOf(text, list.length)];
  if (one === undefined) throw new Error('The list is empty.');
  return one;
}

/** A report of a tenant with so many accounts and findings. Invented, not from a real tenant. */
export function bigReport(accounts: number, findings: number): ReportContent {
  return aReport({
    accounts: Array.from({ length: accounts }, (_, index) => account(index)),
    findings: Array.from({ length: findings }, (_, index) => finding(index, accounts)),
  });
}

function account(index: number): AccountView {
  const seed = `account ${index}`;
  const name = `${pick(GIVEN, seed)} ${pick(FAMILY, `${seed} family`)}`;
  const at = (what: string) => isoTime(END - numberOf(`${seed} ${what}`, 20_000) * MINUTE_MS);
  const kind =
    (['stopped', 'getsIn', 'readsOnly', 'none'] as const)[Math.min(3, Math.floor((index * 6) / 10_000))] ??
    'none';
  const app = pick(ENFORCED_APPS, seed).key;
  return anAccount({
    userId: idOf(seed),
    userPrincipalName: `${name.toLowerCase().replaceAll(' ', '.')}.${index}@contoso.example`,
    userDisplayName: name,
    kind: pick(ACCOUNT_KINDS, seed),
    roles: index % 200 === 0 ? [{ roleId: pick(ROLES, seed), held: 'active' }] : [],
    readiness: pick(READINESS, seed),
    apps: [app],
    firstFinding: at('first'),
    lastFinding: at('last'),
    lastMfa: index % 3 === 0 ? at('mfa') : null,
    effect: anEffect(
      kind === 'none'
        ? { kind, since: null, last: null, times: 0, apps: [], how: [] }
        : { kind, since: at('first'), last: at('last'), times: 1 + numberOf(seed, 40), apps: [app] },
    ),
    advice: [pick(ACTIONS, seed)],
    registeredMethods: ['mobilePhone'],
  });
}

function finding(index: number, accounts: number): Finding {
  const seed = `finding ${index}`;
  const owner = `account ${numberOf(seed, accounts)}`;
  const device = numberOf(`${seed} device`, 3);
  return aFinding({
    id: idOf(seed),
    createdDateTime: isoTime(END - index * 25_000 - numberOf(seed, 25_000)),
    userId: idOf(owner),
    app: pick(ENFORCED_APPS, seed).key,
    // Three devices in three places; every fifth sign-in from an address of its own.
    client: `Edge ${130 + device}.0.${numberOf(`${owner} ${device}`, 100)}, Windows ${10 + (device % 2)}`,
    place: `${pick(FAMILY, `${owner} ${device}`)}, NO`,
    ipAddress:
      numberOf(seed, 5) === 0
        ? `2001:db8:${idOf(seed).slice(9, 13)}:${idOf(seed).slice(19, 23)}::${numberOf(seed, 65_536).toString(16)}`
        : `203.${numberOf(owner, 256)}.${numberOf(`${owner} net`, 256)}.${device}`,
    interactive: numberOf(seed, 2) === 0,
  });
}
