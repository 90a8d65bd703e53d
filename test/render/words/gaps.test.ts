import { describe, expect, test } from '@jest/globals';
import type { Gap, GapCause } from '../../../shared/domain/coverage/hole';
import { gapGroups, gapInWords, othersInWords } from '../../../shared/render/words/gaps';
import { whoInWords } from '../../../shared/render/words/gapWho';
import { KNOWN } from '../builders';

const user = (who: string): Gap => ({ who, why: 'excludedUser', policy: 'p1' });
const group = (who: string): Gap => ({ who, why: 'excludedGroup', policy: 'p1' });
const platform = (value: string): Gap => ({
  who: { condition: 'platform', is: 'inside', values: [value] },
  why: 'condition',
  policy: 'p1',
});
const ARM = '797f4846-ba00-4fd7-ba43-dac1f8f63013';

describe('one gap', () => {
  test.each<[GapCause, string, string]>([
    [{ why: 'notIncluded', who: 'everyone' }, 'everyone', 'includes nobody'],
    [{ why: 'notIncluded', who: 'everyone else' }, 'everyone else', 'includes only some users'],
    [{ why: 'disabled', who: 'everyone' }, 'everyone', 'is off'],
    [{ why: 'reportOnly', who: 'everyone' }, 'everyone', 'is report-only'],
    [
      { why: 'customControl', who: 'everyone' },
      'everyone',
      'requires a custom control, which does not satisfy mandatory MFA, and Microsoft ends it in 2027',
    ],
    [
      { why: 'excludedGuests', who: { types: null, tenants: null } },
      'GuestsOrExternalUsers',
      'excludes all guests and external users',
    ],
    [
      { why: 'excludedGuests', who: { types: ['b2bCollaborationGuest', 'serviceProvider'], tenants: ['t'] } },
      'b2bCollaborationGuest, serviceProvider of t',
      'excludes B2B collaboration guests, service provider users of t',
    ],
    [
      { why: 'excludedApp', who: { app: 'is', name: ARM } },
      `everyone at ${ARM}`,
      'excludes Windows Azure Service Management API',
    ],
    [{ why: 'excludedApp', who: { app: 'is', name: 'All' } }, 'everyone at All', 'excludes all resources'],
    [
      { why: 'excludedApp', who: { app: 'maybe', name: 'Salesforce' } },
      'everyone, if Salesforce is the app',
      'excludes Salesforce, which may be the app',
    ],
    [
      { why: 'excludedApp', who: { app: 'filter' } },
      'everyone, if its filter excludes the app',
      'has a filter that may exclude the app',
    ],
    [
      { why: 'grantOr', who: { controls: ['compliantDevice', 'domainJoinedDevice'], strength: null } },
      'whoever meets compliantDevice or domainJoinedDevice instead',
      'accepts a compliant device or a hybrid joined device instead of MFA',
    ],
    [
      { why: 'grantOr', who: { controls: [], strength: 'unknown' } },
      'whoever meets an authentication strength whose methods are not known instead',
      'accepts an authentication strength whose methods are not known instead of MFA',
    ],
    [
      { why: 'grantOr', who: { controls: ['duo'], strength: 'withoutMfa' } },
      'whoever meets duo or an authentication strength that is not MFA instead',
      'accepts duo or an authentication strength that is not MFA instead of MFA',
    ],
    [
      { why: 'condition', who: { condition: 'location', is: 'inside', values: ['AllTrusted'] } },
      'sign-ins with the location AllTrusted',
      'does not apply to sign-ins from trusted locations',
    ],
    [
      { why: 'condition', who: { condition: 'location', is: 'outside', values: ['AllTrusted'] } },
      'sign-ins outside the location AllTrusted',
      'does not apply to sign-ins from outside the trusted locations',
    ],
    [
      { why: 'condition', who: { condition: 'client', is: 'outside', values: ['browser'] } },
      'sign-ins outside the client app browser',
      'does not apply to sign-ins outside the client app browser',
    ],
    [
      {
        why: 'condition',
        who: { condition: 'authenticationFlow', is: 'inside', values: ['deviceCodeFlow'] },
      },
      'sign-ins with the authentication flow deviceCodeFlow',
      'does not apply to sign-ins with the authentication flow device code flow',
    ],
    [
      { why: 'condition', who: 'nonAdministrators' },
      'users without an administrator role, unless Microsoft considers MFA necessary',
      'require MFA of administrators always, and of other users only if Microsoft considers it necessary',
    ],
  ])('%j', (cause, who, words) => {
    expect(whoInWords(cause)).toBe(who);
    expect(gapInWords({ ...cause, policy: 'p2' }, KNOWN)).toBe(words);
  });

  test.each<['excludedUser' | 'excludedGroup' | 'excludedRole', string, string]>([
    ['excludedUser', 'u1', 'Anna Berg'],
    ['excludedUser', 'u2', 'u2 (break-glass account)'],
    ['excludedUser', 'u9', 'new.hire@contoso.example'],
    ['excludedUser', 'u0', 'u0'],
    ['excludedGroup', 'g1', 'the group Scripts (7 members: a@x, b@x, c@x, d@x, e@x and others)'],
    ['excludedGroup', 'g2', 'the group Leavers (no user is in it)'],
    ['excludedGroup', 'g3', 'the group Everybody (more than 500 members: a@x and others)'],
    ['excludedGroup', 'g4', 'the group Secret'],
    ['excludedGroup', 'g0', 'the group g0'],
    ['excludedGroup', 'g5', 'the group Devices (more than 0 members)'],
    ['excludedRole', 'r1', 'the role User Administrator (1 holder: a@x)'],
    ['excludedRole', 'r2', 'the role Reader (nobody holds it now)'],
    ['excludedRole', '62e90394-69f5-4237-9190-012177145e10', 'the role Global Administrator'],
    ['excludedRole', 'toString', 'the role toString'],
  ])('%s of %s', (why, who, words) => {
    expect(whoInWords({ why, who })).toBe(who);
    expect(gapInWords({ why, who, policy: 'p1' }, KNOWN)).toBe(`excludes ${words}`);
  });
});

