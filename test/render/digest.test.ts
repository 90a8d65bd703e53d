import { describe, expect, test } from '@jest/globals';
import { NO_EFFECT } from '../../shared/domain/account/effect';
import { renderDigest } from '../../shared/render/digest/mail';
import { ADVICE_WORDS, ASK_FIRST } from '../../shared/render/words/advice';
import {
  ABOUT_DIGEST,
  ADMINISTRATORS,
  DEADLINES,
  DO_FIRST,
  IN_THE_REPORT,
  ongoingInWords,
  problemsTitle,
  resolutionInWords,
  sectionTitle,
  unreachedInWords,
} from '../../shared/render/words/digest';
import { digestHeadline } from '../../shared/render/words/digestHeadline';
import { NUMBERS_TITLE } from '../../shared/render/words/standingNumbers';
import { STEP_WORDS } from '../../shared/render/words/step';
import { COLUMNS } from '../../shared/render/wrap';
import { accounts, aDigest, anAccount, anEffect, aProblem } from './builders';
import { count, unbalanced, visibleText } from './markup';

const ADMIN = [{ roleId: '62e90394-69f5-4237-9190-012177145e10', held: 'active' as const }];

const FULL = aDigest({
  problems: [aProblem({ code: 'postureLate' })],
  news: [anAccount({ userId: '1', userDisplayName: 'New One' })],
  returned: [anAccount({ userId: '2', userDisplayName: 'Back Two' })],
  stopped: [
    anAccount({
      userId: '3',
      userDisplayName: 'Stopped Three',
      lastSignal: { signal: 'mfaFailed', at: '2026-11-21T04:50:00.000Z' },
    }),
  ],
  resolved: [anAccount({ userId: '4', userDisplayName: 'Done Four', lastMfa: '2026-11-20T18:00:00.000Z' })],
  administrators: [anAccount({ userId: '5', userDisplayName: 'Admin Five', roles: ADMIN })],
  firstSteps: [{ action: 'registerMethod', accounts: accounts(5) }],
  phoneOnly: { phoneOnly: 27, phoneOnlyAdmins: 3 },
  weekAgo: { day: '2026-11-14', effects: { ...aDigest().effects, getsIn: 4 } },
  ongoing: 9,
});

