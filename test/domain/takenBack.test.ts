import { expect, test } from '@jest/globals';
import { withoutMfaOf } from '../../shared/domain/account/takenBack';
import { aFinding, someFacts } from './builders';

const AT = '2026-03-01T09:00:00.000Z';
const use = (lastMfa: string | null, firstMfa = lastMfa) => ({
  firstFinding: null,
  lastFinding: null,
  lastMfa,
  firstMfa,
});

test('takes back the MFA and the proof that a sign-in no longer is, and no other', () => {
  const facts = someFacts({
    apps: { adminPortals: use(AT), azureCli: use(AT), entra: use(null) },
    sessions: { s: { signInId: 'a1', at: AT }, t: { signInId: 'a2', at: AT } },
  });
  const found = withoutMfaOf(facts, [aFinding({ id: 'a1', app: 'adminPortals', createdDateTime: AT })]);
  expect(found).toEqual({
    ...facts,
    apps: { adminPortals: use(null), azureCli: use(AT), entra: use(null) },
    sessions: { t: { signInId: 'a2', at: AT } },
  });
});

test.each([
  ['earlier', '2026-03-01T08:59:59.000Z'],
  ['later', '2026-03-01T09:00:01.000Z'],
])('MFA that came %s stays', (_, lastMfa) => {
  const facts = someFacts({ apps: { adminPortals: use(lastMfa) } });
  expect(withoutMfaOf(facts, [aFinding({ app: 'adminPortals', createdDateTime: AT })])).toEqual(facts);
});

test('of a first and a last MFA, the one that is taken back goes', () => {
  const [earlier, later] = ['2026-03-01T08:59:59.000Z', '2026-03-01T09:00:01.000Z'];
  const left = (lastMfa: string, firstMfa: string) =>
    withoutMfaOf(someFacts({ apps: { adminPortals: use(lastMfa, firstMfa) } }), [
      aFinding({ app: 'adminPortals', createdDateTime: AT }),
    ]).apps.adminPortals;
  expect(left(later, AT)).toEqual(use(later));
  expect(left(AT, earlier)).toEqual(use(null));
});

test('what may still change takes nothing back', () => {
  const facts = someFacts({ apps: { adminPortals: use(AT) }, sessions: { s: { signInId: 'a1', at: AT } } });
  const provisional = aFinding({ id: 'a1', app: 'adminPortals', createdDateTime: AT, provisional: true });
  expect(withoutMfaOf(facts, [provisional])).toBe(facts);
  expect(withoutMfaOf(facts, [])).toBe(facts);
});

test('MFA that another sign-in of the session proved stays; that which it proved itself does not', () => {
  const leaning = aFinding({ id: 'a1', app: 'adminPortals', createdDateTime: AT, leansOn: 's' });
  const provedBy = (signInId: string) =>
    withoutMfaOf(someFacts({ apps: { adminPortals: use(AT) }, sessions: { s: { signInId, at: AT } } }), [
      leaning,
    ]);
  expect(provedBy('a0')).toMatchObject({
    apps: { adminPortals: use(AT) },
    sessions: { s: { signInId: 'a0' } },
  });
  expect(provedBy('a1')).toMatchObject({ apps: { adminPortals: use(null) }, sessions: {} });
});
