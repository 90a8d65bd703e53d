import { expect, test } from '@jest/globals';
import { withRevokedMfa } from '../../shared/domain/account/revokedMfa';
import { aFinding, someFacts } from './builders';

const AT = '2026-03-01T09:00:00.000Z';
const use = (lastMfa: string | null, firstMfa = lastMfa) => ({
  firstFinding: null,
  lastFinding: null,
  lastMfa,
  firstMfa,
});

test('revokes the MFA and the session proof of a sign-in that turned out to be a finding, and no other', () => {
  const facts = someFacts({
    apps: { adminPortals: use(AT), azureCli: use(AT), entra: use(null) },
    sessions: { s: { signInId: 'a1', at: AT }, t: { signInId: 'a2', at: AT } },
  });
  const found = withRevokedMfa(facts, [aFinding({ id: 'a1', app: 'adminPortals', createdDateTime: AT })]);
  expect(found).toEqual({
    ...facts,
    apps: { adminPortals: use(null), azureCli: use(AT), entra: use(null) },
    sessions: { t: { signInId: 'a2', at: AT } },
  });
});

test.each([
  ['earlier', '2026-03-01T08:59:59.000Z'],
  ['later', '2026-03-01T09:00:01.000Z'],
])('MFA that was %s stays', (_, lastMfa) => {
  const facts = someFacts({ apps: { adminPortals: use(lastMfa) } });
  expect(withRevokedMfa(facts, [aFinding({ app: 'adminPortals', createdDateTime: AT })])).toEqual(facts);
});

test('of a first and a last MFA, only the revoked one goes', () => {
  const [earlier, later] = ['2026-03-01T08:59:59.000Z', '2026-03-01T09:00:01.000Z'];
  const left = (lastMfa: string, firstMfa: string) =>
    withRevokedMfa(someFacts({ apps: { adminPortals: use(lastMfa, firstMfa) } }), [
      aFinding({ app: 'adminPortals', createdDateTime: AT }),
    ]).apps.adminPortals;
  expect(left(later, AT)).toEqual(use(later));
  expect(left(AT, earlier)).toEqual(use(null));
});

test('a finding that may still change revokes nothing', () => {
  const facts = someFacts({ apps: { adminPortals: use(AT) }, sessions: { s: { signInId: 'a1', at: AT } } });
  const provisional = aFinding({ id: 'a1', app: 'adminPortals', createdDateTime: AT, provisional: true });
  expect(withRevokedMfa(facts, [provisional])).toBe(facts);
  expect(withRevokedMfa(facts, [])).toBe(facts);
});

test('MFA that another sign-in of the session proved stays; MFA that the sign-in proved itself goes', () => {
  const leaning = aFinding({ id: 'a1', app: 'adminPortals', createdDateTime: AT, leansOn: 's' });
  const provedBy = (signInId: string) =>
    withRevokedMfa(someFacts({ apps: { adminPortals: use(AT) }, sessions: { s: { signInId, at: AT } } }), [
      leaning,
    ]);
  expect(provedBy('a0')).toMatchObject({
    apps: { adminPortals: use(AT) },
    sessions: { s: { signInId: 'a0' } },
  });
  expect(provedBy('a1')).toMatchObject({ apps: { adminPortals: use(null) }, sessions: {} });
});

test('the last use is no longer one with MFA if it is the sign-in that turned out to be a finding', () => {
  const lastUse = { at: AT, app: 'adminPortals', outcome: 'mfa', ipAddress: '198.51.100.4' } as const;
  const after = (finding: Parameters<typeof aFinding>[0]) =>
    withRevokedMfa(someFacts({ lastUse }), [aFinding({ verdict: 'withoutMfa', ...finding })]).lastUse;
  expect(after({ app: 'adminPortals', createdDateTime: AT })).toEqual({ ...lastUse, outcome: 'withoutMfa' });
  expect(after({ app: 'azureCli', createdDateTime: AT })).toEqual(lastUse);
  expect(after({ app: 'adminPortals', createdDateTime: '2026-03-01T08:59:59.000Z' })).toEqual(lastUse);
  expect(after({ app: 'adminPortals', createdDateTime: AT, leansOn: 's' })).toEqual(lastUse);
});
