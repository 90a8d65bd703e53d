import { Refusal } from '../refusal';
import type { Service } from '../routes/route';
import { PRODUCTION } from '../world/azure';
import { DEPLOYED, type Deployment, IDENTITY, MAIL } from '../world/deployment';
import type { ArmRoute } from './enforcementRoutes';

const IN_GROUP = '/subscriptions/([^/]+)/resourceGroups/([^/]+)';

/** The resource group of the deployment, and the resources in it. */
export const DEPLOYMENT_ROUTES: readonly ArmRoute[] = [
  route('/subscriptions/([^/]+)/providers/([^/]+)', ({ deployment }, [, namespace = '']) => ({
    namespace,
    registrationState: deployment?.providers[namespace.toLowerCase()] ?? 'NotRegistered',
  })),
  route('/subscriptions/([^/]+)/providers/Microsoft.Authorization/permissions', ({ deployment }) => ({
    value: deployment?.rights ?? [{ actions: ['*'], notActions: [] }],
  })),
  route(
    '/subscriptions/([^/]+)/providers/Microsoft.Communication/communicationServices',
    ({ deployment }) => {
      const type = 'Microsoft.Communication/communicationServices';
      const services = deployment?.resources.filter((one) => one.type === type) ?? [];
      return {
        value: services.map(({ name }) => ({ id: idOf(deployment?.group ?? '', type, name), name, type })),
      };
    },
  ),
  route(IN_GROUP, (service, names) => {
    const { group } = groupOf(service, names);
    return { id: groupId(group), name: group, location: 'westeurope' };
  }),
  route(`${IN_GROUP}/providers/Microsoft.Authorization/permissions`, (service, names) => ({
    value: groupOf(service, names).rights,
  })),
  route(`${IN_GROUP}/resources`, (service, names) => {
    const { group, resources } = groupOf(service, names);
    return { value: resources.map(({ type, name }) => ({ id: idOf(group, type, name), name, type })) };
  }),
  route(`${IN_GROUP}/providers/Microsoft.Authorization/roleAssignments`, (service, names, query) => {
    if (query.get('$filter') !== `principalId eq '${IDENTITY.principalId}'`)
      throw new Refusal(400, 'InvalidFilter', 'The filter must name the principal, and nothing else.');
    const { group, resources, roles } = groupOf(service, names);
    return {
      value: roles.map(({ id, on }) => ({
        properties: {
          principalId: IDENTITY.principalId,
          roleDefinitionId: `/subscriptions/${PRODUCTION}/providers/Microsoft.Authorization/roleDefinitions/${id}`,
          scope: on === group ? groupId(group) : idOf(group, typeOf(resources, on), on),
        },
      })),
    };
  }),
  part('Microsoft.Web/sites', DEPLOYED.app, ({ group, identities, state, hostName, nodeVersion }) => ({
    identity: {
      type: 'UserAssigned',
      userAssignedIdentities: Object.fromEntries(
        identities.map((name) => [
          idOf(group, 'Microsoft.ManagedIdentity/userAssignedIdentities', name),
          IDENTITY,
        ]),
      ),
    },
    properties: {
      state,
      defaultHostName: hostName,
      functionAppConfig: { runtime: { name: 'node', version: nodeVersion } },
    },
  })),
  part(`Microsoft.Web/sites`, `${DEPLOYED.app}/functions`, ({ functions }) => ({
    value: functions.map((name) => ({ name: `${DEPLOYED.app}/${name}` })),
  })),
  {
    ...part('Microsoft.Web/sites', `${DEPLOYED.app}/config/appsettings/list`, ({ settings }) => ({
      name: 'appsettings',
      properties: settings,
    })),
    method: 'POST',
  },
  part('Microsoft.Web/sites', `${DEPLOYED.app}/config/authsettingsV2`, ({ asksSignIn }) => ({
    properties: { platform: { enabled: asksSignIn } },
  })),
  part('Microsoft.ManagedIdentity/userAssignedIdentities', DEPLOYED.identity, () => ({
    properties: IDENTITY,
  })),
  part('Microsoft.Storage/storageAccounts', DEPLOYED.tables, () => ({
    properties: { primaryEndpoints: { table: `https://${DEPLOYED.tables}.table.core.windows.net/` } },
  })),
  part('Microsoft.Communication/communicationServices', DEPLOYED.communication, ({ group, linked }) => ({
    properties: {
      hostName: MAIL.host,
      linkedDomains: linked.map((name) => domainId(group, name)),
    },
  })),
  part('Microsoft.Communication/emailServices', `${DEPLOYED.mail}/domains`, ({ group, domains }) => ({
    value: domains.map(({ name, management, sendsFrom, states }) => ({
      id: domainId(group, name),
      name,
      properties: {
        domainManagement: management,
        fromSenderDomain: sendsFrom,
        verificationStates: Object.fromEntries(
          Object.entries(states).map(([record, status]) => [record, { status }]),
        ),
      },
    })),
  })),
  part(
    'Microsoft.Communication/emailServices',
    `${DEPLOYED.mail}/domains/[^/]+/senderUsernames`,
    ({ senders }) => ({
      value: senders.map((username) => ({ name: username, properties: { username } })),
    }),
  ),
];

type Answer = (service: Service, names: readonly string[], query: URLSearchParams) => object;

function route(path: string, answer: Answer): ArmRoute {
  return {
    pattern: new RegExp(`^${path.replaceAll('.', '\\.')}$`, 'i'),
    scope: 'subscriptions',
    answer: (service, { query }, names) => answer(service, names, query),
  };
}

/** A resource of the group, or a path below it; 404 if the deployment lacks it. */
function part(type: string, below: string, answer: (deployment: Deployment) => object): ArmRoute {
  const [name] = below.split('/');
  return route(`${IN_GROUP}/providers/${type}/${below}`, (service, names) => {
    const deployment = groupOf(service, names);
    if (!deployment.resources.some((one) => one.name === name))
      throw new Refusal(404, 'ResourceNotFound', `The Resource '${type}/${name}' was not found.`);
    return answer(deployment);
  });
}

function groupOf({ deployment }: Service, [subscription, group]: readonly string[]): Deployment {
  if (subscription !== PRODUCTION)
    throw new Refusal(404, 'SubscriptionNotFound', `The subscription '${subscription}' could not be found.`);
  if (deployment?.group.toLowerCase() !== group?.toLowerCase() || deployment === null)
    throw new Refusal(404, 'ResourceGroupNotFound', `Resource group '${group}' could not be found.`);
  return deployment;
}

function groupId(group: string): string {
  return `/subscriptions/${PRODUCTION}/resourceGroups/${group}`;
}

function idOf(group: string, type: string, name: string): string {
  return `${groupId(group)}/providers/${type}/${name}`;
}

function domainId(group: string, name: string): string {
  return `${idOf(group, 'Microsoft.Communication/emailServices', DEPLOYED.mail)}/domains/${name}`;
}

function typeOf(resources: Deployment['resources'], name: string): string {
  return resources.find((one) => one.name === name)?.type ?? 'Microsoft.Unknown/things';
}
