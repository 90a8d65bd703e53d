import { Refusal } from '../refusal';
import type { Service } from '../routes/route';
import { IDENTITY } from '../world/deployment';
import { GLOBAL_ADMINISTRATOR, SECURITY_ADMINISTRATOR } from '../world/directory';
import {
  CATEGORIES,
  type DiagnosticSetting,
  type Exports,
  type Namespace,
  NO_EXPORTS,
} from '../world/exports';
import type { ArmRoute } from './enforcementRoutes';

/** Roles of Entra that may read its diagnostic settings. */
const MAY_READ_SETTINGS = [GLOBAL_ADMINISTRATOR, SECURITY_ADMINISTRATOR];

const IN_NAMESPACE =
  '/subscriptions/[^/]+/resourceGroups/[^/]+/providers/Microsoft.EventHub/namespaces/[^/]+';
const WORKSPACE =
  '/subscriptions/[^/]+/resourceGroups/[^/]+/providers/Microsoft.OperationalInsights/workspaces/[^/]+';

/** The workspaces and hubs that the sign-in log is sent to, and the settings that send it. */
export const EXPORT_ROUTES: readonly ArmRoute[] = [
  route(
    '/subscriptions/([^/]+)/providers/Microsoft.OperationalInsights/workspaces',
    (service, [id = '']) => ({
      value: within(id, exportsOf(service).workspaces).map(({ id, customerId, isOverQuota }) => ({
        id,
        name: nameIn(id),
        properties: {
          customerId,
          workspaceCapping: {
            dailyQuotaGb: 10,
            dataIngestionStatus: isOverQuota ? 'OverQuota' : 'RespectQuota',
          },
        },
      })),
    }),
  ),
  route('/subscriptions/([^/]+)/providers/Microsoft.EventHub/namespaces', (service, [id = '']) => ({
    value: within(id, exportsOf(service).namespaces).map(({ id, host }) => ({
      id,
      name: nameIn(id),
      properties: { serviceBusEndpoint: `https://${host}:443/` },
    })),
  })),
  route(`(${IN_NAMESPACE})/eventhubs/([^/]+)`, (service, [id = '', hub = '']) => {
    groupsOf(service, id, hub);
    return { name: hub, properties: { partitionCount: 4 } };
  }),
  route(
    `(${IN_NAMESPACE})/eventhubs/([^/]+)/consumergroups/([^/]+)`,
    (service, [id = '', hub = '', name = '']) => {
      if (!groupsOf(service, id, hub).some((one) => isSame(one, name)))
        throw notFound(`consumer group '${name}'`);
      return { name };
    },
  ),
  route(
    `(${IN_NAMESPACE}/eventhubs/[^/]+|${WORKSPACE})/providers/Microsoft.Authorization/roleAssignments`,
    (service, [scope = ''], query) => {
      if (query.get('$filter') !== `principalId eq '${IDENTITY.principalId}'`)
        throw new Refusal(400, 'InvalidFilter', 'The filter must name the principal, and nothing else.');
      return {
        value: exportsOf(service)
          .roles.filter(({ on }) => `${scope}/`.toLowerCase().startsWith(`${on}/`.toLowerCase()))
          .map(({ id, on }) => ({
            properties: {
              principalId: IDENTITY.principalId,
              roleDefinitionId: `/providers/Microsoft.Authorization/roleDefinitions/${id}`,
              scope: on,
            },
          })),
      };
    },
  ),
  {
    pattern: /^\/providers\/microsoft\.aadiam\/diagnosticSettings$/i,
    // Entra's roles decide, not those of Azure. https://github.com/hashicorp/terraform-provider-azurerm/issues/12986 (read 2026-11-30)
    scope: null,
    answer: (service) => {
      if (!service.ownRoles.some((role) => MAY_READ_SETTINGS.includes(role)))
        throw new Refusal(
          403,
          'AuthorizationFailed',
          "The client does not have authorization to perform action 'microsoft.aadiam/diagnosticSettings/read'.",
        );
      return { value: exportsOf(service).diagnosticSettings.map(settingBody) };
    },
  },
];

/** https://learn.microsoft.com/azure/templates/microsoft.aadiam/2017-04-01/diagnosticsettings (read 2026-11-30) */
function settingBody({ name, categories, ...target }: DiagnosticSetting): object {
  return {
    id: `/providers/microsoft.aadiam/diagnosticSettings/${name}`,
    name,
    type: null,
    properties: {
      storageAccountId: null,
      serviceBusRuleId: null,
      ...target,
      logs: CATEGORIES.map((category) => ({
        category,
        enabled: categories.includes(category),
        retentionPolicy: { enabled: false, days: 0 },
      })),
    },
  };
}

function route(
  path: string,
  answer: (service: Service, names: readonly string[], query: URLSearchParams) => object,
): ArmRoute {
  return {
    pattern: new RegExp(`^${path.replaceAll('.', '\\.')}$`, 'i'),
    scope: 'subscriptions',
    answer: (service, { query }, names) => answer(service, names, query),
  };
}

function exportsOf({ deployment }: Service): Exports {
  return deployment?.exports ?? NO_EXPORTS;
}

function within<T extends { readonly id: string }>(subscription: string, all: readonly T[]): readonly T[] {
  return all.filter(({ id }) => id.toLowerCase().startsWith(`/subscriptions/${subscription.toLowerCase()}/`));
}

function groupsOf(service: Service, namespaceId: string, hub: string): readonly string[] {
  const namespace = exportsOf(service).namespaces.find(({ id }) => isSame(id, namespaceId));
  const groups = namespace === undefined ? undefined : hubIn(namespace, hub);
  if (groups === undefined) throw notFound(`event hub '${hub}'`);
  return groups;
}

function hubIn({ hubs }: Namespace, hub: string): readonly string[] | undefined {
  return Object.entries(hubs).find(([name]) => isSame(name, hub))?.[1];
}

function notFound(what: string): Refusal {
  return new Refusal(404, 'NotFound', `The ${what} does not exist.`);
}

function nameIn(id: string): string {
  return id.split('/').at(-1) ?? '';
}

function isSame(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}
