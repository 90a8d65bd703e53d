import { createHash } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import { NO_EFFECT } from '../../shared/domain/account/effect';
import { NO_COUNTS } from '../../shared/domain/verdict/summary';
import { renderReport } from '../../shared/render/report/reportPage';
import { ADVICE_WORDS } from '../../shared/render/words/advice';
import { PROVISIONAL } from '../../shared/render/words/finding';
import { reasonsInWords } from '../../shared/render/words/readiness';
import {
  ageInWords,
  basisInWords,
  GROUP_WORDS,
  moreFindings,
  NO_FINDING,
  nothingRead,
  VERDICTS_TITLE,
} from '../../shared/render/words/report';
import { needsScript } from '../../shared/render/words/reportPage';
import { accounts, aFinding, anAccount, anEffect, aProblem, aReport } from './builders';
import { count, unbalanced, visibleText, withoutScripts } from './markup';

const SUMMARY = {
  read: 12_000,
  rejected: 1,
  byVerdict: { withoutMfa: 3, cannotTell: 1, mfa: 9_000, outOfScope: 2_996 },
  byApp: {
    azureCli: { ...NO_COUNTS, mfa: 8_000, cannotTell: 1 },
    adminPortals: { ...NO_COUNTS, mfa: 1_000, withoutMfa: 3 },
  },
};

