import { costTables, type Item, monthlyBill, sumOf } from './bill';
import { atMost, type Measured } from './row';
import { tenantDay } from './tenantDay';
import { dayOfUse } from './usage';

const USERS = 10_000;
const SIGN_INS_A_DAY = 3_000;
/**
 * The simulated tenant is smaller by this factor, and each of its requests counts so often. Requests that do not grow with the
 * tenant count too often.
 */
const SCALE = 20;
/** US dollars. */
const TARGET = 1;

/**
 * The monthly cost of a tenant of 10,000 users: counts the table operations and mails of one day of the real jobs over simulated
 * services, and applies the price list. Graph costs nothing. Below it, the tables of docs/cost.md, from the committed counts.
 */
export async function benchCost({ ticks = 96 } = {}): Promise<Measured> {
  const counted = await tenantDay(
    { accounts: USERS / SCALE, signInsADay: SIGN_INS_A_DAY / SCALE, rowsAPage: 1_000 / SCALE },
    ticks,
  );
  const { tableOperations, mailsToOne } = counted;
  const day = { ...dayOfUse('graph', USERS), tableOperations: tableOperations * SCALE, mailsToOne };
  const bill = monthlyBill(day);
  return {
    rows: [atMost(TARGET, 'monthly cost of 10,000 users, in US dollars', sumOf(bill))],
    lines: [
      `a month of ${USERS} users, ${SIGN_INS_A_DAY} sign-ins to enforced apps a day, in US dollars: with and without the monthly grants`,
      ...bill.map(line),
      line({
        what: 'month in all',
        amount: 1,
        usd: sumOf(bill),
        withoutGrants: sumOf(bill, 'withoutGrants'),
      }),
      '',
      costTables(),
    ],
  };
}

function line({ what, amount, usd, withoutGrants }: Item): string {
  const text = `${amount.toLocaleString('en', { maximumFractionDigits: 2 })} ${what}`;
  return `${text.padEnd(60)} ${usd.toFixed(3).padStart(9)} ${withoutGrants.toFixed(3).padStart(9)}`;
}
