import { describe, expect, test } from '@jest/globals';
import { renderDigest } from '../../shared/render/digest/mail';
import { COLUMNS } from '../../shared/render/wrap';
import { accounts, aDigest, anAccount, anAdvice, aProblem } from './builders';
import { count, unbalanced, visibleText } from './markup';

describe('the subject', () => {
  test.each([
    ['one new account', aDigest(), '1 new account gets in without proven MFA'],
    [
      'every kind of change',
      aDigest({
        news: accounts(3),
        returned: accounts(2),
        stopped: accounts(1),
        resolved: accounts(1),
        newlyExcepted: 2,
      }),
      '3 new accounts get in without proven MFA, 2 returned, 1 stopped, 1 resolved, 2 excepted',
    ],
    [
      'only some kinds',
      aDigest({ news: [], returned: accounts(1), resolved: accounts(2) }),
      '1 account returned, 2 resolved',
    ],
    [
      'nothing, with accounts open',
      aDigest({ news: [], quiet: true, ongoing: 4 }),
      'nothing changed, 4 accounts still open',
    ],
    ['only an exception', aDigest({ news: [], newlyExcepted: 1 }), '1 account excepted'],
    ['nothing at all', aDigest({ news: [], quiet: true }), 'nothing changed, no account still open'],
    [
      'the first digest',
      aDigest({ first: true, news: accounts(1_200) }),
      'first digest, 1,200 accounts get in without proven MFA',
    ],
    [
      'an empty first digest',
      aDigest({ first: true, news: [] }),
      'first digest, no account gets in without proven MFA',
    ],
    [
      'no poll yet',
      aDigest({ first: true, news: [], readUntil: null }),
      'the sign-in log has not been read yet',
    ],
    [
      'a problem',
      aDigest({ news: [], problems: [aProblem()] }),
      'nothing changed, no account still open; 1 problem to mend',
    ],
    [
      'no problem where there is nothing to mend',
      aDigest({ news: [], problems: [aProblem({ code: 'notEnforcedInCloud' })] }),
      'nothing changed, no account still open',
    ],
  ])('tells of %s', (_case, content, told) => {
    expect(renderDigest(content).subject).toBe(`MFA Watch: ${told}`);
  });

  test('what there is to mend comes before what there is to know', () => {
    const note = aProblem({ code: 'filterInPieces', sentence: 'It is slower.', mend: 'Nothing is missing.' });
    const { text } = renderDigest(aDigest({ problems: [note, aProblem()] }));
    expect(text).toContain('To mend first: 1 problem');
    expect(text.indexOf('It is slower.')).toBeGreaterThan(text.indexOf('was last read 9 hours ago'));
    expect(renderDigest(aDigest({ problems: [note] })).text).toContain('To know');
  });

  test('names nobody', () => {
    const { subject } = renderDigest(aDigest({ resolved: accounts(1) }));
    expect(subject).not.toMatch(/Anna|Berg|@|User/);
  });
});

const FULL = aDigest({
  problems: [aProblem()],
  news: [anAccount({ userDisplayName: 'New One' })],
  returned: [anAccount({ userDisplayName: 'Back Two' })],
  stopped: [
    anAccount({
      userDisplayName: 'Stopped Three',
      lastSignal: { signal: 'mfaFailed', at: '2026-11-21T04:50:00.000Z' },
    }),
  ],
  resolved: [anAccount({ userDisplayName: 'Done Four', lastMfa: '2026-11-20T18:00:00.000Z' })],
  ongoing: 9,
});

