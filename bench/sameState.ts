import { HOUR_MS } from '../shared/domain/time';
import { judgePages } from '../shared/jobs/poll/judgePages';
import { reconcile } from '../shared/jobs/poll/reconcile';
import { storeReading } from '../shared/jobs/poll/storeReading';
import { isAskedFor } from '../simulation/oracle';
import { type TableService, tableService } from '../simulation/tableService';
import { TENANTS } from '../tenant/world/places';
import { wholeRecord } from '../tenant/world/record';
import { finalRows, LOG_READ_AT, largeWorld } from './largeLog';
import { atMost, type BenchRow, type Measured } from './row';
import { NOBODY, type Scene, SOURCE_NAMES, SOURCES, type SourceName, servicesOver } from './sources';

export type SameState = {
  readonly signIns: number;
  /** Rows of the log, with the earlier versions and the copies of sign-ins. */
  readonly rows: number;
  readonly findings: number;
  readonly accounts: number;
  /** Rows of `Findings` and `Accounts` that are not the same in both ways. */
  readonly differences: readonly string[];
  readonly seconds: number;
};

/** Pages as long as those of Table Storage. */
const largeTables = () => tableService(() => {}, 1_000);

/** For each source, the stored columns that differ from those of the same log through files. */
export async function benchSameState(signIns: number): Promise<Measured> {
  const rows: BenchRow[] = [];
  const lines: string[] = [];
  for (const source of SOURCE_NAMES) {
    const { differences, ...counts } = await sameState(source, signIns);
    rows.push(atMost(0, `stored state through ${source}: columns that differ`, differences.length));
    const line = `${source}: ${counts.signIns} sign-ins in ${counts.rows} rows, ${counts.findings} findings, ${counts.accounts} accounts, ${counts.seconds.toFixed(0)} s`;
    // A million take an hour, so each source shows that it is over.
    process.stderr.write(`${line}, ${differences.length} differences\n`);
    lines.push(line, ...differences.slice(0, SHOWN));
  }
  return { rows, lines };
}

const SHOWN = 5;

/**
 * Stores a log twice: read through a source, and its final records judged at once, as `scan` reads files. Then it compares
 * the rows of `Findings` and `Accounts`.
 */
export async function sameState(source: SourceName, signIns: number): Promise<SameState> {
  const world = largeWorld(signIns);
  const startedAt = performance.now();
  const read = { world, now: LOG_READ_AT, tables: largeTables() };
  await SOURCES[source](read);
  const seconds = (performance.now() - startedAt) / 1_000;
  const whole = { world, now: LOG_READ_AT, tables: largeTables() };
  await atOnce(whole);
  const differences = (['findings', 'accounts'] as const).flatMap((table) =>
    differencesIn(table, read.tables, whole.tables),
  );
  return {
    signIns: finalRows(world).length,
    rows: world.log.length,
    findings: whole.tables.rows('findings').length,
    accounts: whole.tables.rows('accounts').length,
    differences,
    seconds,
  };
}

/** Judges the final records at once, and stores the result. */
async function atOnce(scene: Scene): Promise<void> {
  const { world, now } = scene;
  const { poll } = servicesOver(scene, NOBODY, {});
  const pages = async function* () {
    for (const row of finalRows(world)) {
      const record = wholeRecord(row);
      // A source is asked for no others.
      if (isAskedFor(record, poll.apps)) yield [record];
    }
  };
  const { apps, breakGlass, sessionsOf } = poll;
  const tenantId = TENANTS.contoso.id;
  const reading = await judgePages(pages(), { apps, breakGlass, sessionsOf, tenantId, now });
  const span = { from: 0, to: now + HOUR_MS };
  await storeReading(poll, { span, reading }, now);
  await reconcile(poll, span, null);
}

type Row = Readonly<Record<string, unknown>>;

function differencesIn(table: 'findings' | 'accounts', read: TableService, whole: TableService): string[] {
  const [a, b] = [byKey(read.rows(table)), byKey(whole.rows(table))];
  return [...new Set([...a.keys(), ...b.keys()])].flatMap((key) => {
    const [one = {}, other = {}] = [a.get(key), b.get(key)];
    const columns = [...new Set([...Object.keys(one), ...Object.keys(other)])];
    return columns
      .filter((column) => one[column] !== other[column])
      .map((column) => `${table} ${key} ${column}: ${one[column]}, and at once ${other[column]}`);
  });
}

/** The columns of each row as text, but for those that every write changes. */
function byKey(rows: readonly Row[]): Map<string, Record<string, string>> {
  return new Map(
    rows.map(({ etag: _etag, timestamp: _timestamp, ...row }) => [
      `${row.partitionKey} ${row.rowKey}`,
      Object.fromEntries(Object.entries(row).map(([column, value]) => [column, inOrder(value)])),
    ]),
  );
}

/** Members of an object in JSON are in the order in which they were met. */
function inOrder(value: unknown): string {
  const sorted = (_key: string, member: unknown) =>
    typeof member === 'object' && member !== null && !Array.isArray(member)
      ? Object.fromEntries(Object.entries(member).sort(([a], [b]) => (a < b ? -1 : 1)))
      : member;
  const isJson = typeof value === 'string' && value.startsWith('{');
  return JSON.stringify(isJson ? JSON.parse(value) : value, sorted);
}
