import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { LOOK_FIRST, OPEN_THESE } from '../../local/words/demo';
import { ACCOUNT_KINDS, ACCOUNT_STATES, READINESS } from '../../shared/domain/account/account';
import { ACTIONS } from '../../shared/domain/account/advice';
import { VERDICT_KINDS } from '../../shared/domain/verdict/verdict';
import { ADVICE_WORDS } from '../../shared/render/words/advice';
import { BREAK_GLASS_TITLE } from '../../shared/render/words/breakGlass';
import { DEADLINES, DO_FIRST } from '../../shared/render/words/digest';
import { ENFORCEMENT_TITLE } from '../../shared/render/words/enforcement';
import { KIND_WORDS } from '../../shared/render/words/kind';
import { readinessInWords } from '../../shared/render/words/readiness';
import { GROUP_WORDS } from '../../shared/render/words/report';
import { NUMBERS_TITLE } from '../../shared/render/words/standingNumbers';
import { STATE_WORDS } from '../../shared/render/words/state';
import { STEP_WORDS } from '../../shared/render/words/step';
import { TREND_TITLE } from '../../shared/render/words/trend';
import { VERDICT_WORDS } from '../../shared/render/words/verdict';
import { WRITES_TITLE } from '../../shared/render/words/writes';
import { mfaWatch } from './commandLine';

let folder = '';
let report = '';
let mail = '';
let said = '';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mfa-watch-demo-'));
  const { code, stdout, stderr } = await mfaWatch(['demo', '--once', '--port', '0', '--out', folder]);
  expect([code, stderr]).toEqual([0, '']);
  said = stdout;
  report = textOf(await readFile(join(folder, 'report.html'), 'utf8'));
  mail = await digestIn(join(folder, 'outbox'));
}, 120_000);
afterAll(() => rm(folder, { recursive: true, force: true }));

/** The digest: an urgent mail may lie beside it, if an administrator got in by a password alone within the last day. */
async function digestIn(outbox: string): Promise<string> {
  const names = (await readdir(outbox)).filter((name) => name.endsWith('.html'));
  const mails = await Promise.all(names.map((name) => readFile(join(outbox, name), 'utf8')));
  const digests = mails.map(textOf).filter((text) => text.includes(NUMBERS_TITLE));
  expect(digests).toHaveLength(1);
  return digests.join('');
}

/** A line for each piece of text. */
function textOf(html: string): string {
  return html
    .replace(/<style>.*?<\/style>/gs, '')
    .replace(/<[^>]+>/g, '\n')
    .replaceAll('&#39;', "'");
}

const shown = (words: string) => report.split('\n').some((line) => line.trim() === words);

describe('the report of the demo', () => {
  test.each(ACCOUNT_KINDS.filter((kind) => kind !== 'breakGlass'))(
    'shows an account of the kind %s',
    (kind) => {
      expect(shown(KIND_WORDS[kind])).toBe(true);
    },
  );

  test.each(['stopped', 'getsIn', 'readsOnly', 'deadline'] as const)(
    'has accounts under the heading %s',
    (group) => {
      expect(shown(GROUP_WORDS[group].title)).toBe(true);
    },
  );

  test.each(['Global Administrator', 'Global Administrator (eligible)', 'User Administrator'])(
    'shows the role %s as a badge',
    (role) => expect(shown(role)).toBe(true),
  );

  test('shows a break-glass account unused for a year, and one without a passkey', () => {
    const section = report.slice(report.indexOf(BREAK_GLASS_TITLE), report.indexOf(WRITES_TITLE));
    expect(section).toMatch(/Emergency access 2[\s\S]*no passkey/);
    expect(section).toMatch(/Emergency access 3[\s\S]*Last used .* 202\d/);
  });

  test.each(READINESS)('shows an account of the readiness %s', (readiness) => {
    expect(shown(readinessInWords(readiness, 'enforced'))).toBe(true);
  });

  test.each(ACCOUNT_STATES)('shows an account that is %s', (state) => {
    expect(shown(STATE_WORDS[state])).toBe(true);
  });

  test.each(ACTIONS)('advises to %s', (action) => {
    const { link, sentence } = ADVICE_WORDS[action];
    expect(shown(link) || report.includes(sentence)).toBe(true);
  });

  test.each([ENFORCEMENT_TITLE, WRITES_TITLE, TREND_TITLE])('has the section %s', (title) => {
    expect(shown(title)).toBe(true);
  });
});

