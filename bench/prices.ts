/** US dollars; prices differ by region. */
const PRICES = {
  // https://learn.microsoft.com/azure/azure-functions/functions-consumption-costs (read 2026-11-21)
  gigabyteSecond: 0.000026,
  execution: 0.4 / 1_000_000,
  // The grants of Flex Consumption: common report, not read at Microsoft.
  grantedGigabyteSeconds: 100_000,
  grantedExecutions: 250_000,
  // Common report, not read at Microsoft: https://azure.microsoft.com/pricing/details/storage/tables
  tableOperation: 0.00036 / 10_000,
  tableGigabyteMonth: 0.045,
  // https://learn.microsoft.com/azure/communication-services/concepts/email-pricing (read 2026-11-21)
  mailToOne: 0.00025,
  mailMegabyte: 0.00012,
  // Common report, not read at Microsoft: https://azure.microsoft.com/pricing/details/monitor, the rule at 15 minutes
  alertRule: 0.5,
  logGigabyte: 2.3,
  grantedLogGigabytes: 5,
} as const;

const DAYS = 30;
const GIGABYTES = 2;
/** An upper bound: a poll of one page waits a few seconds for Graph. */
const RUN_SECONDS = 10;
const MAIL_MEGABYTES = 0.1;
const STORED_GIGABYTES = 0.1;
/** The requests and log lines of a run, as Application Insights stores them. */
const LOG_BYTES_A_RUN = 10_000;

/** The billed amounts of one day. */
export type Usage = {
  tableOperations: number;
  mailsToOne: number;
  readonly executions: number;
};
type Tenant = { readonly users: number; readonly signInsADay: number };

/** One line for each item, with its counts, and the sum. */
export function monthlyBill(day: Usage, { users, signInsADay }: Tenant): string {
  const runs = day.executions * DAYS;
  const seconds = runs * RUN_SECONDS * GIGABYTES;
  const operations = day.tableOperations * DAYS;
  const mails = day.mailsToOne * DAYS;
  const logGigabytes = (runs * LOG_BYTES_A_RUN) / 1e9;
  const items: readonly (readonly [what: string, granted: number, beyond: number])[] = [
    [
      `${whole(seconds)} GB-s: ${whole(runs)} runs of ${RUN_SECONDS} s with ${GIGABYTES} GB`,
      beyond(seconds, PRICES.grantedGigabyteSeconds) * PRICES.gigabyteSecond,
      seconds * PRICES.gigabyteSecond,
    ],
    [
      `${whole(runs)} executions`,
      beyond(runs, PRICES.grantedExecutions) * PRICES.execution,
      runs * PRICES.execution,
    ],
    same(`${whole(operations)} table operations`, operations * PRICES.tableOperation),
    same(`${STORED_GIGABYTES} GB of tables`, STORED_GIGABYTES * PRICES.tableGigabyteMonth),
    same(
      `${whole(mails)} mails of ${MAIL_MEGABYTES} MB to one recipient (only with ACS)`,
      mails * (PRICES.mailToOne + MAIL_MEGABYTES * PRICES.mailMegabyte),
    ),
    same('1 alert rule', PRICES.alertRule),
    [
      `${logGigabytes.toFixed(2)} GB of logs`,
      beyond(logGigabytes, PRICES.grantedLogGigabytes) * PRICES.logGigabyte,
      logGigabytes * PRICES.logGigabyte,
    ],
  ];
  const sumOf = (column: 1 | 2) => items.reduce((sum, item) => sum + item[column], 0);
  return [
    `a month of ${whole(users)} users, ${whole(signInsADay)} sign-ins to enforced apps a day, in US dollars`,
    line('', 'with', 'without the monthly grants'),
    ...items.map(([what, granted, all]) => line(what, granted.toFixed(3), all.toFixed(3))),
    line('sum', sumOf(1).toFixed(2), sumOf(2).toFixed(2)),
    `target: under 1: ${sumOf(1) < 1 ? 'met' : 'missed'}`,
  ].join('\n');
}

function same(what: string, cost: number): readonly [string, number, number] {
  return [what, cost, cost];
}

function beyond(used: number, granted: number): number {
  return Math.max(0, used - granted);
}

function whole(count: number): string {
  return count.toLocaleString('en');
}

function line(what: string, granted: string, all: string): string {
  return `${what.padEnd(46)} ${granted.padStart(8)} ${all.padStart(8)}`;
}
