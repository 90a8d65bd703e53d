import { z } from 'zod';
import { ACCOUNT_KINDS, ACCOUNT_STATES, READINESS } from '../../shared/domain/account/account';
import { ACTIONS } from '../../shared/domain/account/advice';
import { LONGEST_REASON } from '../../shared/domain/account/exception';
import { PROBLEM_CODES } from '../../shared/domain/problem';
import { SIGNALS, SKIPS } from '../../shared/domain/verdict/verdict';
import { testMailBody } from './body';
import { accountsQuery, checkQuery, findingsQuery, previewQuery } from './query';

type Json = { readonly [key: string]: unknown };

/** OpenAPI 3.1 of every HTTP endpoint; the parameters come from the schemas that check them. */
export function openApi(): Json {
  return {
    openapi: '3.1.0',
    info: {
      title: 'MFA Watch',
      version: '1',
      description:
        'Who still signs in without MFA where Microsoft demands it, what happens to them, what to do.',
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: '/api' }],
    security: [{ functionKey: [] }, { functionKeyInQuery: [] }],
    paths: PATHS,
    components: { securitySchemes: SECURITY, schemas: SCHEMAS },
  };
}

const SECURITY = {
  functionKey: { type: 'apiKey', in: 'header', name: 'x-functions-key' },
  functionKeyInQuery: { type: 'apiKey', in: 'query', name: 'code' },
};

