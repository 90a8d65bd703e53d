import { accountJson, type ShownView } from './accountJson';
import { csvLines } from './csv';

const COLUMNS = [
  'userId',
  'userPrincipalName',
  'userDisplayName',
  'kind',
  'roles',
  'state',
  'effect',
  'since',
  'times',
  'how',
  'apps',
  'readiness',
  'reason',
  'registeredMethods',
  'deadline',
  'requiredBy',
  'firstFinding',
  'lastFinding',
  'lastMfa',
  'lastStop',
  'advice',
  'exceptedUntil',
  'graceUntil',
] as const;

/** Accounts as CSV with a header; lists with semicolons between their items. */
export function accountsCsv(accounts: readonly ShownView[]): string {
  return csvLines([COLUMNS, ...accounts.map(rowOf)]);
}

function rowOf(view: ShownView): readonly unknown[] {
  const {
    effect,
    roles,
    apps,
    registeredMethods,
    deadline,
    requiredBy,
    advice,
    exception,
    grace,
    ...account
  } = accountJson(view);
  const row: Readonly<Record<(typeof COLUMNS)[number], unknown>> = {
    ...account,
    roles: roles.join('; '),
    effect: effect.kind,
    since: effect.since,
    times: effect.times,
    how: effect.how.join('; '),
    apps: apps.join('; '),
    registeredMethods: registeredMethods?.join('; ') ?? null,
    deadline: deadline?.on ?? null,
    requiredBy: requiredBy.join('; '),
    advice: advice.map(({ sentence }) => sentence).join(' '),
    exceptedUntil: exception?.until ?? null,
    graceUntil: grace,
  };
  return COLUMNS.map((name) => row[name]);
}
