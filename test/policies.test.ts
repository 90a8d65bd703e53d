import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { coverageJson } from '../local/commands/coverageJson';
import { decodePolicyExport } from '../shared/decode/policyExport';
import { ENFORCED_APPS } from '../shared/domain/apps/enforcedApps';
import { COVERAGES, coverageOf } from '../shared/domain/coverage/coverage';
import { GAP_REASONS } from '../shared/domain/coverage/hole';

// One folder per tenant: policies.json as exported, expected.json with the expectation for the apps (several keys, if it is
// the same for them), why.md with the story. The expectation comes from the source that why.md names.
const FIXTURES = join(__dirname, 'fixtures/policies');
const CASES = readdirSync(FIXTURES);

type Apps = ReturnType<typeof coverageJson>;
type Expected = { readonly securityDefaults: boolean | null; readonly apps: Apps };

test.each(CASES)('%s', (name) => {
  const found = decodePolicyExport(read(name, 'policies.json'));
  if (found.kind === 'bad') throw new Error(found.fault.code);
  const { securityDefaults } = expectedOf(name);
  const coverage = coverageOf(ENFORCED_APPS, found.policies, securityDefaults ?? false);
  expect(coverageJson(coverage)).toEqual(eachApp(name));
  expect(readFileSync(join(FIXTURES, name, 'why.md'), 'utf8')).toMatch(/^\S.*\.\n\nSource: https:\S+\n$/);
});

describe('the tenants together', () => {
  const coverages = CASES.flatMap((name) => Object.values(eachApp(name)));

  test.each<[string, readonly string[], readonly string[]]>([
    ['coverage', COVERAGES, coverages.map(({ coverage }) => coverage)],
    ['reason of a gap', GAP_REASONS, coverages.flatMap(({ gaps }) => gaps.map(({ why }) => why))],
  ])('show every %s', (_what, members, seen) => {
    expect(members.filter((member) => !seen.includes(member))).toEqual([]);
  });

  test('each name every enforced app', () => {
    const keys = ENFORCED_APPS.map(({ key }) => key).sort();
    for (const name of CASES) expect(Object.keys(eachApp(name)).sort()).toEqual(keys);
  });
});

function eachApp(name: string): Apps {
  const { apps } = expectedOf(name);
  return Object.fromEntries(
    Object.entries(apps).flatMap(([keys, coverage]) => keys.split(', ').map((key) => [key, coverage])),
  );
}

function expectedOf(name: string): Expected {
  return read(name, 'expected.json') as Expected;
}

function read(name: string, file: string): unknown {
  return JSON.parse(readFileSync(join(FIXTURES, name, file), 'utf8'));
}