describe('the page', () => {
  const html = renderReport(aReport());

  test('is valid HTML with language, title and landmarks', () => {
    expect(html).toMatch(/^<!doctype html><html lang="en">/);
    expect(html).toContain('<title>MFA Watch: 1 account gets in without proven MFA</title>');
    expect(unbalanced(html)).toEqual([]);
    for (const landmark of ['header', 'main', 'footer', 'h1'])
      expect(count(html, new RegExp(`<${landmark}>`, 'g'))).toBe(1);
    for (const [, id] of html.matchAll(/aria-labelledby="([^"]+)"/g))
      expect(html).toContain(`<h2 id="${id}"`);
  });

  test('fetches nothing', () => {
    const drawn = withoutScripts(html);
    expect(drawn).not.toMatch(/<(img|iframe|object|embed|form)\b/i);
    expect(drawn).not.toMatch(/\s(src|style|on\w+)=/i);
    expect(drawn).not.toMatch(/@import|url\(/i);
    expect([...drawn.matchAll(/<link[^>]*>/g)].map(([tag]) => tag)).toEqual([
      '<link rel="icon" href="data:,"/>',
    ]);
  });

  test('runs its own script and applies its own style, by their hashes, and no others', () => {
    const [, policy = ''] = /Content-Security-Policy" content="([^"]*)"/.exec(html) ?? [];
    expect(policy).not.toContain('unsafe');
    expect(policy).toContain("default-src 'none'");
    const [, style = ''] = /<style>(.*?)<\/style>/s.exec(html) ?? [];
    const scripts = [...html.matchAll(/<script>(.*?)<\/script>/gs)].map(([, script]) => script ?? '');
    expect(scripts).toHaveLength(1);
    for (const text of [style, ...scripts])
      expect(policy).toContain(`'sha256-${createHash('sha256').update(text).digest('base64')}'`);
  });

  test('gives every header cell a scope and every table a caption', () => {
    expect(count(withoutScripts(html), /<th\b/g)).toBe(count(html, /<th scope="(col|row)"/g));
    expect(count(withoutScripts(html), /<table/g)).toBe(count(withoutScripts(html), /<caption>/g));
  });

  test('keeps its style rules as written', () => {
    const [, css = ''] = /<style>(.*?)<\/style>/s.exec(html) ?? [];
    expect(css).not.toMatch(/&|undefined|\[object/);
    expect(count(css, /\{/g)).toBe(count(css, /\}/g));
    const used = new Set([...css.matchAll(/var\((--[\w-]+)\)/g)].map(([, name]) => name));
    for (const name of used) expect(css).toContain(`${name}: `);
  });
});

test('shows every fact about an account', () => {
  const account = anAccount({ lastMfa: '2026-10-03T07:20:00.000Z' });
  const text = visibleText(renderReport(aReport({ accounts: [account] })));
  for (const shown of [
    'Anna Berg',
    'anna.berg@contoso.example',
    'New',
    'Person',
    'Must register a method',
    reasonsInWords(account.reasons),
    'Azure CLI',
    '20 Nov 2026, 17:41 UTC',
    '3 Oct 2026, 07:20 UTC',
    `${ADVICE_WORDS.registerMethod.sentence} ${ADVICE_WORDS.registerMethod.link}`,
  ]) {
    expect(text).toContain(shown);
  }
});

test('names an account once if its display name is its UPN, and by its id if it has neither', () => {
  const upn = 'svc@contoso.example';
  const once = renderReport(
    aReport({ accounts: [anAccount({ userPrincipalName: upn, userDisplayName: upn })], findings: [] }),
  );
  const list = withoutScripts(once.slice(once.indexOf('id="account-list"')));
  expect(count(list, /svc@contoso\.example/g)).toBe(1);
  const nameless = anAccount({ userPrincipalName: null, userDisplayName: ' \u0007' });
  expect(visibleText(renderReport(aReport({ accounts: [nameless] })))).toContain('\uFFFD');
  const bare = anAccount({ userPrincipalName: null, userDisplayName: '  ' });
  expect(visibleText(renderReport(aReport({ accounts: [bare] })))).toContain(bare.userId);
});

test('begins the main part with the problems and their fixes', () => {
  const html = renderReport(aReport({ problems: [aProblem()] }));
  expect(html).toContain('<main><section id="problems"');
  expect(visibleText(html)).toContain('The sign-in log was last read 9 hours ago.\nOpen the function app');
  expect(renderReport(aReport())).not.toContain('id="problems"');
});

test('has a group for each effect, guests among them, and the resolved accounts at the end', () => {
  const html = renderReport(
    aReport({
      accounts: [
        anAccount({ userId: '1', userDisplayName: 'Reader One', effect: anEffect({ kind: 'readsOnly' }) }),
        anAccount({ userId: '2', userDisplayName: 'Settled Two', state: 'resolved', effect: NO_EFFECT }),
        anAccount({ userId: '3', userDisplayName: 'Zed Three', kind: 'guest' }),
        anAccount({ userId: '4', userDisplayName: 'Ann Four' }),
        anAccount({ userId: '5', userDisplayName: 'Stopped Five', effect: anEffect({ kind: 'stopped' }) }),
      ],
      findings: [],
    }),
  );
  expect(headings(html)).toEqual([
    'Stopped 1',
    'Get in without proven MFA 2',
    'Can only read 1',
    'Resolved 1',
  ]);
  const order = ['Stopped Five', 'Zed Three', 'Ann Four', 'Reader One', 'Settled Two'];
  const list = html.slice(html.indexOf('id="account-list"'));
  const places = order.map((name) => list.indexOf(name));
  expect(places).toEqual([...places].sort((a, b) => a - b));
  expect(Math.min(...places)).toBeGreaterThan(0);
});

test('lists a break-glass account among the others only if something happens to it', () => {
  const quiet = anAccount({ kind: 'breakGlass', state: 'ongoing', effect: NO_EFFECT });
  expect(headings(renderReport(aReport({ accounts: [quiet] })))).toEqual([]);
  const used = anAccount({ kind: 'breakGlass' });
  expect(headings(renderReport(aReport({ accounts: [used] })))).toEqual(['Get in without proven MFA 1']);
});

test('shows the roles of an account as a badge', () => {
  const roles = [{ roleId: '62e90394-69f5-4237-9190-012177145e10', held: 'eligible' as const }];
  const html = renderReport(aReport({ accounts: [anAccount({ roles })] }));
  expect(html).toContain('<span class="badge info">Global Administrator (eligible)</span>');
});

describe('an account that nothing happens to', () => {
  const blocked = anAccount({
    state: 'resolved',
    effect: NO_EFFECT,
    lastMfa: '2026-10-03T07:20:00.000Z',
    lastSignal: { signal: 'blocked', at: '2026-11-21T04:50:00.000Z' },
  });

  test('is blocked if a policy blocked it in the last 14 days, and says so', () => {
    const html = renderReport(aReport({ accounts: [blocked] }));
    expect(headings(html)).toEqual(['Blocked 1']);
    expect(html).toContain('<div class="group"><h3>Blocked');
    expect(visibleText(html)).toContain('Stopped on 21 Nov 2026, 04:50 UTC: a policy blocked it.');
  });

  test.each([
    ['a wrong password', { lastSignal: { signal: 'passwordFailed', at: '2026-11-20T00:00:00.000Z' } }],
    ['more than 14 days', { lastSignal: { signal: 'blocked', at: '2026-11-07T06:11:59.999Z' } }],
    ['later MFA', { lastMfa: '2026-11-21T04:50:00.001Z' }],
    ['no stop', { lastSignal: null }],
  ] as const)('is not blocked after %s', (_, over) => {
    const settled = renderReport(aReport({ accounts: [{ ...blocked, ...over }] }));
    expect(headings(settled)).toEqual(['Resolved 1']);
    const quiet = { ...blocked, ...over, lastFinding: null } as const;
    expect(headings(renderReport(aReport({ accounts: [quiet] })))).toEqual(['Accounts without a finding 1']);
  });
});

/** The headings of the groups of accounts, with their counts. */
function headings(html: string): string[] {
  return [...html.matchAll(/<h3>(.*?) <span class="count">(\d+)<\/span><\/h3>/g)].map(
    ([, title, total]) => `${title} ${total}`,
  );
}

test('lists excepted accounts separately, unfolded, with the exception', () => {
  const account = anAccount({
    state: 'excepted',
    lastSignal: { signal: 'blocked', at: '2026-11-21T04:50:00.000Z' },
    exception: {
      reason: 'Vendor <b>moves</b> in June',
      until: '2027-06-30T00:00:00.000Z',
      by: 'kim@contoso.example',
      setAt: '2026-11-20T00:00:00.000Z',
    },
  });
  const html = renderReport(aReport({ accounts: [account] }));
  expect(headings(html)).toEqual([`${GROUP_WORDS.excepted.title} 1`]);
  expect(html).toContain(`<div class="group"><h3>${GROUP_WORDS.excepted.title}`);
  expect(visibleText(html)).toContain(
    'until 30 Jun 2027, 00:00 UTC, by kim@contoso.example. Reason: Vendor <b>moves</b> in June',
  );
  expect(visibleText(renderReport(aReport()))).not.toContain(GROUP_WORDS.excepted.note);
});

test('lists new accounts in their grace separately, with its end, and counts none of them', () => {
  const account = anAccount({ grace: '2026-12-05T08:00:00.000Z' });
  const html = renderReport(aReport({ accounts: [account] }));
  expect(headings(html)).toEqual([`${GROUP_WORDS.grace.title} 1`]);
  expect(visibleText(html)).toContain('New account: not counted as open until 5 Dec 2026, 08:00 UTC.');
  expect(html).not.toContain('class="tiles"');
});

test('shows a finding with its reason, and its evidence on demand', () => {
  const html = renderReport(aReport({ findings: [aFinding({ provisional: true, interactive: null })] }));
  const text = visibleText(html);
  expect(text).toContain('MFA was skipped: the device was remembered.');
  expect(text).toContain(PROVISIONAL.label);
  const [evidence = ''] = /<details><summary>Evidence.*?<\/details>/s.exec(html) ?? [];
  expect(evidence).toContain('MFA requirement skipped due to remembered device');
  expect(evidence).toContain('203.0.113.24');
  expect(evidence).toContain('The record does not say');
});

test('names who required MFA, if the record names anybody', () => {
  const requirements = [{ source: 'policy', name: '<b>Admins</b>' }] as const;
  const named = visibleText(renderReport(aReport({ findings: [aFinding({ requirements })] })));
  expect(named).toContain('Required by Conditional Access policy “<b>Admins</b>”.');
  expect(visibleText(renderReport(aReport({ findings: [aFinding()] })))).not.toContain('Required by');
});

describe('with more than a page can hold', () => {
  const content = aReport({
    accounts: [...accounts(490), ...accounts(700, { kind: 'guest' })],
    findings: Array.from({ length: 1_000 }, (_, index) => aFinding({ id: `finding-${index}` })),
    findingsCut: true,
  });
  const html = renderReport(content);

  test('draws the first 50 accounts and 10 findings', () => {
    expect(count(html, /<th scope="row"><a class="to-account"/g)).toBe(60);
    expect(html).toContain('finding-9<');
    expect(html).not.toContain('finding-10<');
  });

  test('counts the rest, and says where to read it', () => {
    const text = visibleText(html);
    expect(text).toContain(needsScript(50, 1_190));
    expect(text).toContain(moreFindings(10, content)?.replaceAll('`', ''));
    expect(html).toContain('<code>/api/findings</code>');
    expect(text).toContain('Get in without proven MFA 1,190');
  });
});

test('has no sentence about the rest if there is none', () => {
  const text = visibleText(renderReport(aReport()));
  expect(text).not.toContain('the full list');
  expect(text).not.toContain('These are the first');
});

describe('the counts', () => {
  test('come from the summary if there is one, worst app first', () => {
    const text = visibleText(renderReport(aReport({ summary: SUMMARY })));
    expect(text).toContain(basisInWords(aReport({ summary: SUMMARY })));
    expect(text).toMatch(
      /Azure portal, Entra and Intune admin centers\n3\n0\n1,000\nAzure CLI\n0\n1\n8,000\nAll sign-ins\n3\n1\n9,000/,
    );
  });

  test('come from the findings if sign-ins with MFA are not stored', () => {
    const findings = [
      aFinding(),
      aFinding({ app: 'adminPortals' }),
      aFinding({ verdict: 'cannotTell', because: 'noDetails', detail: null, correlationId: 'another' }),
      aFinding({ verdict: 'cannotTell', because: 'noDetails', detail: null, correlationId: 'another' }),
    ];
    const text = visibleText(renderReport(aReport({ findings })));
    expect(text).toContain(basisInWords(aReport({ findings })));
    expect(text).toMatch(
      /Azure CLI\n1\n1\nAzure portal, Entra and Intune admin centers\n1\n0\nAll sign-ins\n2\n1/,
    );
  });

  test('draw bars by the use of each app', () => {
    const html = renderReport(aReport({ summary: SUMMARY }));
    const bars = [...html.matchAll(/<svg class="bar" aria-hidden="true"[^>]*>(.*?)<\/svg>/g)];
    expect(
      bars.map(([, bar = '']) =>
        [...bar.matchAll(/class="(\w+)" x="([\d.]+)%" width="([\d.]+)%"/g)].map(([, ...part]) =>
          part.join(' '),
        ),
      ),
    ).toEqual([
      ['bad 0 0.8', 'good 1.1 12.5'],
      ['warn 0 0.8', 'good 1.1 99'],
    ]);
  });

  test('of accounts on the list stand by readiness, worst first', () => {
    const html = renderReport(
      aReport({
        accounts: [
          anAccount({ readiness: 'usesMfa' }),
          ...accounts(2, { readiness: 'willBeStopped' }),
          anAccount({ readiness: 'willBeStopped', mandate: 'postponed' }),
          anAccount({ readiness: 'willBeStopped', effect: NO_EFFECT }),
        ],
      }),
    );
    const [tiles = ''] = /<ul class="tiles">.*?<\/ul>/s.exec(html) ?? [];
    expect(visibleText(`<body>${tiles}`).trim()).toBe('2 Cannot do MFA\n1 Will be stopped\n1 Uses MFA');
  });
});

describe('without findings', () => {
  test('has one sentence in place of the tables', () => {
    const text = visibleText(renderReport(aReport({ accounts: [], findings: [] })));
    expect(text).toContain(NO_FINDING);
    expect(text).not.toContain(VERDICTS_TITLE);
  });

  test('claims nothing before the first read', () => {
    const content = aReport({ accounts: [], findings: [], from: null, to: null });
    const text = visibleText(renderReport(content));
    expect(text).toContain(nothingRead(content));
    expect(text).not.toContain('No finding');
  });
});

describe('the footer', () => {
  test('has a glossary of the verdicts, and the age of the data', () => {
    const text = visibleText(renderReport(aReport()));
    for (const label of ['Without MFA', 'Cannot tell', 'MFA', 'Not in scope', 'Provisional'])
      expect(text).toContain(`\n${label}\n`);
    expect(text).toContain(ageInWords(aReport()));
  });

  test('has the note about other clouds, unless a problem says it', () => {
    const note = 'Microsoft enforces MFA in the public cloud only.';
    expect(visibleText(renderReport(aReport()))).not.toContain(note);
    expect(visibleText(renderReport(aReport({ cloud: 'usgov' })))).toContain(note);
    const problem = aProblem({
      code: 'notEnforcedInCloud',
      sentence: 'Not enforced here.',
      mend: 'Nothing.',
    });
    expect(visibleText(renderReport(aReport({ cloud: 'usgov', problems: [problem] })))).not.toContain(note);
  });
});
