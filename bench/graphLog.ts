import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { makeWorld } from '../tenant/world/world';
import { NOW } from './page';

type Row = Readonly<Record<string, unknown>>;

/** The layout of a log file: a record on each line, or all records in one page of Graph, on one line as Graph sends it. */
export type Layout = 'ndjson' | 'page';

const DISTINCT = 1_000;
/** One record in four is at an enforced app; in a whole tenant fewer are. */
const PER_DAY = { signInsPerDay: 25, otherSignInsPerDay: 75 };

/** Writes a log of the simulated tenant. Each record has ids of its own and is as long as in Graph beta. */
export async function writeGraphLog(file: string, layout: Layout, records: number): Promise<void> {
  await pipeline(Readable.from(layout === 'page' ? page(records) : ndjson(records)), createWriteStream(file));
}

function* ndjson(records: number): Generator<string> {
  for (const text of recordTexts(records)) yield `${text}\n`;
}

function* page(records: number): Generator<string> {
  let before = '{"@odata.context":"https://graph.microsoft.com/beta/$metadata#auditLogs/signIns","value":[';
  for (const text of recordTexts(records)) {
    yield before + text;
    before = ',';
  }
  yield ']}';
}

function* recordTexts(records: number): Generator<string> {
  const rows = makeWorld({
    seed: 1,
    nowMs: NOW,
    accounts: 400,
    days: 30,
    daysAhead: 0,
    ...PER_DAY,
  }).finalRows();
  const texts = rows.slice(0, DISTINCT).map(textAround);
  for (let n = 0; n < records; n++) {
    const { before = '', after = '' } = texts[n % texts.length] ?? {};
    const guid = `${n.toString(16).padStart(8, '0')}-0000-4000-8000-000000000000`;
    const ids = { id: guid, correlationId: guid, originalRequestId: guid, sessionId: guid };
    yield `${before}${JSON.stringify(ids).slice(1, -1)}${after}`;
  }
}

/** The text of a record before and after its ids. */
function textAround(row: Row) {
  const { id: _, correlationId, originalRequestId, sessionId, createdDateTime, ...rest } = row;
  return {
    before: '{',
    after: `,${JSON.stringify({ createdDateTime, ...rest, ...asGraphFills(row) }).slice(1)}`,
  };
}

/**
 * Fills fields that the simulated tenant leaves empty, to the length of real records: Conditional Access policies with all
 * their fields, and the notes of the token service.
 * https://github.com/microsoftgraph/microsoft-graph-docs-contrib, api-reference/beta/api/signin-get.md, and
 * https://github.com/MicrosoftDocs/entra-docs, concept-activity-log-schemas (read 2026-11-29)
 */
function asGraphFills({ appliedConditionalAccessPolicies }: Row): Row {
  const policies = appliedConditionalAccessPolicies as readonly Row[];
  return {
    appliedConditionalAccessPolicies: policies.slice(0, POLICIES).map((policy) => ({
      ...policy,
      sessionControlsNotSatisfied: [],
      authenticationStrength: null,
      includeRulesSatisfied: [],
      excludeRulesSatisfied: [],
    })),
    authenticationProcessingDetails: [
      { key: 'Oauth Scope Info', value: '["user_impersonation","openid","profile"]' },
    ],
  };
}

const POLICIES = 2;
