import { Command, Option } from 'commander';
import { BENCHES, type Size } from './benches';
import { report } from './report';

type Options = {
  readonly json: boolean;
  readonly quick: boolean;
  readonly tiny: boolean;
  readonly rounds?: number;
  readonly thousands?: number;
};

/** `npm run bench`: each figure is a ratio to a floor that the same run measures. */
const program = new Command('bench')
  .description('Measures the product against its targets. The exit code is 1 if a target is missed.')
  .argument(
    '[names...]',
    `which to run, of ${BENCHES.map(({ name }) => name).join(', ')} (default: all rows of the table)`,
  )
  .option(
    '--json',
    'write the rows alone, as JSON, to standard output; the figures go to standard error',
    false,
  )
  .option('--quick', 'smaller inputs and fewer rounds; the output says so', false)
  .addOption(new Option('--tiny', 'inputs that only show that it works').default(false).hideHelp())
  .option(
    '--rounds <n>',
    'how often scan (default: 5), poll, readBack and load (default: 3) are run, each with its floor',
    Number,
  )
  .option(
    '--thousands <n>',
    'size of the large log of memory, ingest and sameState, in thousands of sign-ins',
    Number,
  )
  .addHelpText('after', `\n${BENCHES.map(({ name, about }) => `  ${name.padEnd(10)} ${about}`).join('\n')}`)
  .action(run);
void program.parseAsync();

async function run(names: readonly string[], { quick, tiny, ...options }: Options): Promise<void> {
  const unknown = names.filter((name) => !BENCHES.some((bench) => bench.name === name));
  if (unknown.length > 0) program.error(`There is no benchmark ${unknown.join(', ')}.`, { exitCode: 2 });
  const chosen = BENCHES.filter(({ name, isApart }) =>
    names.length === 0 ? !isApart : names.includes(name),
  );
  const size: Size = tiny ? 'tiny' : quick ? 'quick' : 'full';
  if (!(await report(chosen, { ...options, size }, process))) process.exitCode = 1;
}
