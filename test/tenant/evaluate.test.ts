import { expect, test } from '@jest/globals';
import { whatIfAnswer } from '../../shared/domain/coverage/whatIf';
import { connectGraph } from '../../shared/graph/connectGraph';
import { evaluatePolicies } from '../../shared/graph/whatIf';
import { POLICY_NAMES } from '../../tenant/world/policies';
import { aTenant } from './aTenant';

function graphOf(tenant: { readonly url: string }) {
  return connectGraph({ endpoint: tenant.url, token: async () => 'local', wait: async () => {} });
}

test("the product's client reads the effect of the policies on each account", async () => {
  const tenant = await aTenant();
  const graph = graphOf(tenant);
  const idOf = (name: string) => tenant.world.users.find(({ displayName }) => displayName === name)?.id ?? '';
  const answers = async (name: string) => {
    const answers: string[] = [];
    for (const resource of ['azureManagement', 'adminPortals'] as const) {
      const question = { userId: idOf(name), resource, guest: null, isGovernment: false };
      const reply = await evaluatePolicies(graph, question, Number.POSITIVE_INFINITY);
      answers.push(reply.kind === 'said' ? whatIfAnswer(reply.evaluated) : reply.code);
    }
    return answers;
  };
  // An administrator, one through a group, an employee, one on call, an excluded account, one in an excluded group, a guest.
  expect(await answers('Mara Lindqvist')).toEqual(['mfa', 'mfa']);
  expect(await answers('Priya Nambisan')).toEqual(['mfa', 'mfa']);
  expect(await answers('Greta Holmqvist')).toEqual(['sometimes', 'nothing']);
  expect(await answers('Yuki Hanamori')).toEqual(['sometimes', 'mfa']);
  expect(await answers('Emergency access 2')).toEqual(['nothing', 'nothing']);
  expect(await answers('Terraform service')).toEqual(['nothing', 'nothing']);
  expect(await answers('Dana Whitcombe')).toEqual(['sometimes', 'nothing']);
});

const QUESTION = {
  signInIdentity: { '@odata.type': '#microsoft.graph.userSignIn', userId: '' },
  signInContext: {
    '@odata.type': '#microsoft.graph.applicationContext',
    includeApplications: ['MicrosoftAdminPortals'],
  },
  signInConditions: { clientAppType: 'browser', devicePlatform: 'windows' },
};

async function posted(options: Parameters<typeof aTenant>[0], change: object, method = 'POST') {
  const tenant = await aTenant(options);
  const [user] = tenant.world.users;
  const signInIdentity = { ...QUESTION.signInIdentity, userId: user?.id };
  const answer = await fetch(`${tenant.url}/v1.0/identity/conditionalAccess/evaluate`, {
    method,
    headers: { authorization: 'Bearer local' },
    ...(method === 'POST' && { body: JSON.stringify({ ...QUESTION, signInIdentity, ...change }) }),
  });
  return { status: answer.status, body: (await answer.json()) as { value?: { readonly id: string }[] } };
}

test('the tenant returns only policies that apply, report-only ones too, if the question says so', async () => {
  const { body } = await posted({}, { appliedPoliciesOnly: true });
  expect(body.value?.map(({ id }) => id)).toEqual([POLICY_NAMES.administrators[0], POLICY_NAMES.everyone[0]]);
  expect((await posted({}, {})).body.value).toHaveLength(6);
});

test.each<[string, number, Parameters<typeof aTenant>[0], object]>([
  ['an unknown user', 404, {}, { signInIdentity: { ...QUESTION.signInIdentity, userId: 'nobody' } }],
  ['a question without a context', 400, {}, { signInContext: null }],
  ['an unknown condition', 400, {}, { signInConditions: { ...QUESTION.signInConditions, country: 'US' } }],
  ['a caller without the permission', 403, { permissions: ['User.Read.All'] }, {}],
])('What If refuses %s: %i', async (_, status, options, change) => {
  expect((await posted(options, change)).status).toBe(status);
});

test('What If accepts a question by POST only', async () => {
  expect((await posted({}, {}, 'GET')).status).toBe(405);
});

test('a tenant without the licence has no policies', async () => {
  expect((await posted({ licence: 'free' }, {})).body.value).toEqual([]);
});
