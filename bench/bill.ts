import { GRANTS, PRICES, type Price } from './prices';
import { type DayOfExport, type DayOfUse, dayOfExport, dayOfUse, INSTANCE_GIGABYTES, SOURCES } from './usage';

const DAYS = 30;
const HOURS = 730;
const MAIL_MEGABYTES = 0.1;

export type Item = {
  readonly what: string;
  readonly amount: number;
  /** US dollars a month beyond the monthly grants, and without them. */
  readonly usd: number;
  readonly withoutGrants: number;
};

/** The bill of a month of such days. */
export function monthlyBill(day: DayOfUse): readonly Item[] {
  const gigabyteSeconds = day.seconds * INSTANCE_GIGABYTES;
  const { gigabyteSecond, execution, tableOperation, tableGigabyte, blobWrite, alertRule, logGigabyte } =
    PRICES;
  const price = PRICES.mailToOne.usd + MAIL_MEGABYTES * PRICES.mailMegabyte.usd;
  return [
    item('GB-seconds', gigabyteSeconds * DAYS, {
      price: gigabyteSecond.usd,
      granted: GRANTS.gigabyteSeconds,
    }),
    item('executions', day.executions * DAYS, { price: execution.usd, granted: GRANTS.executions }),
    item('table operations', day.tableOperations * DAYS, { price: tableOperation.usd }),
    item('GB of tables', day.tableGigabytes, { price: tableGigabyte.usd }),
    item('blob writes', day.blobWrites * DAYS, { price: blobWrite.usd }),
    item('mails to one recipient, with Communication Services', day.mailsToOne * DAYS, { price }),
    item('alert rule', 1, { price: alertRule.usd }),
    item('GB of our own log lines', day.logGigabytes * DAYS, {
      price: logGigabyte.usd,
      granted: GRANTS.logGigabytes,
    }),
  ];
}

export function sumOf(bill: readonly Item[], column: 'usd' | 'withoutGrants' = 'usd'): number {
  return bill.reduce((sum, one) => sum + one[column], 0);
}

type Priced = { readonly price: number; readonly granted?: number };

function item(what: string, amount: number, { price, granted = 0 }: Priced): Item {
  return { what, amount, usd: Math.max(0, amount - granted) * price, withoutGrants: amount * price };
}

/** A month of the export itself: into a workspace, and through a hub of Event Hubs Standard. */
function exportBill({ gigabytes, events, units }: DayOfExport) {
  const hub = units * HOURS * PRICES.hubUnitHour.usd + events * DAYS * PRICES.hubEvent.usd;
  return { workspace: gigabytes * DAYS * PRICES.logGigabyte.usd, hub };
}

const SIZES = [1_000, 10_000, 300_000] as const;

/** The tables of docs/cost.md, in Markdown: a test compares the page with them. */
export function costTables(): string {
  return [
    '| users | source | GB-seconds | executions | table operations | computing | tables and blobs | alert, logs and mails | a month | without grants |',
    '| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |',
    ...SIZES.flatMap((users) =>
      SOURCES.map((source) => row(users, source, monthlyBill(dayOfUse(source, users)))),
    ),
    '',
    '| users | records a day | GB a day | export to a workspace, a month | events a day | throughput units | a hub of its own, a month |',
    '| --- | --- | --- | --- | --- | --- | --- |',
    ...SIZES.map(exportRow),
    '',
    '| price of a | US dollars | origin | page | read |',
    '| --- | --- | --- | --- | --- |',
    ...Object.values(PRICES).map(priceRow),
  ].join('\n');
}

function priceRow({ per, usd, from, source, read }: Price): string {
  const figure = usd < 0.001 ? `${Number((usd * 1e6).toFixed(4))} for a million` : String(usd);
  const origin = from === 'microsoft' ? 'read at Microsoft' : 'reported by others';
  return cells([per, figure, origin, `<${source}>`, read]);
}

function row(users: number, source: string, bill: readonly Item[]): string {
  const [compute, executions, operations, stored, blobs, mails, alert, logs] = bill;
  const usd = (...items: readonly (Item | undefined)[]) =>
    dollars(items.reduce((sum, one) => sum + (one?.usd ?? 0), 0));
  const amounts = [compute, executions, operations].map((one) => whole(one?.amount ?? 0));
  const costs = [usd(compute, executions), usd(operations, stored, blobs), usd(alert, logs, mails)];
  const sums = [dollars(sumOf(bill)), dollars(sumOf(bill, 'withoutGrants'))];
  return cells([whole(users), `\`${source}\``, ...amounts, ...costs, ...sums]);
}

function exportRow(users: number): string {
  const day = dayOfExport(users);
  const { workspace, hub } = exportBill(day);
  return cells([
    whole(users),
    whole(day.records),
    day.gigabytes.toFixed(2),
    dollars(workspace),
    whole(day.events),
    String(day.units),
    dollars(hub),
  ]);
}

function cells(texts: readonly string[]): string {
  return `| ${texts.join(' | ')} |`;
}

function dollars(usd: number): string {
  return usd.toFixed(2);
}

function whole(count: number): string {
  return Math.round(count).toLocaleString('en');
}
