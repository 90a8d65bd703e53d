import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { ACCOUNT_KINDS, ACCOUNT_STATES, READINESS } from '../../shared/domain/account/account';
import { ACTIONS } from '../../shared/domain/account/advice';
import { ADVICE_WORDS } from '../../shared/render/words/advice';
import { ENFORCEMENT_TITLE } from '../../shared/render/words/enforcement';
import { KIND_WORDS } from '../../shared/render/words/kind';
import { readinessInWords } from '../../shared/render/words/readiness';
import { STATE_WORDS } from '../../shared/render/words/state';
import { TREND_TITLE } from '../../shared/render/words/trend';
import { WRITES_TITLE } from '../../shared/render/words/writes';
import { mfaWatch } from './commandLine';

let folder = '';
let report = '';
let mail = '';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mfa-watch-demo-'));
  const { code, stderr } = await mfaWatch(['demo', '--once', '--port', '0', '--out', folder]);
  expect([code, stderr]).toEqual([0, '']);
  report = textOf(await readFile(join(folder, 'report.html'), 'utf8'));
  const [html = ''] = (await readdir(join(folder, 'outbox'))).filter((name) => name.endsWith('.html'));
  mail = textOf(await readFile(join(folder, 'outbox', html), 'utf8'));
}, 120_000);
afterAll(() => rm(folder, { recursive: true, force: true }));

/** A line for each piece of text. */
function textOf(html: string): string {
  return html
    .replace(/<style>.*?<\/style>/gs, '')
    .replace(/<[^>]+>/g, '\n')
    .replaceAll('&#39;', "'");
}

const shown = (words: string) => report.split('\n').some((line) => line.trim() === words);

/** Steps that no account of the simulated tenant needs. */
const WITHOUT_ACCOUNT: ReadonlySet<string> = new Set(['registerPasskey', 'validateBreakGlass']);

describe('the report of the demo', () => {
  test.each(ACCOUNT_KINDS)('shows an account of the kind %s', (kind) => {
    expect(shown(KIND_WORDS[kind])).toBe(true);
  });

  test.each(READINESS)('shows an account of the readiness %s', (readiness) => {
    expect(shown(readinessInWords(readiness, 'enforced'))).toBe(true);
  });

  test.each(ACCOUNT_STATES)('shows an account that is %s', (state) => {
    expect(shown(STATE_WORDS[state])).toBe(true);
  });

  test.each(ACTIONS.filter((action) => !WITHOUT_ACCOUNT.has(action)))('advises to %s', (action) => {
    expect(shown(ADVICE_WORDS[action].link)).toBe(true);
  });

  test.each([ENFORCEMENT_TITLE, WRITES_TITLE, TREND_TITLE])('has the section %s', (title) => {
    expect(shown(title)).toBe(true);
  });
});

test('the digest of the demo lists accounts', () => {
  expect(mail).toContain('Found so far');
});
