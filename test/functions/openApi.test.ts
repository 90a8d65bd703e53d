import { describe, expect, test } from '@jest/globals';
import { Validator } from '@seriousme/openapi-schema-validator';
import Ajv2020 from 'ajv/dist/2020';
import addFormats from 'ajv-formats';
import { openApi } from '../../functions/http/openApi';
import { answerError, ERROR_CODES, STATUS } from '../../functions/http/response';

type Schema = { readonly [keyword: string]: unknown };

const document = JSON.parse(JSON.stringify(openApi()));
const operations = Object.entries(document.paths as Record<string, Record<string, Schema>>).flatMap(
  ([path, methods]) =>
    Object.entries(methods).map(
      ([method, operation]) => [`${method.toUpperCase()} ${path}`, operation] as const,
    ),
);

/** Every object in a value, the value included. */
function objectsIn(value: unknown): Schema[] {
  if (typeof value !== 'object' || value === null) return [];
  return [...(Array.isArray(value) ? [] : [value as Schema]), ...Object.values(value).flatMap(objectsIn)];
}

test('the document is valid OpenAPI 3.1, and names no operation twice', async () => {
  expect(document.openapi).toBe('3.1.0');
  expect(await new Validator().validate(structuredClone(document))).toEqual({ valid: true });
  const ids = operations.map(([, { operationId }]) => operationId);
  expect(new Set(ids).size).toBe(ids.length);
});

test('every schema is a JSON schema of its draft', () => {
  const ajv = new Ajv2020({ strict: true });
  addFormats(ajv);
  ajv.addVocabulary(['components']);
  ajv.addSchema({ $id: 'api', components: document.components });
  for (const name of Object.keys(document.components.schemas)) {
    expect(() => ajv.compile({ $ref: `api#/components/schemas/${name}` })).not.toThrow();
  }
});

test('every reference leads somewhere, and every schema and header is used', () => {
  const references = objectsIn(document).flatMap(({ $ref }) => (typeof $ref === 'string' ? [$ref] : []));
  expect(references.length).toBeGreaterThan(50);
  for (const reference of new Set(references)) {
    const [root, ...path] = reference.split('/');
    expect(root).toBe('#');
    expect(document).toHaveProperty(path);
  }
  const places = ['schemas', 'headers'].flatMap((kind) =>
    Object.keys(document.components[kind]).map((name) => `#/components/${kind}/${name}`),
  );
  expect(places.filter((place) => !references.includes(place))).toEqual([]);
});

describe.each(operations)('%s', (_name, operation) => {
  const inputs = [
    ...((operation.parameters ?? []) as Schema[]).map(({ schema }) => schema),
    operation.requestBody ?? {},
  ];

  test('takes no text without an end, no list without an end, and no field that it does not name', () => {
    for (const schema of inputs.flatMap(objectsIn)) {
      const bounds = Object.keys(schema);
      if (schema.type === 'string') {
        // A date has as many characters as its pattern.
        const isBounded =
          schema.format === 'date' || ['maxLength', 'enum'].some((one) => bounds.includes(one));
        expect(isBounded || /^\^.*\{\d+\}.*\$$/.test(String(schema.pattern))).toBe(true);
      }
      if (schema.type === 'integer') expect(bounds).toEqual(expect.arrayContaining(['minimum', 'maximum']));
      if (schema.type === 'array') expect(bounds).toContain('maxItems');
      if (schema.type === 'object') expect(schema.additionalProperties).toBe(false);
    }
  });

  test('has the answers to what any caller may meet, and to a body if it takes one', () => {
    const statuses = Object.keys(operation.responses as object);
    expect(statuses).toEqual(expect.arrayContaining(['400', '401', '429', '500', '502', '503']));
    expect(statuses.includes('413')).toBe('requestBody' in operation);
    expect(statuses.includes('415')).toBe('requestBody' in operation);
  });
});

test('every error has a status that the document explains, and the shape that it describes', () => {
  const ajv = new Ajv2020({ strict: true });
  const isError = ajv.compile({ $ref: '#/$defs/Error', $defs: { Error: document.components.schemas.Error } });
  for (const code of ERROR_CODES) {
    const { description } = document.components.responses[STATUS[code]];
    expect(description).toContain(`\`${code}\``);
    expect(isError(answerError(code, 'Why.').jsonBody)).toBe(true);
  }
});
