import { describe, expect, test } from '@jest/globals';
import { missing, ok, unknown } from '../../local/doctor/checkResult';
import type { NotVisible } from '../../local/doctor/invisible';
import type { Search } from '../../local/doctor/outcome';
import { checkText, countsInWords } from '../../local/words/doctor/checkText';

describe('a check result', () => {
  test('keeps the names of docs/commands.md', () => {
    const result = missing({ check: 'app', code: 'stopped', app: 'func-x' }, 'az functionapp start');
    expect(checkText(result)).toEqual({
      name: 'function app',
      state: 'missing',
      sentence: 'func-x is stopped.',
      mend: 'az functionapp start',
    });
  });

  test.each([
    ok({ check: 'signIn', code: 'signedIn', service: 'Microsoft Graph', person: null, tenant: null }),
    missing({ check: 'rights', code: 'mayNotDeploy', role: 'Contributor' }, null),
    missing({ check: 'settings', code: 'otherResource', setting: 'TABLES_ENDPOINT' }, null),
    missing({ check: 'exported', code: 'noRecipients' }, null),
    ok({ check: 'consent', code: 'mayConsent', role: 'Global Administrator' }),
    missing({ check: 'health', code: 'licenceRefused' }, null),
  ])('names the part that it is about (%#)', (result) => {
    expect(checkText(result).name).toBe(
      {
        signIn: 'sign-in to Microsoft Graph',
        rights: 'your Azure roles: Contributor',
        settings: 'settings: TABLES_ENDPOINT',
        exported: 'settings to deploy',
        consent: 'consent',
        health: 'health: licenceRefused',
      }[String(result.check)],
    );
  });
});

describe('a sign-in that works', () => {
  test.each([
    ['alex@contoso.example', 'Contoso', 'You are signed in as alex@contoso.example, in the tenant Contoso.'],
    [null, 'Contoso', 'You are signed in, in the tenant Contoso.'],
    [null, null, 'You are signed in.'],
  ])('of %s in %s', (person, tenant, sentence) => {
    const result = ok({ check: 'signIn', code: 'signedIn', service: 'Microsoft Graph', person, tenant });
    expect(checkText(result).sentence).toBe(sentence);
  });
});

describe('a search of several subscriptions', () => {
  const sentence = (search: Search) =>
    checkText(unknown({ check: 'place', code: 'severalSubscriptions', group: 'rg(1)', ...search })).sentence;

  test.each<[Search, string]>([
    [
      { subscriptions: 3, having: ['s01', 's02'], hidden: 0 },
      'You see 3 subscriptions: 2 of them have a group rg(1) (s01, s02).',
    ],
    [
      { subscriptions: 3, having: [], hidden: 2 },
      'You see 3 subscriptions: no group rg(1) was found, but 2 of them could not be searched.',
    ],
    [
      { subscriptions: 31, having: null, hidden: 31 },
      'You see 31 subscriptions, too many to search each for the group.',
    ],
  ])('says what it found: %j', (search, found) => {
    expect(sentence(search)).toBe(
      `${found} Name the right one with --subscription, and the group with --resource-group if it has another name.`,
    );
  });
});

describe('a thing that is not visible', () => {
  const sentence = (why: NotVisible['why']) =>
    checkText(unknown({ check: 'identity', code: 'notVisible', thing: 'identity', name: 'id-x', why }))
      .sentence;

  test('comes with the role that may read it', () => {
    const takes = 'Reading it takes the role Reader on the resource group.';
    expect(sentence({ kind: 'hidden' })).toBe(`You may not read the identity id-x. ${takes}`);
    expect(sentence({ kind: 'absent', code: null })).toBe(
      `The identity id-x does not exist, or you may not read it. ${takes}`,
    );
  });

  test('comes with the reason if reading failed', () => {
    const why = 'Azure took too long.';
    expect(sentence({ kind: 'failed', why })).toBe(
      'The identity id-x could not be read. Azure took too long.',
    );
  });
});

test.each([
  [['Domain', 'SPF'], true],
  [['Domain'], false],
  [['SPF', 'DKIM'], false],
])('of the records %j the others wait for Domain: %s', (records, isSaid) => {
  const domain = 'mail.contoso.example';
  const result = missing({ check: 'mailDomain', code: 'notVerified', domain, isLinked: true, records }, null);
  expect(checkText(result).sentence.includes('only after Domain')).toBe(isSaid);
});

test.each([
  [{ ok: 9, missing: 0, unknown: 0, notYet: 0 }, 'Nothing is missing.'],
  [{ ok: 9, missing: 2, unknown: 1, notYet: 0 }, '2 missing, 1 unknown.'],
  [{ ok: 1, missing: 0, unknown: 1, notYet: 8 }, '1 unknown, 8 not yet there. All other checks passed.'],
])('the counts %j end the list', (counts, sentence) => {
  expect(countsInWords(counts)).toBe(sentence);
});
