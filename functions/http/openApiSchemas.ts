import { z } from 'zod';
import { account, accountPage, advice, effectCounts, exception } from './answers/account';
import { auditEntry, auditPage } from './answers/audit';
import { health, problem, summary, tenantCheck, userCheck, verdictCounts } from './answers/check';
import { finding, findingPage } from './answers/finding';
import { accepted, error, exceptionResults, preview } from './answers/others';

export type Json = { readonly [key: string]: unknown };

/** The schemas of all answers, by their names in the document. */
const ANSWERS = {
  Finding: finding,
  FindingPage: findingPage,
  Account: account,
  AccountPage: accountPage,
  Advice: advice,
  Exception: exception,
  ExceptionResults: exceptionResults,
  EffectCounts: effectCounts,
  Problem: problem,
  Health: health,
  VerdictCounts: verdictCounts,
  Summary: summary,
  TenantCheck: tenantCheck,
  UserCheck: userCheck,
  AuditEntry: auditEntry,
  AuditPage: auditPage,
  Preview: preview,
  Accepted: accepted,
  Error: error,
} as const satisfies Readonly<Record<string, z.ZodType>>;

export type AnswerName = keyof typeof ANSWERS;

const place = (name: string) => `#/components/schemas/${name}`;

export const ref = (name: AnswerName): Json => ({ $ref: place(name) });

/** The components of the document. An answer may get further fields one day, so its objects are open. */
export function answerSchemas(): Json {
  const names = z.registry<{ id: string }>();
  for (const [id, schema] of Object.entries(ANSWERS)) names.add(schema, { id });
  const { schemas } = z.toJSONSchema(names, {
    uri: place,
    override: ({ jsonSchema }) => {
      if (jsonSchema.additionalProperties === false) delete jsonSchema.additionalProperties;
    },
  });
  return Object.fromEntries(Object.entries(schemas).map(([name, schema]) => [name, bare(schema)]));
}

/**
 * What a caller must send: the schema that checks it.
 *
 * Checks that JSON Schema cannot express, such as a time in the future, are left to the description.
 */
export function inputSchema(schema: z.ZodType): Json {
  return bare(
    z.toJSONSchema(schema, {
      io: 'input',
      // What stands for an absent text has its place even if zod turns the text into something else.
      override: ({ zodSchema: { _zod }, jsonSchema }) => {
        if (_zod.def.type === 'default')
          jsonSchema.default = (_zod.def as z.core.$ZodDefaultDef).defaultValue;
      },
    }),
  );
}

/** Without the marks of a document of its own. */
function bare({ $schema: _, $id: __, ...schema }: Json): Json {
  return schema;
}
