import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fc } from './seededFc';

// What mutation testing runs. One file, because each further one costs jest as much as many tests, 3,000 times over; the
// recorded sign-ins first, because they notice most; and nobody reads the shortest counterexample for a mutant.
fc.configureGlobal({ ...fc.readConfigureGlobal(), endOnFailure: true });
const domain = readdirSync(join(__dirname, 'domain')).map((name) => `domain/${name}`);
const files = ['signIns.test.ts', 'policies.test.ts', ...domain.filter((name) => name.endsWith('.test.ts'))];
// Fewer tests notice no more, and sooner: MUTATE_WITH names those of a part, as a regular expression.
const named = new RegExp(process.env.MUTATE_WITH ?? '');
for (const file of files) if (named.test(file)) require(join(__dirname, file));
