import Ajv2020, { type ValidateFunction } from 'ajv/dist/2020';
import addFormats from 'ajv-formats';

export type Schema = { readonly [keyword: string]: unknown };
export type Parameter = {
  readonly name: string;
  readonly in: 'path' | 'query';
  readonly required: boolean;
  readonly schema: Schema;
};
type Response = {
  readonly headers?: Readonly<Record<string, unknown>>;
  readonly content?: Readonly<Record<string, { readonly schema: Schema }>>;
};
type Described = {
  readonly operationId: string;
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: Schema }>> };
  readonly responses: Readonly<Record<string, Response | { readonly $ref: string }>>;
};
export type ApiDocument = {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Described>>>>;
  readonly components: {
    readonly schemas: Readonly<Record<string, Schema>>;
    readonly responses: Readonly<Record<string, Response>>;
    readonly headers: Readonly<Record<string, { readonly schema: Schema }>>;
  };
};

/** One operation, ready to be asked and judged. */
export type Operation = {
  readonly id: string;
  readonly method: string;
  readonly path: string;
  readonly parameters: readonly Parameter[];
  readonly body: Schema | null;
  /** Whether a text may stand for a parameter, and a value for a body. */
  readonly takes: (parameter: string, text: string) => boolean;
  readonly takesBody: (body: unknown) => boolean;
  /** What is wrong with an answer; `null` if the document describes it. */
  readonly faultOf: (answer: Answered) => string | null;
};

export type Answered = {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly body: string;
};

/** No unknown keyword and no unknown format; a part of a schema may leave the type to the whole. */
const STRICT = { strict: true, strictTypes: false, strictRequired: false, logger: false } as const;

/** The operations of a document. */
export function operationsOf(document: ApiDocument): readonly Operation[] {
  const answers = answerChecks(document);
  // A pattern says more than a format, and both would have to agree about every text.
  const inputs = new Ajv2020({ ...STRICT, validateFormats: false, unicode: false });
  return Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, described]): Operation => {
      const { operationId, parameters = [], requestBody } = described;
      const body = requestBody?.content['application/json']?.schema ?? null;
      const checks = new Map(parameters.map(({ name, schema }) => [name, inputs.compile(schema)]));
      const bodyCheck = body && inputs.compile(body);
      return {
        id: operationId,
        method: method.toUpperCase(),
        path,
        parameters,
        body,
        takes: (name, text) => checks.get(name)?.(asValue(text, parameters, name)) ?? false,
        takesBody: (value) => bodyCheck?.(value) ?? false,
        faultOf: (answer) => answers(described, answer),
      };
    }),
  );
}

/** An integer in a URL is its decimal digits. */
function asValue(text: string, parameters: readonly Parameter[], name: string): unknown {
  const isInteger = parameters.some((one) => one.name === name && one.schema.type === 'integer');
  return isInteger && /^\d+$/.test(text) ? Number(text) : text;
}

/**
 * Judges answers by the document, more strictly than it asks: a field that is not described is a fault too. For readers of the API, objects
 * are open.
 */
function answerChecks({ components }: ApiDocument) {
  const ajv = new Ajv2020({ ...STRICT, allErrors: true });
  addFormats(ajv);
  const checks = new Map<string, ValidateFunction>();
  const checkOf = (schema: Schema) => {
    const key = JSON.stringify(schema);
    const known = checks.get(key);
    if (known) return known;
    const check = ajv.compile(closed(schema, components));
    checks.set(key, check);
    return check;
  };
  return ({ responses }: Described, answer: Answered): string | null => {
    const { status, body } = answer;
    const found = responses[status];
    if (found === undefined) return `the status ${status} is not described`;
    const response = '$ref' in found ? components.responses[found.$ref.split('/').at(-1) ?? ''] : found;
    const type = String(answer.headers['content-type']).split(';')[0] ?? '';
    const content = response?.content?.[type];
    if (content === undefined) return `the type ${type} is not described for ${status}`;
    const headerFault = faultOfHeaders(response, answer, components.headers);
    if (headerFault !== null) return headerFault;
    const check = checkOf(content.schema);
    return check(type === 'application/json' ? JSON.parse(body) : body) ? null : ajv.errorsText(check.errors);
  };
}

function faultOfHeaders(
  response: Response | undefined,
  { status, headers }: Answered,
  described: ApiDocument['components']['headers'],
): string | null {
  if (status === 429 && headers['retry-after'] === undefined) return 'the header retry-after is missing';
  for (const [name, { schema }] of Object.entries(described)) {
    const given = headers[name];
    if ('const' in schema && given !== schema.const) return `the header ${name} is ${given}`;
    if (given !== undefined && response?.headers?.[name] === undefined)
      return `the header ${name} is not described for ${status}`;
  }
  return null;
}

/** The schema with its components beside it, and every object of them closed. */
function closed(schema: Schema, { schemas }: ApiDocument['components']): Schema {
  const all = JSON.stringify({ ...schema, $defs: schemas }).replaceAll('#/components/schemas/', '#/$defs/');
  return JSON.parse(all, (_, value) =>
    value !== null && typeof value === 'object' && 'properties' in value && value.type === 'object'
      ? { additionalProperties: false, ...value }
      : value,
  );
}
