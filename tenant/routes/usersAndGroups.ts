import type { Properties } from '../odata/filter';
import { readOptions, selected } from '../odata/queryOptions';
import { badRequest } from '../refusal';
import type { DirectoryObject, Group } from '../world/directory';
import { TENANTS } from '../world/places';
import type { World } from '../world/world';
import { listed } from './listing';
import type { Route } from './route';
import { activityOf, isActivitySelected } from './signInActivity';
import { missing, userNamed } from './userNamed';

const MEMBER_READERS = [
  'GroupMember.Read.All',
  'GroupMember.ReadBasic.All',
  'Group.Read.All',
  'Directory.Read.All',
];

const USER_READERS = ['User.Read.All', 'Directory.Read.All'];

export const USER_AND_GROUP_ROUTES: readonly Route[] = [
  {
    pattern: /^\/users$/i,
    permissions: USER_READERS,
    limit: null,
    answer: (service, call) => {
      const items = service.world.users.map(withoutType) as DirectoryObject[];
      return listed(service, call, { context: 'users', items, properties: BY_ID, select: SELECT });
    },
  },
  {
    pattern: /^\/users\/([^/]+)\/authentication\/requirements$/i,
    permissions: ['Policy.Read.All'],
    limit: null,
    answer: ({ world }, call, id) => {
      // Only beta has it.
      if (call.version !== 'beta') throw missing(id);
      return JSON.stringify({ perUserMfaState: world.perUserMfa[userNamed(world, id).id] ?? 'disabled' });
    },
  },
  {
    pattern: /^\/users(\/[^/]+|\('[^/]+'\))$/i,
    permissions: USER_READERS,
    limit: null,
    answer: (service, call, key) => {
      const idOrName = nameIn(key);
      const { $select = USUAL } = readOptions(call.query, ['$select']);
      const user = withoutType(userNamed(service.world, idOrName));
      if (!isActivitySelected($select)) return JSON.stringify(selected(user, $select));
      const whole = { ...user, ...activityOf(service, idOrName, call.atMs) };
      return JSON.stringify(selected(whole, $select, [...Object.keys(user), 'signInActivity']));
    },
  },
  {
    pattern: /^\/groups\/([^/]+)$/i,
    permissions: MEMBER_READERS,
    limit: null,
    answer: ({ world }, call, id) => {
      const { $select } = readOptions(call.query, ['$select']);
      return JSON.stringify(selected(withoutType(groupOf(world, id).object), $select));
    },
  },
  {
    pattern: /^\/groups\/([^/]+)\/transitiveMembers$/i,
    permissions: MEMBER_READERS,
    limit: null,
    answer: (service, call, id) => {
      const items = groupOf(service.world, id).members;
      return listed(service, call, { context: 'directoryObjects', items, properties: {}, select: SELECT });
    },
  },
  {
    pattern: /^\/groups\/([^/]+)\/transitiveMembers\/microsoft\.graph\.user$/i,
    permissions: MEMBER_READERS,
    limit: null,
    answer: (service, call, id) => {
      const { members } = groupOf(service.world, id);
      const items = members
        .filter((member) => member['@odata.type'] === '#microsoft.graph.user')
        .map(withoutType);
      return listed(service, call, { context: 'users', items, properties: {}, select: SELECT });
    },
  },
  {
    pattern: /^\/organization$/i,
    permissions: ['Organization.Read.All', 'Directory.Read.All'],
    limit: null,
    answer: (service, call) =>
      listed(service, call, { context: 'organization', items: [ORGANIZATION], properties: {} }),
  },
];

/** The default properties of a user. Graph returns `accountEnabled` and `otherMails` only with `$select`. */
const USUAL =
  'id,businessPhones,displayName,givenName,jobTitle,mail,mobilePhone,officeLocation,preferredLanguage,surname,userPrincipalName';
const SELECT = {
  usual: USUAL,
  names: [
    ...USUAL.split(','),
    'accountEnabled',
    'otherMails',
    'proxyAddresses',
    'userType',
    'onPremisesSyncEnabled',
    'createdDateTime',
  ],
};

const BY_ID: Properties<DirectoryObject> = {
  id: { type: 'text', operators: ['eq', 'ne'], read: ({ id }) => id },
  // All users of the simulated tenant are old.
  createddatetime: { type: 'instant', operators: ['eq', 'le', 'ge'], read: () => 0 },
};

const ORGANIZATION = {
  id: TENANTS.contoso.id,
  displayName: TENANTS.contoso.name,
  verifiedDomains: [
    {
      name: TENANTS.contoso.domain,
      type: 'Managed',
      isDefault: true,
      isInitial: true,
      capabilities: 'Email',
    },
    {
      name: `corp.${TENANTS.contoso.domain}`,
      type: 'Federated',
      isDefault: false,
      isInitial: false,
      capabilities: 'Email',
    },
  ],
};

/**
 * The name in `/users/NAME` or `/users('NAME')`.
 *
 * @throws Refusal 400 for a name that begins with `$` and does not stand in parentheses: https://learn.microsoft.com/graph/api/user-get
 *   (read 2026-11-30); its sentence is a guess
 */
function nameIn(key: string): string {
  if (!key.startsWith('/')) return key.slice(2, -2).replaceAll("''", "'");
  const name = key.slice(1);
  if (name.startsWith('$')) throw badRequest('The request URI is not valid.');
  return name;
}

function groupOf({ groups }: World, id: string): Group {
  const group = Object.values(groups).find(({ object }) => object.id === id.toLowerCase());
  if (group === undefined) throw missing(id);
  return group;
}

/** Graph names the type only if a collection can hold several types. */
function withoutType(object: DirectoryObject): object {
  return Object.fromEntries(Object.entries(object).filter(([name]) => name !== '@odata.type'));
}