describe.each([
  ['text', (content: typeof FULL) => renderDigest(content).text],
  ['HTML', (content: typeof FULL) => visibleText(renderDigest(content).html)],
])('the %s part', (_name, render) => {
  test('has its sections in order', () => {
    const text = render(FULL);
    const order = [
      'The sign-in log was read until 21 Nov 2026, 06:45 CET.',
      'To mend first: 1 problem',
      'New: 1 account',
      'New One',
      'Returned: 1 account',
      'Back Two',
      'Being stopped now: 1 account',
      'Stopped Three',
      'Resolved: 1 account',
      'Done Four',
      '9 accounts told of before are still open.',
      'DIGEST_RECIPIENTS',
    ];
    const places = order.map((part) => text.indexOf(part));
    expect(Math.min(...places)).toBeGreaterThanOrEqual(0);
    expect(places).toEqual([...places].sort((a, b) => a - b));
  });

  test('leaves out what is empty', () => {
    const text = render(aDigest());
    for (const absent of ['To mend', 'Returned', 'Being stopped', 'Resolved', 'told of before'])
      expect(text).not.toContain(absent);
  });

  test('says of an account who it is, what will happen and the one next step', () => {
    const advice = [anAdvice(), anAdvice({ action: 'coverByPolicy', sentence: 'Cover the app by policy.' })];
    const text = render(aDigest({ news: [anAccount({ apps: ['azureCli', 'azurePowerShell'], advice })] }));
    for (const part of [
      'Anna Berg',
      'anna.berg@contoso.example',
      'Person: Azure CLI; Azure PowerShell',
      'Must register a method. No method that counts as MFA is registered.',
      'Next: Register a passkey or the Authenticator app.',
    ]) {
      expect(text).toContain(part);
    }
    expect(text).not.toContain('Cover the app by policy.');
  });

  test('lists excepted accounts apart, with the reason and the end, and asks for nothing', () => {
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
      expect(part).toContain('Excepted, not counted as open: 1 account');
      expect(part).toContain(
        'Excepted until 30 Jun 2027, 00:00 CEST, by kim@contoso.example. Reason: See contoso[.]example/plan',
      );
      expect(part).not.toContain('Next:');
    }
  });

  test('says how a script is told, alone or under the account of a person, and nothing of others', () => {
    const kindEvidence = ['Never signs in interactively.', 'Signs in with a script client (curl).'];
    const told = 'Never signs in interactively. Signs in with a script client (curl).';
    const parts = (kind: 'automation' | 'person' | 'guest') => {
      const { text, html } = renderDigest(aDigest({ news: [anAccount({ kind, kindEvidence })] }));
      return [text.replace(/\s+/g, ' '), visibleText(html)];
    };
    for (const part of [...parts('automation'), ...parts('person')]) expect(part).toContain(told);
    for (const part of parts('guest')) expect(part).not.toContain('Never signs in interactively');
  });

  test('says of an account that is stopped already that it is, and not that it will be', () => {
    const reason = 'Is stopped now. Signs in with ROPC (password in the request), which cannot do MFA.';
    const stopped = anAccount({ readiness: 'willBeStopped', reason, hasOpenFinding: false });
    const { text, html } = renderDigest(aDigest({ stopped: [stopped] }));
    for (const part of [text.replace(/\s+/g, ' '), visibleText(html)]) {
      expect(part).toContain('Is stopped. Signs in with ROPC');
      expect(part).not.toMatch(/will be stopped|is stopped now/i);
    }
  });

  test('says what stopped an account, in the time zone of the digest', () => {
    expect(render(FULL)).toContain('Stopped on 21 Nov 2026, 05:50 CET: MFA was not completed.');
  });

  test('says why an account counts as resolved, and asks for nothing', () => {
    const text = render(
      aDigest({ news: [], resolved: [anAccount({ lastMfa: '2026-11-20T18:00:00.000Z' })] }),
    );
    expect(text).toContain('MFA was seen on 20 Nov 2026, 19:00 CET.');
    expect(text).not.toContain('Next:');
    const faded = render(
      aDigest({ news: [], resolved: [anAccount({ lastMfa: '2026-11-01T18:00:00.000Z' })] }),
    );
    expect(faded).toContain('No finding since 20 Nov 2026, 18:41 CET.');
    const withdrawn = render(
      aDigest({ news: [], resolved: [anAccount({ lastFinding: null, lastMfa: null })] }),
    );
    expect(withdrawn).toContain('The sign-in log has since shown that it was no finding.');
  });

  test('names 25 accounts per section and counts the rest', () => {
    const text = render(aDigest({ news: accounts(26), resolved: accounts(40) }));
    expect(text).toContain('New: 26 accounts');
    expect(text).toContain('and 1 more');
    expect(text).toContain('and 15 more');
    expect(count(text, /User \d+\n/g)).toBe(50);
    expect(render(aDigest({ news: accounts(25) }))).not.toContain(' more');
  });

  test('says once in a quiet digest how many accounts are open', () => {
    const text = render(aDigest({ news: [], quiet: true, ongoing: 4 }));
    expect(text).toContain('Nothing changed, 4 accounts still open.');
    expect(text).not.toContain('told of before');
  });

  test('claims nothing before the first poll', () => {
    const text = render(aDigest({ news: [], first: true, readUntil: null }));
    expect(text).toContain('The sign-in log has not been read yet.');
    expect(text).not.toContain('no account');
  });

  test('says why this mail came, and where to change it', () => {
    const text = render(aDigest()).replace(/\s+/g, ' ');
    expect(text).toContain('You get this mail as a Global Administrator of the tenant');
    expect(text).toContain(
      'set DIGEST_TO_GLOBAL_ADMINS, DIGEST_RECIPIENTS, DIGEST_TIME, DIGEST_TIME_ZONE or DIGEST_WHEN_QUIET',
    );
  });
});

