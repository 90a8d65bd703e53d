import { auditQuery } from './audit';
import { testMailBody } from './body';
import { exceptionBody } from './exception';
import { endExceptionsBody, exceptionsBody } from './exceptions';
import { type Answer, described, file, json, type Operation } from './openApiParts';
import { type Json, ref } from './openApiSchemas';
import { accountsQuery, checkQuery, findingsQuery, previewQuery, userPath } from './query';

const check = (operationId: string): Operation => ({
  operationId,
  summary: 'Polls now and reports on the tenant, or reads the live sign-ins of one user.',
  query: checkQuery,
  answers: {
    200: {
      description: 'The tenant, or the user of the request.',
      content: { 'application/json': { schema: { anyOf: [ref('TenantCheck'), ref('UserCheck')] } } },
    },
  },
  errors: ['notFound'],
  meaning: { 404: 'No such user is stored, in the directory, or in the log of these days.' },
});

const page = (name: 'FindingPage' | 'AccountPage' | 'AuditPage'): Answer => ({
  description: 'One page. In CSV, the header `x-continuation` holds the continuation of the next page.',
  content: { ...json(name), ...file('text/csv') },
  headers: ['x-continuation'],
});

const theAccount = { 200: { description: 'The account after the change.', content: json('Account') } };
const NO_ACCOUNT = { 404: 'No data is stored about this user.' };

/** Besides its fields, which their schemas describe: at least one user or a group. */
const SOMEBODY = {
  anyOf: [{ required: ['users'], properties: { users: { minItems: 1 } } }, { required: ['group'] }],
};

const changesSeveral: Pick<Operation, 'answers' | 'errors' | 'meaning'> = {
  answers: {
    200: {
      description:
        'The outcome for each account. One that cannot be changed stops no other; its `message` says what to do.',
      content: json('ExceptionResults'),
    },
  },
  errors: ['forbidden', 'notFound'],
  meaning: {
    400: 'A field of the body is not valid, or the group has too many members or hides them. Nothing was changed.',
    404: 'The directory has no such group. Nothing was changed.',
    502: 'A permission for reading the group is missing. Nothing was changed.',
  },
};

// The time of the request decides only which ends are valid, which no schema can say.
const NOW = 0;

const OPERATIONS: Readonly<Record<string, Readonly<Record<string, Operation>>>> = {
  '/check': { get: check('checkNow'), post: check('checkNowByPost') },
  '/findings': {
    get: {
      operationId: 'listFindings',
      summary: 'Stored findings, newest first.',
      query: findingsQuery,
      answers: { 200: page('FindingPage') },
    },
  },
  '/accounts': {
    get: {
      operationId: 'listAccounts',
      summary:
        'Accounts with a finding and accounts that were stopped, privileged roles first, then worst first.',
      query: accountsQuery,
      answers: { 200: page('AccountPage') },
    },
  },
  '/accounts/{userId}': {
    get: {
      operationId: 'readAccount',
      summary: 'One account.',
      path: userPath,
      answers: { 200: { description: 'The account.', content: json('Account') } },
      errors: ['notFound'],
      meaning: NO_ACCOUNT,
    },
  },
  '/accounts/{userId}/exception': {
    put: {
      operationId: 'setException',
      summary: 'Sets the exception of an account until a time; it replaces any earlier one.',
      path: userPath,
      body: exceptionBody(NOW),
      answers: theAccount,
      errors: ['forbidden', 'notFound', 'conflict'],
      meaning: { ...NO_ACCOUNT, 409: 'A break-glass account cannot have an exception.' },
    },
    delete: {
      operationId: 'endException',
      summary: 'Ends the exception of an account; an account without one does not change.',
      path: userPath,
      answers: theAccount,
      errors: ['forbidden', 'notFound'],
      meaning: NO_ACCOUNT,
    },
  },
  '/exceptions': {
    put: {
      operationId: 'setExceptions',
      summary:
        'Sets one exception for several accounts, by user or by group; other accounts keep theirs. A second run changes nothing.',
      body: exceptionsBody(NOW).meta(SOMEBODY),
      ...changesSeveral,
    },
    delete: {
      operationId: 'endExceptions',
      summary: 'Ends the exceptions of several accounts, by user or by group.',
      body: endExceptionsBody.meta(SOMEBODY),
      ...changesSeveral,
    },
  },
  '/audit': {
    get: {
      operationId: 'listAudit',
      summary: 'Changes that somebody made, newest first.',
      query: auditQuery,
      answers: { 200: page('AuditPage') },
    },
  },
  '/report': {
    get: {
      operationId: 'showReport',
      summary: 'The HTML report.',
      answers: {
        200: {
          description: 'A page.',
          content: file('text/html'),
          headers: ['content-security-policy'],
        },
      },
    },
  },
  '/digest': {
    get: {
      operationId: 'previewDigest',
      summary: 'The digest as it would be sent now.',
      query: previewQuery,
      answers: {
        200: {
          description: 'The mail; in JSON, also its recipients.',
          content: { ...file('text/html'), ...file('text/plain'), ...json('Preview') },
          headers: ['content-security-policy'],
        },
      },
    },
    post: {
      operationId: 'sendTestMail',
      summary: 'Sends this digest to one address, marked as a test. Nothing counts as sent by it.',
      body: testMailBody,
      errors: ['forbidden'],
      answers: {
        202: { description: 'The mail service accepted the mail.', content: json('Accepted') },
      },
    },
  },
  '/health': {
    get: {
      operationId: 'reportHealth',
      summary: 'Says whether poll, posture and digest are on time. An answer may be five seconds old.',
      answers: {
        200: { description: 'All are on time.', content: json('Health') },
        503: {
          description: 'At least one is late; `problems` say what to do.',
          content: json('Health'),
        },
      },
    },
  },
  '/openapi.json': {
    get: {
      operationId: 'describeApi',
      summary: 'This description.',
      answers: {
        200: {
          description: 'OpenAPI 3.1.',
          content: { 'application/json': { schema: { type: 'object' } } },
        },
      },
    },
  },
};

/** Each path, with an operation for each method. */
export function paths(): Json {
  return Object.fromEntries(
    Object.entries(OPERATIONS).map(([path, operations]) => [
      path,
      Object.fromEntries(Object.entries(operations).map(([method, one]) => [method, described(one)])),
    ]),
  );
}
