import { describe, expect, test } from '@jest/globals';
import type { Coverage } from '../../shared/domain/coverage/coverage';
import type { CoverageNews } from '../../shared/domain/coverage/coverageNews';
import type { Gap } from '../../shared/domain/coverage/hole';
import type { Known } from '../../shared/domain/coverage/known';
import type { TenantCoverage } from '../../shared/domain/coverage/tenantCoverage';
import { renderDigest } from '../../shared/render/digest/mail';
import { renderReport } from '../../shared/render/report/reportPage';
import { gapGroups, gapInWords } from '../../shared/render/words/gaps';
import { aTenantCoverage } from '../domain/builders';
import { aDigest, aReport } from './builders';
import { unbalanced, visibleText } from './markup';

const KNOWN: Known = {
  people: {
    u1: { userPrincipalName: 'anna@contoso.example', userDisplayName: 'Anna Berg', kind: 'person' },
    u2: { userPrincipalName: null, userDisplayName: null, kind: 'breakGlass' },
  },
  names: {
    u9: { name: 'new.hire@contoso.example', people: null },
    g1: { name: 'Scripts', people: { count: 7, isMore: false, some: ['a@x', 'b@x', 'c@x', 'd@x', 'e@x'] } },
    g2: { name: 'Leavers', people: { count: 0, isMore: false, some: [] } },
    g3: { name: 'Everybody', people: { count: 500, isMore: true, some: ['a@x'] } },
    g4: { name: 'Secret', people: null },
    g5: { name: 'Devices', people: { count: 0, isMore: true, some: [] } },
    r1: { name: 'User Administrator', people: { count: 1, isMore: false, some: ['a@x'] } },
    r2: { name: 'Reader', people: { count: 0, isMore: false, some: [] } },
  },
  policies: { p1: 'Require MFA for Azure' },
};
const user = (who: string): Gap => ({ who, why: 'excludedUser', policy: 'p1' });
const app = (coverage: Coverage, gaps: readonly Gap[], gapCount = gaps.length) => ({
  coverage,
  policies: ['p1'],
  gaps,
  gapCount,
});
const report = (coverage: TenantCoverage | null) =>
  renderReport(
    aReport({ tenant: { coverage, known: KNOWN, whatIf: null, trend: [], reportOnlyStops: { p2: 1_203 } } }),
  );

describe('the report', () => {
  test('says for each app whom policies demand MFA of, who gets around them, and what closes that', () => {
    const gaps = [user('u1'), user('u2'), user('u3')];
    const html = report(
      aTenantCoverage({
        apps: {
          azureCli: app('someone', gaps),
          azurePowerShell: app('someone', gaps),
          adminPortals: app('everyone', []),
        },
      }),
    );
    const text = visibleText(html);
    expect(unbalanced(html)).toEqual([]);
    expect(text).toContain('Security defaults are off. Read on 2 Mar 2026, 03:00 UTC.');
    expect(text.replace(/\s+/g, ' ')).toContain(
      'Azure CLI Azure PowerShell By policy Some Gaps Require MFA for Azure leaves out Anna Berg, u2 (break-glass account), u3',
    );
    expect(text).toContain('npx mfa-watch policy --out');
  });

  test('names whom every policy spares, unless they are known as break-glass', () => {
    const spared = (likelyBreakGlass: readonly string[]) =>
      visibleText(report(aTenantCoverage({ likelyBreakGlass }))).replace(/\s+/g, ' ');
    const text = spared(['u1', 'u2', 'u9']);
    expect(text).toContain(
      'Spared by every policy that demands MFA Anna Berg new.hire@contoso.example Microsoft spares nobody.',
    );
    expect(spared(['u2'])).not.toContain('Spared by');
    expect(spared([])).not.toContain('Spared by');
  });

  test('says how many findings a report-only policy would have stopped', () => {
    const policies = [
      { id: 'p1', name: 'On', state: 'enabled' as const },
      { id: 'p2', name: 'Pilot', state: 'reportOnly' as const },
      { id: 'p3', name: 'Another', state: 'reportOnly' as const },
    ];
    const coverage = aTenantCoverage({ policies });
    const text = visibleText(report(coverage)).replace(/\s+/g, ' ');
    expect(text).toContain('would have stopped 1,203 findings of the last 14 days');
    expect(text).toContain('would have stopped no finding');
    const tenant = { coverage, known: KNOWN, whatIf: null, trend: [], reportOnlyStops: null };
    expect(renderReport(aReport({ tenant }))).toContain('has not been counted yet');
    expect(report(aTenantCoverage())).not.toContain('Report-only policies');
  });

  test('with nothing to close names no command', () => {
    expect(visibleText(report(aTenantCoverage({ securityDefaults: true })))).toContain(
      'Security defaults are on',
    );
    expect(report(aTenantCoverage())).not.toContain('--out');
  });

  test('says how many gaps were not kept', () => {
    const coverage = aTenantCoverage({ apps: { azureCli: app('someone', [user('u1')], 1_201) } });
    expect(visibleText(report(coverage))).toContain('and 1,200 more');
  });

  test('of a tenant whose policies were not read, and of files, has no such section', () => {
    expect(report(null)).not.toContain('id="coverage"');
    expect(renderReport(aReport())).not.toContain('id="coverage"');
  });
});

