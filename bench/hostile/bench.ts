import { join } from 'node:path';
import pMap from 'p-map';
import { startServer } from '../programs';
import { atMost, type Measured } from '../row';
import { CASES, type Case, isSlow } from './cases';
import { HOSTILITIES } from './hostility';
import { type Outcome, run, type World } from './run';

/** An instance of the deployment has 512 MB. */
const MOST_MB = 300;
/** The slow ones wait, most of the time. */
const [QUICK_AT_ONCE, SLOW_AT_ONCE] = [2, 12];

const WORLD: World = {
  commandLine: join(__dirname, '../local/mfa-watch.mjs'),
  startTables: async () => {
    const { url, stop } = await startServer(join(__dirname, 'readBackTables.js'), ['0']);
    return { endpoint: url, stop };
  },
};

type Row = { readonly one: Case; readonly outcome: Outcome };

/**
 * Lets the commands and the app that is served meet hosts in place of Microsoft's that answer with links to elsewhere, pages without
 * an end, a gigabyte, or a byte a second. It compares memory and time with their bounds, and shows the sentence that an admin reads.
 *
 * @param most cases of those that end at once; all of them, and the slow ones, by default
 */
export async function benchHostile({
  most = null,
}: {
  readonly most?: number | null;
} = {}): Promise<Measured> {
  const quick = CASES.filter((one) => !isSlow(one)).slice(0, most ?? CASES.length);
  const slow = most === null ? CASES.filter(isSlow) : [];
  const rows = [
    ...(await pMap(quick, meet, { concurrency: QUICK_AT_ONCE })),
    ...(await pMap(slow, meet, { concurrency: SLOW_AT_ONCE })),
  ];
  const secrets = rows.reduce((sum, { outcome }) => sum + outcome.secrets.length, 0);
  const unsaid = rows.filter(({ one, outcome }) => !outcome.ended || !one.says.test(outcome.said));
  return {
    rows: [
      atMost(MOST_MB, 'hostile hosts: most memory of any process, MB', Math.max(...rows.map(megabytes))),
      atMost(1, 'hostile hosts: longest time, of its limit', Math.max(...rows.map(partOfLimit))),
      atMost(0, 'hostile hosts: tokens and keys that reached another host', secrets),
      atMost(0, 'hostile hosts: admins who are not told what to do', unsaid.length),
    ],
    lines: [
      '| in place of | answers | asked by | seconds | memory, MB | requests | an admin reads |',
      '| --- | --- | --- | --- | --- | --- | --- |',
      ...rows.sort((a, b) => CASES.indexOf(a.one) - CASES.indexOf(b.one)).map(line),
    ],
  };
}

/** All of them take half an hour, so each shows that it is over. */
async function meet(one: Case): Promise<Row> {
  const row = { one, outcome: await run(one, WORLD) };
  process.stderr.write(`${line(row)}\n`);
  return row;
}

function megabytes({ outcome }: Row): number {
  return Math.round(outcome.peakBytes / 1e6);
}

function partOfLimit({ one, outcome }: Row): number {
  return outcome.seconds / one.withinS;
}

function line(row: Row): string {
  const { one, outcome } = row;
  const cells = [
    NAMES[one.system],
    HOSTILITIES[one.hostility],
    `\`${one.by}\``,
    outcome.seconds.toFixed(1),
    megabytes(row),
    outcome.requests,
    sentenceOf(row),
  ];
  return `| ${cells.join(' | ')} |`;
}

const NAMES: Readonly<Record<Case['system'], string>> = {
  graph: 'Graph',
  arm: 'ARM',
  tables: 'Table Storage',
  workspace: 'Log Analytics',
  mail: 'mail service',
};

/** The sentence that matches, and the next ones. */
function sentenceOf({ one, outcome }: Row): string {
  const said = outcome.said.replaceAll('\\"', "'");
  const at = said.search(one.says);
  if (at < 0) return `**not said:** ${said.slice(0, 300).replace(/\s+/g, ' ')}`;
  if (said.startsWith('"complete":false', at))
    return 'the log says `"complete":false`, and the next run goes on';
  const before = said.slice(0, at).split(/(?<=[.:]) |["\n>]/);
  const rest = /^"?[^"\n|<]*(?:":"\w+)?/.exec(said.slice(at))?.[0] ?? '';
  return `${before.at(-1) ?? ''}${rest}`.trim().slice(0, 260);
}
