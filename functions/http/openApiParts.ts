import type { z } from 'zod';
import { type AnswerName, inputSchema, type Json, ref } from './openApiSchemas';
import { ERROR_CODES, type ErrorCode, EVERY_ANSWER, STATUS } from './response';

/** An answer that is no error. */
export type Answer = {
  readonly description: string;
  readonly content: Json;
  readonly headers?: readonly string[];
};

/** An operation, with the schemas that check its input. */
export type Operation = {
  readonly operationId: string;
  readonly summary: string;
  readonly path?: z.ZodObject;
  readonly query?: z.ZodObject;
  readonly body?: z.ZodType;
  /** By status. */
  readonly answers: Readonly<Record<number, Answer>>;
  /** Besides those of every operation. */
  readonly errors?: readonly ErrorCode[];
  /** What some of them mean here, by status. */
  readonly meaning?: Readonly<Record<number, string>>;
};

const ERRORS: Readonly<Record<ErrorCode, string>> = {
  badRequest: 'A parameter or the body is not valid; the message names each problem.',
  forbidden: 'Sign-in is on, and the caller is none of those who may change something.',
  notFound: 'Nothing is stored or known under this name.',
  conflict: 'The state of the account does not allow it.',
  bodyTooLarge: 'The body has more than 64 KiB.',
  notJson: 'The body is not JSON in UTF-8 with the content type application/json.',
  busy: 'Storage or Microsoft Graph has too much to do at the moment.',
  notLicensed: 'The tenant has no licence for the sign-in log.',
  missingPermission: 'The app lacks a permission; the message names it.',
  unavailable: 'Storage, Microsoft Graph or the mail service does not answer, or not in time.',
  internal: 'Unexpected error; the log has the rest.',
};

/** Any operation may meet them. */
const OF_ALL: readonly ErrorCode[] = [
  'badRequest',
  'busy',
  'notLicensed',
  'missingPermission',
  'unavailable',
  'internal',
];
const OF_BODIES: readonly ErrorCode[] = ['bodyTooLarge', 'notJson'];

export const json = (name: AnswerName): Json => ({ 'application/json': { schema: ref(name) } });
export const file = (type: string): Json => ({ [type]: { schema: { type: 'string' } } });

const header = (description: string, schema: Json): Json => ({ description, schema });

/** The headers of the answers. Those that every answer has come from the answers themselves. */
export function headers(): Json {
  return {
    ...Object.fromEntries(
      ofAllAnswers().map(([name, value]) => [
        name,
        header('On every answer.', { type: 'string', const: value }),
      ]),
    ),
    'retry-after': header('How long to wait before the next try, in seconds.', {
      type: 'integer',
      minimum: 1,
      maximum: 3_600,
    }),
    'x-continuation': header('The continuation of the next page; absent on the last one.', {
      type: 'string',
    }),
    'content-security-policy': header('What the page may load and run.', { type: 'string' }),
  };
}

function ofAllAnswers(): readonly (readonly [string, string])[] {
  return Object.entries(EVERY_ANSWER);
}

/** An operation of the document. */
export function described(operation: Operation): Json {
  const { operationId, summary, path, query, body, answers } = operation;
  const parameters = [...parametersOf(path, 'path'), ...parametersOf(query, 'query')];
  return {
    operationId,
    summary,
    ...(parameters.length > 0 && { parameters }),
    ...(body && {
      requestBody: { required: true, content: { 'application/json': { schema: inputSchema(body) } } },
    }),
    responses: { ...errorsOf(operation), ...answersOf(answers, operation) },
  };
}

function parametersOf(schema: z.ZodObject | undefined, place: 'path' | 'query'): readonly Json[] {
  if (schema === undefined) return [];
  const { properties, required = [] } = inputSchema(schema) as {
    properties: Readonly<Record<string, Json>>;
    required?: readonly string[];
  };
  return Object.entries(properties).map(([name, { description, ...property }]) => ({
    name,
    in: place,
    required: required.includes(name),
    description,
    schema: property,
  }));
}

function answersOf(answers: Operation['answers'], operation: Operation): Json {
  const errors = statusesOf(operation);
  return Object.fromEntries(
    Object.entries(answers).map(([status, answer]) => [
      status,
      errors.includes(Number(status)) ? answerOrError(Number(status), answer) : response(answer),
    ]),
  );
}

function answerOrError(status: number, { description, content }: Answer): Json {
  const { schema } = content['application/json'] as { schema: Json };
  const either = { 'application/json': { schema: { anyOf: [schema, ref('Error')] } } };
  return response({
    ...error(status),
    description: `${description} Or ${meaningOf(status)}`,
    content: either,
  });
}

function errorsOf(operation: Operation): Json {
  const { meaning = {} } = operation;
  return Object.fromEntries(
    [UNAUTHORIZED, ...statusesOf(operation)].map((status) => [
      status,
      status in meaning
        ? response({ ...error(status), description: meaning[status] ?? '' })
        : { $ref: `#/components/responses/${status}` },
    ]),
  );
}

function statusesOf({ body, errors = [] }: Operation): readonly number[] {
  const codes = [...OF_ALL, ...(body ? OF_BODIES : []), ...errors];
  return [...new Set(codes.map((code) => STATUS[code]))];
}

const UNAUTHORIZED = 401;

/** The answers to what any operation may meet, by status. */
export function responses(): Json {
  return {
    [UNAUTHORIZED]: {
      description: 'No function key, or a wrong one. Azure answers this itself, not in the shape of errors.',
    },
    ...Object.fromEntries(
      [...new Set(Object.values(STATUS))].map((status) => [status, response(error(status))]),
    ),
  };
}

function error(status: number): Answer {
  return {
    description: meaningOf(status),
    content: json('Error'),
    headers: status === STATUS.busy || status === STATUS.unavailable ? ['retry-after'] : [],
  };
}

function meaningOf(status: number): string {
  const codes = ERROR_CODES.filter((code) => STATUS[code] === status);
  return codes.map((code) => `\`${code}\`: ${ERRORS[code]}`).join(' ');
}

function response({ description, content, headers: more = [] }: Answer): Json {
  const names = [...ofAllAnswers().map(([name]) => name), ...more];
  return {
    description,
    headers: Object.fromEntries(names.map((name) => [name, { $ref: `#/components/headers/${name}` }])),
    content,
  };
}
