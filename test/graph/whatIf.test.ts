import { expect, test } from '@jest/globals';
import { evaluatePolicies } from '../../shared/graph/whatIf';
import { inTurn, refusal } from '../served';
import { connected } from './connect';

const USER = 'b0000001-0000-4000-8000-000000000001';
const NEVER = Number.POSITIVE_INFINITY;
const question = { userId: USER, resource: 'azureManagement', guest: null, isGovernment: false } as const;
const policy = {
  id: 'd1',
  displayName: 'Require MFA',
  state: 'enabled',
  conditions: { applications: { includeApplications: ['All'] }, users: { includeUsers: ['All'] } },
  grantControls: { operator: 'OR', builtInControls: ['mfa'] },
};
const ANSWER = {
  body: {
    value: [
      { ...policy, policyApplies: true, analysisReasons: 'notSet' },
      { ...policy, id: 'd2', policyApplies: false, analysisReasons: 'location' },
    ],
  },
};

test('asks by POST, with the user and the resource in the body', async () => {
  const { graph, server } = await connected(() => ANSWER);
  const reply = await evaluatePolicies(graph, question, NEVER);
  const evaluated = reply.kind === 'said' ? reply.evaluated : [];
  expect(
    evaluated.map(({ applies, reasons, policy: { id, state } }) => [id, state, applies, reasons]),
  ).toEqual([
    ['d1', 'enabled', true, null],
    ['d2', 'enabled', false, 'location'],
  ]);
  const [asked] = server.asked;
  expect(asked).toMatchObject({
    method: 'POST',
    url: '/v1.0/identity/conditionalAccess/evaluate',
    headers: { authorization: 'Bearer secret', 'content-type': 'application/json' },
  });
  expect(JSON.parse(asked?.body ?? '')).toEqual({
    signInIdentity: { '@odata.type': '#microsoft.graph.userSignIn', userId: USER },
    signInContext: {
      '@odata.type': '#microsoft.graph.applicationContext',
      includeApplications: ['797f4846-ba00-4fd7-ba43-dac1f8f63013'],
    },
    signInConditions: { clientAppType: 'mobileAppsAndDesktopClients', devicePlatform: 'windows' },
    appliedPoliciesOnly: false,
  });
});

test.each([
  ['adminPortals', false, 'MicrosoftAdminPortals', 'browser'],
  ['adminPortals', true, 'MicrosoftAdminPortals', 'browser'],
  ['azureManagement', true, '40a69793-8fe6-4db1-9591-dbc5c57b17d8', 'mobileAppsAndDesktopClients'],
] as const)('asks for %s, Government %s, as %s', async (resource, isGovernment, app, clientAppType) => {
  const { graph, server } = await connected(() => ANSWER);
  await evaluatePolicies(graph, { userId: USER, resource, guest: null, isGovernment }, NEVER);
  expect(JSON.parse(server.asked[0]?.body ?? '')).toMatchObject({
    signInContext: { includeApplications: [app] },
    signInConditions: { clientAppType },
  });
});

test.each([
  ['one of a known tenant', USER, { externalTenantId: USER }],
  ['one of an unknown tenant', null, {}],
])('of a guest, the question says so: %s', async (_which, homeTenantId, more) => {
  const { graph, server } = await connected(() => ANSWER);
  await evaluatePolicies(graph, { ...question, guest: { homeTenantId } }, NEVER);
  expect(JSON.parse(server.asked[0]?.body ?? '').signInIdentity).toEqual({
    '@odata.type': '#microsoft.graph.userSignIn',
    userId: USER,
    externalUserType: 'b2bCollaborationGuest',
    ...more,
  });
});

test('is asked again after a passing fault, the same', async () => {
  const { graph, server, waits } = await connected(inTurn(refusal(429, 'TooManyRequests'), ANSWER));
  expect((await evaluatePolicies(graph, question, NEVER)).kind).toBe('said');
  expect(server.asked[1]?.body).toBe(server.asked[0]?.body);
  // The pace of one a second lasts a little longer than that.
  expect(waits).toEqual([2_000]);
});

test('keeps to one a second, and to the time there is', async () => {
  const { graph, waits } = await connected(() => ANSWER);
  for (const _ of [1, 2]) await evaluatePolicies(graph, question, NEVER);
  expect(waits).toEqual([1_250]);
  const late = evaluatePolicies(graph, question, Date.parse('2026-11-21T12:00:01Z'));
  await expect(late).rejects.toMatchObject({ code: 'outOfTime' });
});

test.each([
  [400, 'BadRequest'],
  [404, 'Request_ResourceNotFound'],
])('a user or a question that Entra does not know is reported by Graph’s code: %i', async (status, code) => {
  const { graph } = await connected(() => refusal(status, code));
  expect(await evaluatePolicies(graph, question, NEVER)).toEqual({ kind: 'unanswered', code });
});

test('a missing permission is named, and the user is not', async () => {
  const { graph } = await connected(() => refusal(403, 'Authorization_RequestDenied'));
  const refused = await evaluatePolicies(graph, question, NEVER).catch((error: unknown) => error);
  expect(refused).toMatchObject({ code: 'forbidden', message: expect.stringContaining('Policy.Read.All') });
  expect(String(refused)).not.toContain(USER);
});

test('an answer of another shape is none', async () => {
  const { graph } = await connected(() => ({ body: { value: [{ ...policy, policyApplies: 'yes' }] } }));
  await expect(evaluatePolicies(graph, question, NEVER)).rejects.toMatchObject({ code: 'badAnswer' });
});
