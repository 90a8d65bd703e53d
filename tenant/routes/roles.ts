import type { Properties } from '../odata/filter';
import { readOptions, selected } from '../odata/queryOptions';
import { badRequest, notFound } from '../refusal';
import { ROLE_NAMES, type RoleHolding } from '../world/directory';
import { requirePim } from './licence';
import { listed } from './listing';
import type { Route } from './route';

export const ROLE_ROUTES: readonly Route[] = [
  {
    pattern: /^\/roleManagement\/directory\/roleAssignments$/i,
    permissions: ['RoleManagement.Read.Directory', 'RoleManagement.Read.All', 'Directory.Read.All'],
    limit: null,
    answer: (service, call) => {
      const context = 'roleManagement/directory/roleAssignments';
      return listed(service, call, {
        context,
        items: service.world.assignments,
        properties: PROPERTIES,
        show,
      });
    },
  },
  {
    pattern: /^\/roleManagement\/directory\/roleDefinitions\/([^/]+)$/i,
    permissions: ['RoleManagement.Read.Directory', 'RoleManagement.Read.All', 'Directory.Read.All'],
    limit: null,
    answer: (_service, call, id) => {
      const { $select } = readOptions(call.query, ['$select']);
      const displayName = ROLE_NAMES[id.toLowerCase()];
      if (displayName === undefined) throw notFound(`Resource '${id}' does not exist.`);
      return JSON.stringify(selected({ id, displayName, isBuiltIn: true, templateId: id }, $select));
    },
  },
  {
    pattern: /^\/roleManagement\/directory\/roleAssignmentScheduleInstances$/i,
    permissions: [
      'RoleAssignmentSchedule.Read.Directory',
      'RoleManagement.Read.Directory',
      'RoleManagement.Read.All',
    ],
    limit: null,
    answer: (service, call) => {
      requirePim(service.licence);
      const context = 'roleManagement/directory/roleAssignmentScheduleInstances';
      const items = service.world.assignments;
      return listed(service, call, { context, items, properties: PROPERTIES, show: showInstance });
    },
  },
  {
    pattern: /^\/roleManagement\/directory\/(roleEligibilitySchedule(?:Instance)?s)$/i,
    permissions: [
      'RoleEligibilitySchedule.Read.Directory',
      'RoleManagement.Read.Directory',
      'RoleManagement.Read.All',
    ],
    limit: null,
    answer: (service, call, collection) => {
      requirePim(service.licence);
      const context = `roleManagement/directory/${collection}`;
      const items = service.world.eligibilities;
      const showEligible = (item: RoleHolding, expand: string | undefined) => ({
        ...show(item, expand),
        memberType: 'Direct',
        status: 'Provisioned',
      });
      return listed(service, call, { context, items, properties: PROPERTIES, show: showEligible });
    },
  },
];

/** https://learn.microsoft.com/graph/api/resources/unifiedroleassignmentscheduleinstance (read 2026-11-29) */
function showInstance(item: RoleHolding, expand: string | undefined): object {
  const { activatedUntil = null } = item;
  return {
    ...show(item, expand),
    appScopeId: null,
    startDateTime: null,
    endDateTime: activatedUntil,
    assignmentType: activatedUntil === null ? 'Assigned' : 'Activated',
    memberType: 'Direct',
    roleAssignmentOriginId: item.id,
    roleAssignmentScheduleId: item.id,
  };
}

const PROPERTIES: Properties<RoleHolding> = {
  roledefinitionid: { type: 'text', operators: ['eq'], read: (holding) => holding.roleDefinitionId },
  principalid: { type: 'text', operators: ['eq'], read: (holding) => holding.principalId },
};

function show(holding: RoleHolding, expand: string | undefined): object {
  const { principal, activatedUntil: _, ...rest } = holding;
  if (expand === undefined) return rest;
  if (expand !== 'principal') throw badRequest(`Could not find a property named '${expand}' to expand.`);
  return { ...rest, principal };
}
