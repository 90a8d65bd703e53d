import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fc } from './seededFc';

// What mutation testing runs. One file, because each further one costs jest as much as many tests, 2,000 times over; the
// recorded sign-ins first, because they notice most; and nobody reads the shortest counterexample for a mutant.
fc.configureGlobal({ ...fc.readConfigureGlobal(), endOnFailure: true });
require('./signIns.test');
require('./policies.test');
const DOMAIN = join(__dirname, 'domain');
for (const file of readdirSync(DOMAIN)) if (file.endsWith('.test.ts')) require(join(DOMAIN, file));