describe('gaps in words', () => {
  const lines = (gaps: readonly Gap[]) => gapGroups(gaps, KNOWN);

  test.each<[Gap, string, string]>([
    [{ who: 'everyone', why: 'notIncluded', policy: null }, 'No policy', 'requires MFA of everyone'],
    [{ who: 'users', why: 'condition', policy: null }, 'Security defaults', 'leaves out users'],
    [{ who: 'g', why: 'excludedGroup', policy: 'p2' }, 'p2', 'leaves out the group g'],
    [
      { who: 'sign-ins with the location AllTrusted', why: 'condition', policy: 'p1' },
      'Require MFA for Azure',
      'leaves out sign-ins from any trusted place',
    ],
    [{ who: 'everyone else', why: 'notIncluded', policy: 'p2' }, 'p2', 'includes nobody else'],
    [{ who: 'everyone', why: 'notIncluded', policy: 'p2' }, 'p2', 'includes nobody'],
    [{ who: 'everyone', why: 'disabled', policy: 'p1' }, 'Require MFA for Azure', 'is off'],
  ])('%j', (gap, title, line) => {
    expect(lines([gap])).toEqual([{ title, lines: [line] }]);
  });

  test('of many people names five', () => {
    expect(lines(['a', 'b', 'c', 'd', 'e'].map(user))[0]?.lines).toEqual(['leaves out a, b, c, d, e']);
    expect(lines(['a', 'b', 'c', 'd', 'e', 'f', 'g'].map(user))[0]?.lines).toEqual([
      'leaves out a, b, c, d, e and 2 more',
    ]);
  });

  test('of many kinds tells eight', () => {
    const group = (who: string): Gap => ({ who, why: 'excludedGroup', policy: 'p1' });
    const condition = (who: string): Gap => ({ who, why: 'condition', policy: 'p1' });
    expect(lines([...'abcdefgh'].map(condition))[0]?.lines).toHaveLength(8);
    expect(lines([...'abcdefghij'].map(condition))[0]?.lines.at(-1)).toBe('has 2 more ways around it');
    expect(lines([...'abc'].map(group))[0]?.lines).toHaveLength(3);
    expect(lines([...'abcdefg'].map(group))[0]?.lines).toEqual([
      'leaves out the groups a, b, c, d, e and 2 more',
    ]);
  });

  test('use words for what Graph has identifiers for', () => {
    const role = '62e90394-69f5-4237-9190-012177145e10';
    const arm = '797f4846-ba00-4fd7-ba43-dac1f8f63013';
    const gap = (who: string, why: Gap['why']) => lines([{ who, why, policy: 'p1' }])[0]?.lines[0];
    expect(gap(role, 'excludedRole')).toBe('leaves out the role Global Administrator');
    expect(gap('b2bCollaborationGuest, serviceProvider of t', 'excludedGuests')).toBe(
      'leaves out guests: B2B collaboration guests, service provider users of t',
    );
    expect(gap('whoever meets compliantDevice or domainJoinedDevice instead', 'grantOr')).toBe(
      'lets in whoever meets a compliant device or a hybrid joined device instead',
    );
    expect(gap(`everyone at ${arm}`, 'excludedApp')).toBe(
      'leaves out the app for everyone at Windows Azure Service Management API',
    );
    expect(gap('everyone at All', 'excludedApp')).toBe('leaves out the app for everyone at all resources');
  });
});

const NEWS: CoverageNews = {
  trend: 'worse',
  covered: 2,
  apps: 6,
  securityDefaults: null,
  policies: [],
  levels: [],
  opened: [],
  closed: [],
  known: KNOWN,
};
const digest = (news: Partial<CoverageNews>, change: Parameters<typeof aDigest>[0] = { news: [] }) =>
  renderDigest(aDigest({ coverage: { ...NEWS, ...news }, ...change }));
const coverageText = (news: Partial<CoverageNews>) => digest(news).text.replace(/\s+/g, ' ');

