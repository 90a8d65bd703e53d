import { Command } from 'commander';
import { benchClassify } from './classify';
import { benchCost } from './cost';
import { benchIngest } from './ingest';
import { benchMemory } from './memory';
import { benchScan } from './scan';
import { benchStart } from './start';

/** `npm run bench`: each figure is a ratio to a floor that the same run measures. */
const program = new Command('bench').description(
  'Measures the product against its floors, as ratios in one run.',
);
program
  .command('classify', { isDefault: true })
  .description('a page of 1,000 sign-ins: classifying it, against JSON.parse of it')
  .action(() => console.log(benchClassify()));
program
  .command('scan')
  .description('scan of 40,000 sign-ins, against reading their lines and JSON.parse')
  .option('--rounds <n>', 'how often each is run', Number, 5)
  .action(async ({ rounds }) => console.log(await benchScan(rounds)));
program
  .command('memory')
  .description('peak memory of scan: a large log, against one of 10,000 sign-ins')
  .option('--thousands <n>', 'size of the large log', Number, 50)
  .action(async ({ thousands }) => console.log(await benchMemory(thousands)));
program
  .command('ingest')
  .description('a day of sign-ins through Event Hubs batches, against JSON.parse of the same bodies')
  .option('--millions <n>', 'sign-ins of the day, in millions', Number, 1)
  .action(async ({ millions }) => console.log(await benchIngest(millions)));
program
  .command('start')
  .description('start of a worker with the deployed app, against one with an empty app')
  .action(async () => console.log(await benchStart()));
program
  .command('cost')
  .description('a month of a tenant of 10,000 users, from a day of requests and the price list')
  .action(async () => console.log(await benchCost()));
void program.parseAsync();