describe('the link to the report', () => {
  test('stands in both parts', () => {
    const { text, html } = renderDigest(aDigest({ news: accounts(30) }));
    expect(text).toContain('and 5 more: https://mfa-watch.contoso.example/api/report');
    expect(text).toContain('The report:\nhttps://mfa-watch.contoso.example/api/report\n');
    expect(count(html, /href="https:\/\/mfa-watch\.contoso\.example\/api\/report"/g)).toBe(2);
  });

  test('is left out where no address is set', () => {
    const { text, html } = renderDigest(aDigest({ news: accounts(30), reportUrl: null }));
    expect(text).toContain('and 5 more.');
    for (const part of [text, html]) expect(part).not.toMatch(/the report|null/i);
  });
});

test('keeps the text part within 72 columns, but for links', () => {
  const long = anAccount({
    userDisplayName: 'Wolfeschlegelsteinhausenbergerdorff-Featherstonehaugh, Maximiliana',
    userPrincipalName: `${'x'.repeat(64)}@${'y'.repeat(48)}`,
    apps: Object.keys(FULL.appNames),
    reason: 'A reason that goes on and on. '.repeat(7),
  });
  const { text } = renderDigest({ ...FULL, news: [long, ...accounts(30)] });
  for (const line of text.split('\n')) {
    if (!/^\s*https:\/\/\S+$/.test(line)) expect(line.length).toBeLessThanOrEqual(COLUMNS);
  }
});

describe('the HTML part', () => {
  const { html } = renderDigest(FULL);

  test('is sound, at most 600 wide, and fetches nothing', () => {
    expect(unbalanced(html)).toEqual([]);
    expect(html).toContain('<html lang="en">');
    expect(html).toContain('width="600"');
    expect(html).toContain('max-width:600px');
    expect(html).not.toMatch(/<(script|img|link|iframe|form)\b|url\(|@import/i);
    expect(count(html, /<table/g)).toBe(count(html, /<table role="presentation"/g));
  });

  test('opens with a hidden line for the list of mails, which names nobody', () => {
    const [, preheader = ''] = /<body[^>]*><div style="display:none[^"]*">([^<]*)<\/div>/.exec(html) ?? [];
    expect(preheader).toContain('1 new account gets in without proven MFA');
    expect(preheader).toContain('06:45 CET');
    expect(preheader).not.toMatch(/@|New One/);
  });

  test('stays under the size at which Gmail cuts a mail, however much there is', () => {
    const many = accounts(100, {
      apps: Object.keys(FULL.appNames),
      reason: 'A reason of a usual length, told in one sentence.',
    });
    const mail = renderDigest({ ...FULL, news: many, returned: many, stopped: many, resolved: many });
    expect(Buffer.byteLength(mail.html)).toBeLessThan(102_000);
  });
});