test('the digest of the demo names who is stopped, gets in and reads only, the administrators, what to do first and the tenant', () => {
  for (const part of [
    'Found so far',
    'Stopped now',
    'cannot sign in',
    'scripts are stopped',
    '1 administrator gets in with a password alone',
    DO_FIRST,
    DEADLINES,
    BREAK_GLASS_TITLE,
    NUMBERS_TITLE,
    'Azure refused',
    'Can only read. Signed in',
    'Contoso',
  ])
    expect(mail).toContain(part);
});

describe('the demo says', () => {
  test('how many sign-ins the records are, which is the sum of its table', () => {
    const number = (text: string | undefined) => Number((text ?? '').replaceAll(',', ''));
    const [, records, signIns] =
      /([\d,]+) records read, 0 could not be decoded; they are ([\d,]+) sign-ins/.exec(
        said.replace(/\s+/g, ' '),
      ) ?? [];
    const rows = VERDICT_KINDS.map((kind) =>
      new RegExp(`^${VERDICT_WORDS[kind].label} +([\\d,]+)$`, 'm').exec(said),
    );
    expect(rows.reduce((sum, row) => sum + number(row?.[1]), 0)).toBe(number(signIns));
    expect(said).toMatch(new RegExp(`^All sign-ins +${signIns}$`, 'm'));
    expect(number(records)).toBeGreaterThan(number(signIns));
  });

  test('three accounts to look at first, in the order and the words of the digest', () => {
    const [, list = ''] = said.split(LOOK_FIRST);
    const accounts = [...list.matchAll(/^ {2}(\d)\. (.+): (.+)\.\n {5}Next step: (.+)\.$/gm)];
    expect(accounts.map(([, place]) => place)).toEqual(['1', '2', '3']);
    const words = Object.values<string>(STEP_WORDS);
    for (const [, , who = '', what = '', step = ''] of accounts) {
      expect(words).toContain(step);
      expect(report).toContain(who.split(', ')[0]);
      expect(what).toMatch(/^(is stopped|gets in|can only read)/);
    }
    const [, , first = ''] = accounts[0] ?? [];
    // The heading, and not the line that a list of mails shows.
    const [, doFirst = ''] = mail.split(`\n${DO_FIRST}\n`);
    expect(doFirst.split('Open the report')[0]).toContain(first.split(', ')[0]);
  });

  test('why the numbers of the report are not those of the digest', () => {
    const text = said.replace(/\s+/g, ' ');
    const [, digest, now] =
      /Get in without proven MFA: (\d+) in the digest, (\d+) in the report/.exec(text) ?? [];
    const [, table = ''] = mail.split(NUMBERS_TITLE);
    expect(table).toMatch(
      new RegExp(`Get in without proven MFA[^\\d]*(\\(\\d+ administrators?\\))?\\s*${digest}\\s`),
    );
    expect(report).toMatch(new RegExp(`Get in without proven MFA\\s+${now}\\s`));
    expect(text).toMatch(/Since the digest, .*the exemption of .+ has ended.*; .+ has appeared in the log\./);
  });

  test('which file is which, and each is there', async () => {
    const [, list = ''] = said.split(OPEN_THESE);
    const files = [...list.matchAll(/^ {2}(Report|Digest|Urgent mail) +(\/.*)$/gm)];
    const labels = files.map(([, label]) => label);
    expect(labels.slice(0, 2)).toEqual(['Report', 'Digest']);
    const digest = files.find(([, label]) => label === 'Digest')?.[2] ?? '';
    expect(textOf(await readFile(digest, 'utf8'))).toBe(mail);
    const written = (await readdir(join(folder, 'outbox'))).filter((name) => name.endsWith('.html'));
    expect(files).toHaveLength(written.length + 1);
  });
});
