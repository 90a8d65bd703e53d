import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, expect, test } from '@jest/globals';
import { PROBLEM_CODES } from '../shared/domain/problem';

const ROOT = join(__dirname, '..');
let page = '';

beforeAll(async () => {
  page = await readFile(join(ROOT, 'docs/operations.md'), 'utf8');
});

/** The first cells of the rows below a heading, and whether each says something. */
function rowsBelow(heading: string): string[] {
  const section = page.split(/^##+ /m).find((text) => text.startsWith(heading)) ?? '';
  return [...section.matchAll(/^\| `(\w+)` \| .{10,} \|$/gm)].map(([, name = '']) => name);
}

test('docs/operations.md says what to do about every problem, and about no other', () => {
  expect(rowsBelow('What `/api/health` names').sort()).toEqual([...PROBLEM_CODES].sort());
});

test('docs/operations.md says what to do about every signal of the alert rule, and about no other', async () => {
  const alerts = await readFile(join(ROOT, 'infra/modules/alerts.bicep'), 'utf8');
  const signals = [...alerts.matchAll(/^ {4}iff\(.*, '', '(\w+)'\)/gm)].map(([, name = '']) => name);
  expect(signals.length).toBeGreaterThan(3);
  expect(rowsBelow('When an alert comes').sort()).toEqual(signals.sort());
});

test('the workflow that deploys signs in without a credential, with no more rights than that takes', async () => {
  const workflow = await readFile(join(ROOT, '.github/workflows/deploy.yml'), 'utf8');
  expect(workflow).not.toMatch(/creds:|client-secret|publish-profile|password/i);
  expect(workflow.match(/^ *(?:id-token|contents|actions|packages|[\w-]+): write$/gm)).toEqual([
    '      id-token: write',
  ]);
  expect(workflow).toMatch(/^permissions:\n {2}contents: read$/m);
  for (const [, action] of workflow.matchAll(/uses: (\S+)/g)) expect(action).toMatch(/@v\d+$/);
});