describe.each([
  ['text', (content: typeof FULL) => renderDigest(content).text],
  ['HTML', (content: typeof FULL) => visibleText(renderDigest(content).html)],
])('the %s part', (_name, render) => {
  const flat = (content: typeof FULL) => render(content).replace(/\s+/g, ' ');

  test('has its sections in order: what to do first, then the changes, then what stands', () => {
    const text = render(FULL);
    const order = [
      'Contoso',
      '21 Nov 2026',
      'User 0',
      sectionTitle('stopped', 1),
      'Stopped Three',
      sectionTitle('news', 1),
      'New One',
      sectionTitle('returned', 1),
      'Back Two',
      sectionTitle('resolved', 1),
      'Done Four',
      ADMINISTRATORS,
      'Admin Five',
      NUMBERS_TITLE,
      `${ongoingInWords(FULL)}`,
      DEADLINES,
      problemsTitle(1),
      'read up to 21 Nov 2026, 06:45.',
      'DIGEST_RECIPIENTS',
    ];
    const places = order.map((part) => text.indexOf(part));
    expect(Math.min(...places)).toBeGreaterThanOrEqual(0);
    expect(places).toEqual([...places].sort((a, b) => a - b));
  });

  test('has no empty section', () => {
    const text = render(aDigest());
    for (const absent of [
      DO_FIRST,
      'needs help',
      'Returned',
      'Stopped since',
      'Resolved',
      'earlier digests',
      DEADLINES,
    ])
      expect(text).not.toContain(absent);
  });

  test('leaves out the name of a tenant that is not known', () => {
    expect(render(FULL)).toContain('Contoso');
    expect(render({ ...FULL, tenantName: null })).not.toMatch(/Contoso|null/);
  });

  test('has problems before notes', () => {
    const note = aProblem({ code: 'filterInPieces', sentence: 'It is slower.', mend: 'Nothing is missing.' });
    const text = render(aDigest({ problems: [note, aProblem()] }));
    expect(text.indexOf('It is slower.')).toBeGreaterThan(text.indexOf('was last read 9 hours ago'));
  });

  test('warns in its first lines that its data are old', () => {
    const readUntil = '2026-11-18T14:00:00.000Z';
    const warning = 'Old numbers: sign-ins after 18 Nov 2026, 15:00 have not been read.';
    const text = flat(aDigest({ readUntil, problems: [{ code: 'pollLate', readUntil }] }));
    expect(text.indexOf(warning)).toBeGreaterThan(0);
    expect(text.indexOf(warning)).toBeLessThan(text.indexOf(sectionTitle('news', 1)));
    expect(flat(aDigest({ problems: [aProblem({ code: 'postureLate' })] }))).not.toContain('Old numbers');
  });

  test('has the numbers of today, and their change in a week if it is known', () => {
    expect(flat(FULL)).toMatch(/Now 7-day change Stopped 0 same Get in without proven MFA 1 −3 /);
    expect(flat({ ...FULL, weekAgo: null })).not.toMatch(/7-day change|same|−/);
  });

  test('says a next step once, above the accounts that need it', () => {
    const two = [
      anAccount({ userId: 'a', userDisplayName: 'Ann', advice: ['registerMethod', 'coverByPolicy'] }),
      anAccount({ userId: 'b', userDisplayName: 'Bob' }),
    ];
    const text = flat(aDigest({ news: two }));
    const step = STEP_WORDS.registerMethod;
    expect(text.slice(0, text.indexOf('Ann'))).toContain(step);
    expect(text.slice(text.indexOf('Ann'), text.indexOf('Bob'))).not.toContain(step);
    expect(text).toContain('Got in 3 times at Azure CLI: with a password alone; last 20 Nov 2026, 18:41.');
    expect(text).not.toContain(STEP_WORDS.coverByPolicy);
  });

  test('has the address of a guest, of a script and of namesakes, and of nobody else', () => {
    const upns = (...group: ReturnType<typeof accounts>) =>
      flat(aDigest({ news: group })).match(/\S+@contoso\.example/g);
    expect(upns(...accounts(2))).toBeNull();
    expect(upns(...accounts(1, { kind: 'guest' }))).toEqual(['user0@contoso.example']);
    expect(upns(...accounts(1, { kind: 'automation' }))).toEqual(['user0@contoso.example']);
    expect(upns(...accounts(2, { userDisplayName: 'Anna Berg' }))).toEqual([
      'user0@contoso.example',
      'user1@contoso.example',
    ]);
  });

  test('names administrators that no change names', () => {
    const admin = anAccount({ userId: 'x', userDisplayName: 'Root', roles: ADMIN });
    expect(flat(aDigest({ administrators: [admin] }))).toContain(
      'Root, Global Administrator: gets in with a password alone.',
    );
    expect(flat(aDigest({ administrators: [admin], news: [admin] }))).not.toContain(ADMINISTRATORS);
    const seven = accounts(9, { roles: ADMIN }).slice(2);
    expect(flat(aDigest({ administrators: seven }))).toContain('And 2 more in the report.');
  });

  test('lists excepted accounts separately, with the exception and without a next step', () => {
    const exception = {
      reason: 'See contoso.example/plan',
      until: '2027-06-29T22:00:00.000Z',
      by: 'kim@contoso.example',
      setAt: '2026-11-20T00:00:00.000Z',
    };
    const { text, html } = renderDigest(
      aDigest({ news: [], excepted: [anAccount({ state: 'excepted', exception })], newlyExcepted: 1 }),
    );
    for (const part of [text.replace(/\s+/g, ' '), visibleText(html)]) {
      expect(part).toContain(sectionTitle('excepted', 1));
      expect(part).toContain('30 Jun 2027, 00:00, by kim@contoso.example');
      expect(part).toContain('See contoso[.]example/plan');
      expect(part).not.toContain(STEP_WORDS.registerMethod);
    }
  });

  test('has the last stop of an account, in the time zone of the digest', () => {
    const blocked = { signal: 'blocked', at: '2026-11-21T04:50:00.000Z' } as const;
    const stopped = [anAccount({ effect: NO_EFFECT, lastSignal: blocked })];
    expect(render(aDigest({ stopped }))).toContain('Stopped on 21 Nov 2026, 05:50: a policy blocked it.');
  });

  test('has the resolution of an account, and no next step', () => {
    const resolved = anAccount({ lastMfa: '2026-11-20T18:00:00.000Z' });
    const text = render(aDigest({ news: [], resolved: [resolved] }));
    expect(text).toContain(resolutionInWords(resolved, () => '20 Nov 2026, 19:00'));
    expect(text).not.toContain(STEP_WORDS.registerMethod);
  });

  test('gives the six worst accounts of a section a line, names three others of each step, and counts the rest', () => {
    const news = [...accounts(10), ...accounts(3, { advice: ['endSkip'] })];
    const text = flat(aDigest({ news, resolved: accounts(8) }));
    expect(text).toContain(sectionTitle('news', 13));
    expect(text).toContain(`${STEP_WORDS.registerMethod}: 10 accounts User 0 `);
    expect(text).toContain('Also User 6, User 7, User 8 and 1 more in the report.');
    expect(text).toContain(`${STEP_WORDS.endSkip}: 3 accounts User 0, User 1, User 2.`);
    expect(text).toContain('And 4 more in the report.');
    expect(count(text, /Got in 3 times/g)).toBe(6);
    expect(render(aDigest({ news: accounts(6) }))).not.toMatch(/ more|account(?! of)s:/);
  });

  test('begins with the headline', () => {
    for (const content of [aDigest({ news: [], quiet: true, ongoing: 4 }), aDigest({ readUntil: null })])
      expect(flat(content).toLowerCase()).toContain(`${digestHeadline(content).main.toLowerCase()}.`);
  });

  test('has its dates in one form, in the time zone that it names', () => {
    const at = '2026-11-20T23:30:00.000Z';
    const exception = { reason: 'Leave', until: at, by: 'kim', setAt: at };
    const text = flat({
      ...FULL,
      excepted: [anAccount({ state: 'excepted', exception })],
      problems: [
        { code: 'pollBehind', since: at, readFrom: at },
        { code: 'digestLate', localDay: '2026-11-20' },
        { code: 'postureLate', refreshedAt: at },
      ],
      microsoft: {
        enforcement: {
          at,
          phase1: { state: 'postponed', until: at },
          phase2: { state: 'notEnforced', because: 'notThere' },
        },
        firstRead: null,
        notices: [{ id: 'MC1', title: 'MFA', startsAt: at, modifiedAt: at, actBy: at }],
      },
      assumedPhases: [1],
    });
    expect(text).toContain('in the time zone Europe/Berlin');
    expect(text).toContain('21 Nov 2026, 00:30');
    expect(text).not.toMatch(/\d{4}-\d\d|UTC|CET|\d (January|February|November|July)/);
    expect(text.match(/\d (Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b(?! 20\d\d)/g)).toBeNull();
  });

  test('on a quiet day is short', () => {
    const quiet = aDigest({ news: [], quiet: true, ongoing: 4, firstSteps: FULL.firstSteps });
    expect(flat(quiet).length).toBeLessThan(1_900);
  });

  test('ends with the administrators that it does not reach, and with the settings', () => {
    const content = aDigest({ unreached: [{ name: 'https://evil.example', why: 'noAddress' }] });
    const text = render(content).replace(/\s+/g, ' ');
    const end = [unreachedInWords(content), ...ABOUT_DIGEST].join(' ');
    expect(text.trimEnd().endsWith(end)).toBe(true);
  });
});

describe('the link to the report', () => {
  test('stands in both parts, on the first screen', () => {
    const { text, html } = renderDigest(aDigest({ news: accounts(30) }));
    expect(text).toContain('The report:\nhttps://mfa-watch.contoso.example/api/report\n');
    expect(text.indexOf('The report:')).toBeLessThan(text.indexOf(sectionTitle('news', 30)));
    expect(count(html, /href="https:\/\/mfa-watch\.contoso\.example\/api\/report"/g)).toBe(1);
    expect(html.indexOf('/api/report')).toBeLessThan(html.indexOf(sectionTitle('news', 30)));
  });

  test('is not there if no address is set, nor does a list refer to the report', () => {
    const { text, html } = renderDigest(aDigest({ news: accounts(30), reportUrl: null }));
    expect(text).toContain('and 21 more.');
    for (const part of [text, html])
      expect(part).not.toMatch(new RegExp(`${IN_THE_REPORT}|open the report|null`, 'i'));
  });
});

test('the text part has the address of the page about each step, once', () => {
  const news = [...accounts(9), ...accounts(2, { advice: ['endSkip'] })];
  const { text } = renderDigest(aDigest({ news, firstSteps: FULL.firstSteps }));
  expect(text.split(ADVICE_WORDS.registerMethod.url)).toHaveLength(2);
  expect(text.split(ADVICE_WORDS.endSkip.url)).toHaveLength(2);
});

test('the text part has 72 columns, except for links', () => {
  const long = anAccount({
    userDisplayName: 'Wolfeschlegelsteinhausenbergerdorff-Featherstonehaugh, Maximiliana',
    userPrincipalName: `${'x'.repeat(64)}@${'y'.repeat(48)}`,
    kind: 'guest',
    effect: anEffect({ apps: Object.keys(FULL.appNames), how: ['certificateStrength'] }),
  });
  const { text } = renderDigest({ ...FULL, news: [long, ...accounts(30)] });
  for (const line of text.split('\n')) {
    if (!/^\s*https:\/\/\S+$/.test(line)) expect(line.length).toBeLessThanOrEqual(COLUMNS);
  }
});

describe('the HTML part', () => {
  const { html } = renderDigest(FULL);

  test('is valid, at most 600 wide, and fetches nothing', () => {
    expect(unbalanced(html)).toEqual([]);
    expect(html).toContain('<html lang="en">');
    expect(html).toContain('width="600"');
    expect(html).toContain('max-width:600px');
    expect(html).not.toMatch(/<(script|img|link|iframe|form)\b|url\(|@import/i);
    // All tables but that of the numbers are for the layout.
    expect(count(html, /<table/g)).toBe(count(html, /<table role="presentation"/g) + 1);
  });

  test('begins with a hidden line for the list of mails, which names nobody', () => {
    const [, preheader = ''] = /<body[^>]*><div style="display:none[^"]*">([^<]*)<\/div>/.exec(html) ?? [];
    expect(preheader).toContain('Contoso. Do first: Have them register');
    expect(preheader).not.toMatch(/@|New One/);
  });
});

test('the first step about an administrator who gets in with a password alone says to ask first', () => {
  const roles = [{ roleId: '62e90394-69f5-4237-9190-012177145e10', held: 'active' as const }];
  const step = { action: 'registerMethod' as const, accounts: [anAccount({ roles }), ...accounts(5)] };
  const { html, text } = renderDigest(aDigest({ firstSteps: [step] }));
  expect(text.replace(/\s+/g, ' ')).toContain(`in the report. ${ASK_FIRST}`);
  expect(visibleText(html)).toContain(ASK_FIRST);
  const others = aDigest({ firstSteps: [{ ...step, accounts: accounts(5) }] });
  expect(renderDigest(others).text).not.toContain(ASK_FIRST);
});
