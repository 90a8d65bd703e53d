import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fc } from './seededFc';

// The tests of mutation testing. They are one file, because each further file costs jest as much as many tests, 3,000 times.
// The recorded sign-ins come first, because they notice most. Nobody reads the shortest counterexample for a mutant.
fc.configureGlobal({ ...fc.readConfigureGlobal(), endOnFailure: true });
const domain = readdirSync(join(__dirname, 'domain')).map((name) => `domain/${name}`);
const files = ['signIns.test.ts', 'policies.test.ts', ...domain.filter((name) => name.endsWith('.test.ts'))];
// Fewer tests take less time. MUTATE_WITH names the files to run, as a regular expression.
const named = new RegExp(process.env.MUTATE_WITH ?? '');
for (const file of files) if (named.test(file)) require(join(__dirname, file));
