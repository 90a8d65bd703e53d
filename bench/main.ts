import { Command } from 'commander';
import { benchClassify } from './classify';
import { benchCost } from './cost';
import { benchMemory } from './memory';
import { benchPoll } from './poll';
import { benchReadBack } from './readBack';
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
  .command('start')
  .description('start of a worker with the deployed app, against one with an empty app')
  .action(async () => console.log(await benchStart()));
program
  .command('cost')
  .description('a month of a tenant of 10,000 users, from a day of requests and the price list')
  .action(async () => console.log(await benchCost()));
program
  .command('poll')
  .description('polling 100,000 sign-ins into Azurite, against the same requests, JSON.parse and writes')
  .option('--rounds <n>', 'how often each is run', Number, 3)
  .action(async (options) => console.log((await benchPoll(options)).lines.join('\n')));
program
  .command('read-back')
  .description('digest, report and pages of findings of 10,000 accounts, against the same reads alone')
  .option('--findings <n>', 'how many are stored', Number, 1_000_000)
  .option('--rounds <n>', 'how often each is read', Number, 3)
  .action(async (options) => console.log((await benchReadBack(options)).lines.join('\n')));
void program.parseAsync();