describe('the gaps of a policy', () => {
  const lines = (gaps: readonly Gap[]) => gapGroups(gaps, KNOWN)[0]?.lines;

  test('stand under its name, or under the reason why there is none', () => {
    const titles = (gap: Gap) => gapGroups([gap], KNOWN).map(({ title }) => title);
    expect(titles(user('u1'))).toEqual(['Require MFA for Azure']);
    expect(titles({ ...user('u1'), policy: 'p2' })).toEqual(['p2']);
    expect(gapGroups([{ who: 'everyone', why: 'notIncluded', policy: null }], KNOWN)).toEqual([
      { title: 'No policy', excludes: null, lines: ['requires MFA of everyone'] },
    ]);
    expect(titles({ who: 'nonAdministrators', why: 'condition', policy: null })).toEqual([
      'Security defaults',
    ]);
  });

  test('name five users', () => {
    const excluded = (ids: string) => gapGroups([...ids].map(user), KNOWN)[0]?.excludes;
    const names = (ids: string) => excluded(ids)?.named.map(({ name }) => name);
    expect([names('abcde'), excluded('abcde')?.left]).toEqual([['a', 'b', 'c', 'd', 'e'], 0]);
    expect([names('abcdefg'), excluded('abcdefg')?.left]).toEqual([['a', 'b', 'c', 'd', 'e'], 2]);
    expect(othersInWords({ named: [], left: 2 })).toBe(' and 2 more');
  });

  test('have a line for each of three groups, and one line for more', () => {
    expect(lines([...'abc'].map(group))).toHaveLength(3);
    expect(lines([...'abcdefg'].map(group))).toEqual(['excludes the groups a, b, c, d, e and 2 more']);
  });

  test('have eight lines', () => {
    expect(lines([...'abcdefgh'].map(platform))).toHaveLength(8);
    expect(lines([...'abcdefghij'].map(platform))?.at(-1)).toBe('has 2 more gaps');
  });
});

test('a report-only policy of Microsoft is turned on by itself', () => {
  const gap = { why: 'reportOnly', who: 'everyone', policy: 'p' } as const;
  const known = (managed: readonly string[]) => ({ people: {}, names: {}, policies: {}, managed });
  expect(gapInWords(gap, known(['p']))).toBe(
    'is report-only; Microsoft turns this policy on by itself, unless you turn it off',
  );
  expect(gapInWords(gap, known(['another']))).toBe('is report-only');
});
