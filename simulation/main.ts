import { Command, InvalidArgumentError, Option } from 'commander';
import { showProgress } from '../local/progress';
import { type Given, SOURCES } from './life';
import { simulate } from './simulate';

const MOST_SHOWN = 5;

type Options = Given & { readonly runs: number; readonly seed: number; readonly trace: boolean };

new Command('simulate')
  .description(
    'runs the real jobs over simulated outside systems, with faults, and compares the outcome with the truth',
  )
  .option('--runs <n>', 'how many lives of the product, each with a seed of its own', wholeNumber, 500)
  .option('--seed <n>', 'the first seed; the same seed gives the same run', wholeNumber, 1)
  .addOption(
    new Option('--mail <service>', 'how mails go out in all lives (default: drawn by the seed)').choices([
      'graph',
      'acs',
    ]),
  )
  .addOption(
    new Option('--source <source>', 'where all lives read the log (default: drawn by the seed)').choices(
      SOURCES,
    ),
  )
  .option('--trace', 'log each event on standard error', false)
  .action(run)
  .parseAsync()
  .catch((error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.stack : error}\n`);
    process.exitCode = 1;
  });

async function run({ runs, seed: first, trace, mail, source }: Options): Promise<void> {
  const bar = showProgress('Simulating', runs, process.stderr);
  const totals = { ended: 0, failed: 0, died: 0, findings: 0, mails: 0, urgentMails: 0 };
  const failing: number[] = [];
  for (let seed = first; seed < first + runs; seed++) {
    const outcome = await simulate(seed, {
      mail,
      source,
      ...(trace && { trace: (line: string) => void process.stderr.write(`${line}\n`) }),
    });
    for (const ending of ['ended', 'failed', 'died'] as const) totals[ending] += outcome.runs[ending];
    totals.findings += outcome.findings;
    totals.mails += outcome.mails;
    totals.urgentMails += outcome.urgentMails;
    if (outcome.wrong.length > 0) {
      failing.push(seed);
      process.stdout.write(`seed ${seed}: ${outcome.wrong.length} wrong\n`);
      for (const line of outcome.wrong.slice(0, MOST_SHOWN)) process.stdout.write(`  ${line}\n`);
    }
    bar.update(seed - first + 1);
  }
  bar.stop();
  const { ended, failed, died, findings, mails, urgentMails } = totals;
  process.stdout.write(
    `${runs} simulated, ${failing.length} wrong; runs of functions: ${ended} ended, ${failed} failed, ${died} died; ` +
      `${findings} findings, ${mails} digests, ${urgentMails} urgent mails\n`,
  );
  if (failing.length === 0) return;
  process.stdout.write(`Replay with: npm run simulate -- --runs 1 --seed ${failing[0]} --trace\n`);
  process.exitCode = 1;
}

function wholeNumber(text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new InvalidArgumentError('It must be a whole number.');
  return Number(text);
}