describe('the digest', () => {
  test.each<[string, Partial<CoverageNews>, string]>([
    [
      'a policy that was turned off',
      { policies: [{ name: 'Require MFA', from: 'enabled', to: 'disabled' }], opened: [user('u1')] },
      '“Require MFA” is now off. MFA is demanded of everyone at 2 of 6 enforced apps, as before.',
    ],
    [
      'a policy that is gone, and others',
      {
        policies: [
          { name: 'Require MFA', from: 'enabled', to: null },
          { name: 'Other', from: null, to: 'enabled' },
        ],
      },
      '“Require MFA” is gone, or reaches no enforced app any more, and 1 more.',
    ],
    [
      'a new policy',
      { policies: [{ name: 'N', from: null, to: 'reportOnly' }] },
      '“N” is new, and report-only.',
    ],
    [
      'an exclusion',
      { opened: [user('u1'), user('u2')] },
      '“Require MFA for Azure” now leaves out Anna Berg, and 1 more.',
    ],
    [
      'nobody to blame',
      { opened: [{ who: 'everyone', why: 'notIncluded', policy: null }] },
      'No policy now requires MFA of everyone.',
    ],
    [
      'a gap that is closed',
      { trend: 'better', closed: [user('u1')] },
      '1 way around your policies is closed.',
    ],
    [
      'gaps that are closed',
      { trend: 'better', closed: [user('u1'), user('u2')] },
      '2 ways around your policies are closed.',
    ],
    ['gaps too many to name', {}, 'Who gets around your policies has changed.'],
    ['security defaults', { securityDefaults: false }, 'Security defaults were turned off.'],
    [
      'levels',
      {
        levels: [
          { app: 'azureCli', from: 'everyone', to: 'someone' },
          { app: 'adminPortals', from: 'none', to: 'someone' },
          { app: 'azurePowerShell', from: 'everyone', to: 'someone' },
        ],
      },
      'MFA is now demanded of some, before of everyone: Azure CLI; Azure PowerShell, and 1 more.',
    ],
    [
      'how things stand',
      { trend: 'first' },
      'By your own policies, MFA is demanded of everyone at 2 of 6 enforced apps.',
    ],
  ])('tells of %s', (_, news, told) => {
    expect(coverageText(news)).toContain(told);
    expect(visibleText(digest(news).html).replace(/\s+/g, ' ')).toContain(told);
  });

  test.each<[CoverageNews['trend'], string]>([
    ['worse', 'your policies cover less'],
    ['better', 'your policies cover more'],
    ['mixed', 'coverage by your policies changed'],
    ['first', 'nothing changed, no account still open'],
  ])('says so in its subject, without a name: %s', (trend, words) => {
    expect(digest({ trend, opened: [user('u1')] }).subject).toBe(`MFA Watch: ${words}`);
  });

  test('tells it after the accounts in the subject', () => {
    expect(digest({}, {}).subject).toBe(
      'MFA Watch: 1 new account gets in without proven MFA, your policies cover less',
    );
  });

  test('of a policy whose name looks like a link makes none of it', () => {
    const { text, html } = digest({
      policies: [{ name: 'See https://evil.example', from: null, to: 'enabled' }],
    });
    expect(text + html).not.toContain('//evil.example');
  });

  test('without a change says nothing of it', () => {
    expect(renderDigest(aDigest()).text).not.toMatch(/polic/i);
  });
});

describe('whom a policy leaves out', () => {
  const told = (who: string, why: Gap['why']) => gapInWords({ who, why, policy: 'p1' }, KNOWN);

  test.each<[string, Gap['why'], string]>([
    ['u1', 'excludedUser', 'Anna Berg'],
    ['u9', 'excludedUser', 'new.hire@contoso.example'],
    ['u0', 'excludedUser', 'u0'],
    ['g1', 'excludedGroup', 'the group Scripts (7 members: a@x, b@x, c@x, d@x, e@x and others)'],
    ['g2', 'excludedGroup', 'the group Leavers (no user is in it)'],
    ['g3', 'excludedGroup', 'the group Everybody (more than 500 members: a@x and others)'],
    ['g4', 'excludedGroup', 'the group Secret'],
    ['g0', 'excludedGroup', 'the group g0'],
    ['r1', 'excludedRole', 'the role User Administrator (1 holder: a@x)'],
    ['g5', 'excludedGroup', 'the group Devices (more than 0 members)'],
    ['r2', 'excludedRole', 'the role Reader (nobody holds it now)'],
    ['toString', 'excludedRole', 'the role toString'],
  ])('%s, %s', (who, why, words) => {
    expect(told(who, why)).toBe(`leaves out ${words}`);
  });
});
