import { expect, test } from '@jest/globals';
import { registrationOf, registrationPages } from '../../shared/graph/registrations';
import { everyPage, refusal } from '../served';
import { connected } from './connect';

const REPORT = '/v1.0/reports/authenticationMethods/userRegistrationDetails';
const ALEX = 'b0000001-0000-4000-8000-00000000000a';

const row = {
  id: ALEX.toUpperCase(),
  userPrincipalName: 'alex@contoso.example',
  userDisplayName: 'Alex Example',
  isAdmin: true,
  isMfaCapable: true,
  isMfaRegistered: true,
  methodsRegistered: ['mobilePhone'],
};
const registration = {
  userId: ALEX,
  userPrincipalName: 'alex@contoso.example',
  userDisplayName: 'Alex Example',
  isAdmin: true,
  isMfaCapable: true,
  isMfaRegistered: true,
  methods: ['mobilePhone'],
};

test('reads every page of the report', async () => {
  const { graph, server } = await connected(({ url }, endpoint) => ({
    body: {
      value: [row],
      ...(url === `${REPORT}?$top=999` && { '@odata.nextLink': `${endpoint}${REPORT}?$skiptoken=2` }),
    },
  }));
  expect(await everyPage(registrationPages(graph))).toEqual([registration, registration]);
  expect(server.asked).toHaveLength(2);
});

test('if Graph refuses large pages, accepts pages of its choice', async () => {
  const { graph, server } = await connected(({ url }) =>
    url.includes('$top') ? refusal(400, 'BadRequest') : { body: { value: [row] } },
  );
  expect(await everyPage(registrationPages(graph))).toEqual([registration]);
  expect(server.asked.map(({ url }) => url)).toEqual([`${REPORT}?$top=999`, REPORT]);
});

test('after its link has expired, does not begin again with smaller pages', async () => {
  const { graph, server } = await connected(({ url }, endpoint) =>
    url.includes('$skiptoken')
      ? refusal(400, 'BadRequest')
      : { body: { value: [row], '@odata.nextLink': `${endpoint}${REPORT}?$skiptoken=2` } },
  );
  await expect(everyPage(registrationPages(graph))).rejects.toMatchObject({ code: 'expiredPage' });
  expect(server.asked).toHaveLength(2);
});

test('counts fields that Graph leaves out as not known', async () => {
  const { graph } = await connected(() => ({
    body: { value: [{ id: ALEX, isMfaCapable: false, isMfaRegistered: false, isSsprCapable: null }] },
  }));
  expect(await everyPage(registrationPages(graph))).toEqual([
    {
      userId: ALEX,
      userPrincipalName: null,
      userDisplayName: null,
      isAdmin: false,
      isMfaCapable: false,
      isMfaRegistered: false,
      methods: [],
    },
  ]);
});

test('skips rows that cannot be read, and reports their number', async () => {
  const withoutCapability = { ...row, isMfaCapable: undefined };
  const { graph } = await connected(() => ({ body: { value: [null, row, withoutCapability, 'x'] } }));
  const skipped: number[] = [];
  expect(await everyPage(registrationPages(graph, (rows) => skipped.push(rows)))).toEqual([registration]);
  expect(skipped).toEqual([3]);
});

test('finds one user', async () => {
  const { graph, server } = await connected(() => ({ body: row }));
  expect(await registrationOf(graph, ALEX)).toEqual(registration);
  expect(server.asked.map(({ url }) => url)).toEqual([`${REPORT}/${ALEX}`]);
});

test('finds nothing for a user that the report does not list', async () => {
  const { graph } = await connected(() => refusal(404, 'ResourceNotFound'));
  expect(await registrationOf(graph, ALEX)).toBeNull();
});

test('reports an answer that is no registration', async () => {
  const { graph } = await connected(() => ({ body: {} }));
  await expect(registrationOf(graph, ALEX)).rejects.toMatchObject({ code: 'badAnswer' });
});