const text = { type: 'string' };
const time = { type: 'string', format: 'date-time' };
const flag = { type: 'boolean' };
const count = { type: 'integer', minimum: 0 };
const oneOf = (names: readonly string[]): Json => ({ type: 'string', enum: names });
const orNull = (schema: Json): Json => ({ anyOf: [schema, { type: 'null' }] });
const listOf = (items: Json): Json => ({ type: 'array', items });
const ref = (name: string): Json => ({ $ref: `#/components/schemas/${name}` });
const record = (properties: Json, optional: readonly string[] = []): Json => ({
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
  state: oneOf(ACCOUNT_STATES),
  readiness: oneOf(READINESS),
  reason: text,
  apps: listOf(text),
  firstFinding: orNull(time),
  lastFinding: orNull(time),
  lastMfa: orNull(time),
  lastSignal: orNull(record({ signal: oneOf(SIGNALS), at: time })),
  advice: listOf(ref('Advice')),
  exception: orNull(ref('Exception')),
};

const SCHEMAS: Json = {
  Finding: record({
    id: text,
    createdDateTime: time,
    userId: orNull(text),
    userPrincipalName: orNull(text),
    userDisplayName: orNull(text),
    app: text,
    verdict: oneOf(['withoutMfa', 'cannotTell']),
    because: text,
    detail: orNull(oneOf(SKIPS)),
    evidence: text,
    provisional: flag,
    signal: { type: 'null' },
    interactive: orNull(flag),
    ipAddress: orNull(text),
    correlationId: orNull(text),
    leansOn: orNull(text),
    reportOnlyStops: listOf(text),
  }),
  Advice: record({ action: oneOf(ACTIONS), sentence: text, url: { type: 'string', format: 'uri' } }),
  Exception: record({ reason: text, until: time, by: text, setAt: time }),
  Account: record(account),
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
  AccountPage: record({ accounts: listOf(ref('Account')), continuation: orNull(text) }),
  FindingPage: record({ findings: listOf(ref('Finding')), continuation: orNull(text) }),
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

const json = (schema: Json): Json => ({ 'application/json': { schema } });
const answer = (description: string, content: Json): Json => ({ description, content });
const failed = answer('What went wrong and what to do.', json(ref('Error')));

function parameters(schema: z.ZodObject): readonly Json[] {
  const { properties = {}, required = [] } = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' });
  return Object.entries(properties).map(([name, property]) => ({
    name,
    in: 'query',
    required: required.includes(name),
    schema: property,
  }));
}

const check = (operationId: string): Json => ({
  operationId,
  summary: 'Polls now and answers for the tenant, or reads the live sign-ins of one user.',
  parameters: parameters(checkQuery),
  responses: {
    200: answer(
      'The tenant, or the user asked for.',
      json({ anyOf: [ref('TenantCheck'), ref('UserCheck')] }),
    ),
    default: failed,
  },
});

const userInPath: Json = {
  name: 'userId',
  in: 'path',
  required: true,
  description: 'User id or user principal name.',
  schema: text,
};

const bodySchema: Json = {
  ...record({
    reason: { type: 'string', minLength: 1, maxLength: LONGEST_REASON },
    until: {
      anyOf: [time, { type: 'string', format: 'date' }],
      description: 'In the future, at most a year ahead; a date means its first moment, UTC.',
    },
  }),
  additionalProperties: false,
};

const PATHS: Json = {
  '/check': { get: check('checkNow'), post: check('checkNowByPost') },
  '/findings': {
    get: {
      operationId: 'listFindings',
      summary: 'Stored findings, newest first.',
      parameters: parameters(findingsQuery),
      responses: {
        200: answer('One page. As CSV, the header `x-continuation` leads to the next one.', {
          ...json(ref('FindingPage')),
          'text/csv': { schema: text },
        }),
        default: failed,
      },
    },
  },
  '/accounts': {
    get: {
      operationId: 'listAccounts',
      summary: 'Accounts that have had a finding or were stopped, worst first.',
      parameters: parameters(accountsQuery),
      responses: { 200: answer('One page.', json(ref('AccountPage'))), default: failed },
    },
  },
  '/accounts/{userId}': {
    get: {
      operationId: 'readAccount',
      summary: 'One account.',
      parameters: [userInPath],
      responses: {
        200: answer('The account.', json(ref('Account'))),
        404: answer('Nothing is stored of such a user.', json(ref('Error'))),
        default: failed,
      },
    },
  },
  '/accounts/{userId}/exception': {
    put: {
      operationId: 'setException',
      summary: 'Excepts an account until a time, in place of any exception before.',
      parameters: [userInPath],
      requestBody: { required: true, content: json(bodySchema) },
      responses: {
        200: answer('The account as it stands then.', json(ref('Account'))),
        400: answer('What is wrong with the reason or the end.', json(ref('Error'))),
        404: answer('Nothing is stored of such a user.', json(ref('Error'))),
        409: answer('It is a break-glass account, which cannot be excepted.', json(ref('Error'))),
        default: failed,
      },
    },
    delete: {
      operationId: 'endException',
      summary: 'Ends the exception of an account; one that has none stays as it is.',
      parameters: [userInPath],
      responses: {
        200: answer('The account as it stands then.', json(ref('Account'))),
        404: answer('Nothing is stored of such a user.', json(ref('Error'))),
        default: failed,
      },
    },
  },
  '/report': {
    get: {
      operationId: 'showReport',
      summary: 'The HTML report.',
      responses: { 200: answer('A page.', { 'text/html': { schema: text } }), default: failed },
    },
  },
  '/digest': {
    get: {
      operationId: 'previewDigest',
      summary: 'The digest as it would be sent now.',
      parameters: parameters(previewQuery),
      responses: {
        200: answer('The mail; as JSON, also who would get it.', {
          'text/html': { schema: text },
          'text/plain': { schema: text },
          ...json(ref('Preview')),
        }),
        default: failed,
      },
    },
    post: {
      operationId: 'sendTestMail',
      summary: 'Sends that digest to one address, marked as a test. Nothing counts as told by it.',
      requestBody: { required: true, content: json(z.toJSONSchema(testMailBody, { io: 'input' })) },
      responses: {
        202: answer('Taken by the mail service.', json(record({ outcome: oneOf(['sent', 'underWay']) }))),
        default: failed,
      },
    },
  },
  '/health': {
    get: {
      operationId: 'reportHealth',
      summary: 'Whether poll, posture and digest are on time.',
      responses: {
        200: answer('All on time.', json(ref('Health'))),
        503: answer('Which one is not, and what to do.', json(ref('Health'))),
        default: failed,
      },
    },
  },
  '/openapi.json': {
    get: {
      operationId: 'describeApi',
      summary: 'This description.',
      responses: { 200: answer('OpenAPI 3.1.', json({ type: 'object' })), default: failed },
    },
  },
};
