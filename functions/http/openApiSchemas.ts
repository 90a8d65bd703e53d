import { ACCOUNT_KINDS, ACCOUNT_STATES, READINESS } from '../../shared/domain/account/account';
import { ACTIONS } from '../../shared/domain/account/advice';
import { PER_USER_MFA, RESOURCE_CLASSES, WHAT_IF_ANSWERS } from '../../shared/domain/account/answers';
import { EFFECT_KINDS, EFFECT_WAYS } from '../../shared/domain/account/effect';
import { AUDIT_ACTIONS, AUDIT_OUTCOMES, AUTHOR_WAYS } from '../../shared/domain/audit/auditEntry';
import { PROBLEM_CODES } from '../../shared/domain/problem';
import { FINDING_CAUSES } from '../../shared/domain/verdict/cause';
import { SIGNALS, SKIPS } from '../../shared/domain/verdict/verdict';
import { OUTCOMES } from './exceptions';

export type Json = { readonly [key: string]: unknown };

export const text = { type: 'string' };
export const time = { type: 'string', format: 'date-time' };
const flag = { type: 'boolean' };
const count = { type: 'integer', minimum: 0 };
export const oneOf = (names: readonly string[]): Json => ({ type: 'string', enum: names });
const orNull = (schema: Json): Json => ({ anyOf: [schema, { type: 'null' }] });
const listOf = (items: Json): Json => ({ type: 'array', items });
export const ref = (name: string): Json => ({ $ref: `#/components/schemas/${name}` });
export const record = (properties: Json, optional: readonly string[] = []): Json => ({
  type: 'object',
  properties,
  required: Object.keys(properties).filter((name) => !optional.includes(name)),
});

const account: Json = {
  userId: text,
  userPrincipalName: orNull(text),
  userDisplayName: orNull(text),
  kind: oneOf(ACCOUNT_KINDS),
  kindEvidence: listOf(text),
  roles: listOf(text),
  state: oneOf(ACCOUNT_STATES),
  effect: record({
    kind: oneOf(EFFECT_KINDS),
    since: orNull(time),
    times: count,
    apps: listOf(text),
    how: listOf(oneOf(EFFECT_WAYS)),
  }),
  hasOpenFinding: flag,
  readiness: oneOf(READINESS),
  reason: text,
  registeredMethods: orNull(listOf(text)),
  deadline: orNull(record({ on: { type: 'string', format: 'date' }, because: oneOf(['onlyPhoneMethods']) })),
  requiredBy: listOf(text),
  apps: listOf(text),
  firstFinding: orNull(time),
  lastFinding: orNull(time),
  lastMfa: orNull(time),
  lastStop: orNull(time),
  lastSignal: orNull(record({ signal: oneOf(SIGNALS), at: time })),
  changes: orNull(
    record({
      denied: count,
      wentThrough: count,
      lastDenied: orNull(time),
      firstDenied: orNull(time),
      lastCompleted: orNull(time),
      firstCompleted: orNull(time),
      isAtLeast: flag,
    }),
  ),
  advice: listOf(ref('Advice')),
  exception: orNull(ref('Exception')),
  grace: orNull(time),
  whatIf: orNull(
    record(
      {
        ...Object.fromEntries(RESOURCE_CLASSES.map((resource) => [resource, oneOf(WHAT_IF_ANSWERS)])),
        unanswered: record(
          Object.fromEntries(RESOURCE_CLASSES.map((resource) => [resource, text])),
          RESOURCE_CLASSES,
        ),
        perUserMfa: oneOf(PER_USER_MFA),
      },
      [...RESOURCE_CLASSES, 'unanswered', 'perUserMfa'],
    ),
  ),
};

const effectNumbers: Json = { stopped: count, getsIn: count, readsOnly: count };

