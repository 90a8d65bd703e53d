import { z } from 'zod';
import { LONGEST_REASON } from '../../shared/domain/account/exception';
import { testMailBody } from './body';
import { type Json, oneOf, record, ref, text, time } from './openApiSchemas';
import { accountsQuery, checkQuery, findingsQuery, previewQuery } from './query';

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

export const PATHS: Json = {
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
