import { z } from 'zod';
import { LONGEST_REASON } from '../../shared/domain/account/exception';
import { auditQuery } from './audit';
import { testMailBody } from './body';
import { accountsFields } from './exceptions';
import { type Json, oneOf, record, ref, text, time } from './openApiSchemas';
import { accountsQuery, checkQuery, findingsQuery, previewQuery } from './query';

const json = (schema: Json): Json => ({ 'application/json': { schema } });
const answer = (description: string, content: Json): Json => ({ description, content });
const failed = answer('The error, with what to do.', json(ref('Error')));

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
  summary: 'Polls now and reports on the tenant, or reads the live sign-ins of one user.',
  parameters: parameters(checkQuery),
  responses: {
    200: answer(
      'The tenant, or the user of the request.',
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

const exceptionProperties: Json = {
  reason: { type: 'string', minLength: 1, maxLength: LONGEST_REASON },
  until: {
    anyOf: [time, { type: 'string', format: 'date' }],
    description: 'In the future, at most one year ahead. A date means its first moment in UTC.',
  },
};
const bodySchema: Json = { ...record(exceptionProperties), additionalProperties: false };

/** Of several accounts: at least one user or a group. */
function severalSchema(more: Json): Json {
  const { properties } = z.toJSONSchema(z.strictObject(accountsFields), { io: 'input' });
  return {
    ...record({ ...properties, ...more }, ['users', 'group']),
    additionalProperties: false,
    anyOf: [{ required: ['users'], properties: { users: { minItems: 1 } } }, { required: ['group'] }],
  };
}

const changesSeveral = (body: Json, wrong: string): Json => ({
  requestBody: { required: true, content: json(body) },
  responses: {
    200: answer(
      'The outcome for each account. One that cannot be changed stops no other; its `message` says what to do.',
      json(ref('ExceptionResults')),
    ),
    400: answer(`${wrong} Nothing was changed.`, json(ref('Error'))),
    404: answer('The directory has no such group; nothing was changed.', json(ref('Error'))),
    502: answer('A permission for reading the group is missing; nothing was changed.', json(ref('Error'))),
    default: failed,
  },
});

export const PATHS: Json = {
  '/check': { get: check('checkNow'), post: check('checkNowByPost') },
  '/findings': {
    get: {
      operationId: 'listFindings',
      summary: 'Stored findings, newest first.',
      parameters: parameters(findingsQuery),
      responses: {
        200: answer(
          'One page. In CSV, the header `x-continuation` holds the continuation of the next page.',
          {
            ...json(ref('FindingPage')),
            'text/csv': { schema: text },
          },
        ),
        default: failed,
      },
    },
  },
  '/accounts': {
    get: {
      operationId: 'listAccounts',
      summary:
        'Accounts with a finding and accounts that were stopped, privileged roles first, then worst first.',
      parameters: parameters(accountsQuery),
      responses: {
        200: answer(
          'One page. In CSV, the header `x-continuation` holds the continuation of the next page.',
          { ...json(ref('AccountPage')), 'text/csv': { schema: text } },
        ),
        default: failed,
      },
    },
  },
  '/accounts/{userId}': {
    get: {
      operationId: 'readAccount',
      summary: 'One account.',
      parameters: [userInPath],
      responses: {
        200: answer('The account.', json(ref('Account'))),
        404: answer('No data is stored about this user.', json(ref('Error'))),
        default: failed,
      },
    },
  },
  '/accounts/{userId}/exception': {
    put: {
      operationId: 'setException',
      summary: 'Sets the exception of an account until a time; it replaces any earlier one.',
      parameters: [userInPath],
      requestBody: { required: true, content: json(bodySchema) },
      responses: {
        200: answer('The account after the change.', json(ref('Account'))),
        400: answer('The reason or the end is not valid.', json(ref('Error'))),
        404: answer('No data is stored about this user.', json(ref('Error'))),
        409: answer('A break-glass account cannot have an exception.', json(ref('Error'))),
        default: failed,
      },
    },
    delete: {
      operationId: 'endException',
      summary: 'Ends the exception of an account; an account without one does not change.',
      parameters: [userInPath],
      responses: {
        200: answer('The account after the change.', json(ref('Account'))),
        404: answer('No data is stored about this user.', json(ref('Error'))),
        default: failed,
      },
    },
  },
  '/exceptions': {
    put: {
      operationId: 'setExceptions',
      summary:
        'Sets one exception for several accounts, by user or by group; other accounts keep theirs. A second run changes nothing.',
      ...changesSeveral(
        severalSchema(exceptionProperties),
        'The users, the group, the reason or the end is not valid, or the group has too many members or hides them.',
      ),
    },
    delete: {
      operationId: 'endExceptions',
      summary: 'Ends the exceptions of several accounts, by user or by group.',
      ...changesSeveral(
        severalSchema({}),
        'The users or the group are not valid, or the group has too many members or hides them.',
      ),
    },
  },
  '/audit': {
    get: {
      operationId: 'listAudit',
      summary: 'Changes that somebody made, newest first.',
      parameters: parameters(auditQuery),
      responses: {
        200: answer(
          'One page. In CSV, the header `x-continuation` holds the continuation of the next page.',
          { ...json(ref('AuditPage')), 'text/csv': { schema: text } },
        ),
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
        200: answer('The mail; in JSON, also its recipients.', {
          'text/html': { schema: text },
          'text/plain': { schema: text },
          ...json(ref('Preview')),
        }),
        default: failed,
      },
    },
    post: {
      operationId: 'sendTestMail',
      summary: 'Sends this digest to one address, marked as a test. Nothing counts as sent by it.',
      requestBody: { required: true, content: json(z.toJSONSchema(testMailBody, { io: 'input' })) },
      responses: {
        202: answer(
          'The mail service accepted the mail.',
          json(record({ outcome: oneOf(['sent', 'underWay']) })),
        ),
        default: failed,
      },
    },
  },
  '/health': {
    get: {
      operationId: 'reportHealth',
      summary: 'Says whether poll, posture and digest are on time. An answer may be five seconds old.',
      responses: {
        200: answer('All are on time.', json(ref('Health'))),
        503: answer('At least one is late; `problems` say what to do.', json(ref('Health'))),
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