export const SCHEMAS: Json = {
  Finding: record({
    id: text,
    createdDateTime: time,
    userId: orNull(text),
    userPrincipalName: orNull(text),
    userDisplayName: orNull(text),
    app: text,
    verdict: oneOf(['withoutMfa', 'cannotTell']),
    cause: oneOf(FINDING_CAUSES),
    because: text,
    detail: orNull(oneOf(SKIPS)),
    evidence: text,
    provisional: flag,
    signal: { type: 'null' },
    interactive: orNull(flag),
    ipAddress: orNull(text),
    resourceId: orNull(text),
    resourceDisplayName: orNull(text),
    correlationId: orNull(text),
    leansOn: orNull(text),
    reportOnlyStops: listOf(text),
    requiredBy: listOf(text),
    client: orNull(text),
    place: orNull(text),
  }),
  Advice: record({ action: oneOf(ACTIONS), sentence: text, url: { type: 'string', format: 'uri' } }),
  Exception: record({ reason: text, until: time, by: text, setAt: time }),
  Account: record(account),
  ExceptionResults: record({
    counts: record(Object.fromEntries(OUTCOMES.map((outcome) => [outcome, count]))),
    members: orNull(count),
    results: listOf(
      record({
        user: text,
        userId: orNull(text),
        userPrincipalName: orNull(text),
        outcome: oneOf(OUTCOMES),
        message: orNull(text),
        exception: orNull(ref('Exception')),
      }),
    ),
  }),
  Problem: record({ code: oneOf(PROBLEM_CODES), sentence: text, mend: text }),
  VerdictCounts: record({ withoutMfa: count, cannotTell: count, mfa: count, outOfScope: count }),
  Summary: record({
    read: count,
    rejected: count,
    byVerdict: ref('VerdictCounts'),
    byApp: { type: 'object', additionalProperties: ref('VerdictCounts') },
  }),
  Health: record({
    healthy: flag,
    poll: record({ onTime: flag, readUntil: orNull(time), lagMinutes: orNull({ type: 'integer' }) }),
    posture: record({ onTime: flag, refreshedAt: orNull(time) }),
    digest: record({ onTime: flag, localDay: orNull(text), status: orNull(text) }),
    rejectsLast7Days: count,
    problems: listOf(ref('Problem')),
  }),
  TenantCheck: record({
    poll: record({
      spans: count,
      read: count,
      rejected: count,
      byVerdict: ref('VerdictCounts'),
      findings: count,
      written: count,
      removed: count,
      transactions: count,
      readUntil: time,
      readFrom: time,
      complete: flag,
    }),
    effects: ref('EffectCounts'),
    openCount: count,
    open: { ...listOf(ref('Account')), maxItems: 100 },
    byState: { type: 'object', additionalProperties: count },
    health: ref('Health'),
  }),
  UserCheck: record({
    from: time,
    to: time,
    summary: ref('Summary'),
    account: ref('Account'),
    findings: listOf(ref('Finding')),
  }),
  EffectCounts: record({ ...effectNumbers, privileged: record(effectNumbers), excepted: count }),
  AccountPage: record({
    accounts: listOf(ref('Account')),
    effects: ref('EffectCounts'),
    continuation: orNull(text),
  }),
  FindingPage: record({ findings: listOf(ref('Finding')), continuation: orNull(text) }),
  AuditEntry: record({
    id: text,
    at: time,
    action: oneOf(AUDIT_ACTIONS),
    outcome: oneOf(AUDIT_OUTCOMES),
    by: text,
    how: oneOf(AUTHOR_WAYS),
    byId: orNull(text),
    userId: orNull(text),
    to: orNull(text),
    before: orNull(ref('Exception')),
    after: orNull(record({ reason: text, until: time })),
  }),
  AuditPage: record({ entries: listOf(ref('AuditEntry')), continuation: orNull(text) }),
  Preview: record({
    localDay: text,
    quiet: flag,
    recipients: record({
      addresses: listOf(text),
      unreached: listOf(record({ name: text, why: oneOf(['disabled', 'noAddress']) })),
    }),
    subject: text,
    text,
    html: text,
  }),
  Error: record({ error: record({ code: text, message: text, details: {} }) }),
};
