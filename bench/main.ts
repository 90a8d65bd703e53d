import { Command } from 'commander';
import { benchClassify } from './classify';

/** `npm run bench`: every figure is a ratio to a floor measured in the same run. */
const program = new Command('bench').description(
  'Measures the product against its floors, as ratios in one run.',
);
program
  .command('classify', { isDefault: true })
  .description('a page of 1,000 sign-ins: classifying it, against JSON.parse of it')
  .action(() => console.log(benchClassify()));
program.parse();
