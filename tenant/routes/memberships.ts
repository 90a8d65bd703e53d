import { ROLE_NAMES } from '../world/directory';
import type { World } from '../world/world';
import { listed } from './listing';
import type { Route } from './route';
import { userNamed } from './userNamed';

/** https://learn.microsoft.com/graph/api/user-list-transitivememberof (read 2026-11-29) */
export const MEMBERSHIP_ROUTES: readonly Route[] = [
  {
    pattern: /^\/users\/([^/]+)\/transitiveMemberOf$/i,
    permissions: ['User.Read.All', 'GroupMember.Read.All', 'Directory.Read.All'],
    limit: null,
    answer: (service, call, idOrName) => {
      const { id } = userNamed(service.world, idOrName);
      const items = [...groupsOf(service.world, id), ...rolesOf(service.world, id)];
      return listed(service, call, { context: 'directoryObjects', items, properties: {} });
    },
  },
];

function groupsOf({ groups }: World, userId: string) {
  return Object.values(groups)
    .filter(({ members }) => members.some(({ id }) => id === userId))
    .map(({ object }) => object);
}

/** A directory role has an id of its own in each tenant. */
function rolesOf(world: World, userId: string) {
  const ids = new Set([userId, ...groupsOf(world, userId).map(({ id }) => id)]);
  const held = world.assignments.filter(({ principalId }) => ids.has(principalId));
  return [...new Set(held.map(({ roleDefinitionId }) => roleDefinitionId))].map((roleTemplateId) => ({
    '@odata.type': '#microsoft.graph.directoryRole',
    id: `d1${roleTemplateId.slice(2)}`,
    displayName: ROLE_NAMES[roleTemplateId] ?? roleTemplateId,
    roleTemplateId,
  }));
}
