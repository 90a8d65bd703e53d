import { auditRecord, diagnosticRecord } from '../tenant/stream/diagnosticRecord';
import { wholeRecord } from '../tenant/world/record';
import { makeWorld, type World } from '../tenant/world/world';
import { NOW } from './page';

const DAY_MS = 86_400_000;
/** Azure Monitor fills an event up to 1 MB, but sends it within a minute or so: a large tenant's hold some hundred records. */
const RECORDS_PER_EVENT = 100;
/** `maxEventBatchSize` in host.json. */
export const EVENTS_PER_BATCH = 64;
const DISTINCT = 500;

export type StreamDay = {
  readonly signIns: number;
  /** Of the sign-ins, the share at enforced apps, 0 to 1. */
  readonly enforced: number;
  /** Records of other logs for each sign-in. */
  readonly others: number;
};

/** A record whose text is ready but for its id and its times. */
type Template = readonly string[];

const ID = '00000000-aaaa-4000-8000-000000000000';
const CREATED = '2001-01-01T00:00:00.000Z';

/** The event bodies of a simulated day, batch by batch, made as they are asked for. */
export function* streamDay({ signIns, enforced, others }: StreamDay): Generator<readonly string[]> {
  const world = makeWorld({
    ...{ seed: 1, nowMs: NOW, accounts: 2_000, days: 2, daysAhead: 0 },
    ...{ signInsPerDay: 4, otherSignInsPerDay: 4 },
  });
  const [watched, rest] = [true, false].map((isWatched) => templates(world, isWatched)) as [
    readonly Template[],
    readonly Template[],
  ];
  const other = [JSON.stringify(auditRecord(ID, NOW))];
  let batch: string[] = [];
  let records: string[] = [];
  let [owedWatched, owedOther] = [0, 0];
  for (let n = 0; n < signIns; n++) {
    owedWatched += enforced;
    owedOther += others;
    const among = owedWatched >= 1 ? watched : rest;
    if (owedWatched >= 1) owedWatched--;
    records.push(recordAt(among[n % among.length] ?? [], n, NOW - DAY_MS + (n / signIns) * DAY_MS));
    for (; owedOther >= 1; owedOther--) records.push(...other);
    if (records.length < RECORDS_PER_EVENT) continue;
    batch.push(`{"records":[${records.join(',')}]}`);
    records = [];
    if (batch.length < EVENTS_PER_BATCH) continue;
    yield batch;
    batch = [];
  }
  if (records.length > 0) batch.push(`{"records":[${records.join(',')}]}`);
  if (batch.length > 0) yield batch;
}

const AZURE = /^(c44b4083|618dd325|00000006|04b07795|1950a258|0c1307d4)/;
const ARM = '797f4846-ba00-4fd7-ba43-dac1f8f63013';

function templates({ log }: World, isWatched: boolean): readonly Template[] {
  return log
    .filter(({ common }) => isWatched === (AZURE.test(common.appId) || common.resourceId === ARM))
    .slice(0, DISTINCT)
    .map((row) => {
      const record = { ...wholeRecord(row), id: ID, createdDateTime: CREATED };
      const text = JSON.stringify({ ...diagnosticRecord(record, NOW), time: CREATED });
      return text.split(new RegExp(`${ID}|${CREATED}|2001-01-01T00:00:00.000\\+00:00`));
    });
}

/** In the order of the text: the time of the envelope, the id, the creation time. */
function recordAt(template: Template, n: number, createdMs: number): string {
  const [start = '', beforeId = '', beforeCreated = '', end = ''] = template;
  const id = `${n.toString(16).padStart(8, '0')}-aaaa-4000-8000-000000000000`;
  const created = new Date(createdMs).toISOString();
  const logged = new Date(createdMs + 90_000).toISOString();
  return start + logged + beforeId + id + beforeCreated + created + end;
}
