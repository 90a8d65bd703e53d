import { HOUR_MS } from '../../shared/domain/time';
import type { AzureScope } from '../../tenant/arm/scopes';
import {
  type ActivityEvent,
  type Assignment,
  type Azure,
  assignment,
  DELETES,
  event,
  NOTES,
  PRODUCTION,
  ROOT_GROUP,
  SYSTEM_DELETES,
  SYSTEM_WRITES,
  subscription,
  WRITES,
} from '../../tenant/world/azure';
import { randomFrom } from '../../tenant/world/random';
import type { TenantFixture } from './fixture';
import { missing, upnOf, userId } from './people';

/** Where MFA Watch holds Reader. */
export function scopesOf({ enforcement }: TenantFixture): readonly AzureScope[] {
  const { portals, microsoftPolicies, ownPolicies } = enforcement;
  return [
    ...(portals === 'forbidden' ? [] : ['portalServices' as const]),
    ...(microsoftPolicies === 'forbidden' ? [] : ['rootManagementGroup' as const]),
    ...(ownPolicies === 'forbidden' ? [] : ['subscriptions' as const]),
  ];
}

const SUBSCRIPTION = `/subscriptions/${PRODUCTION}`;

/** The answers of Azure Resource Manager. */
export function azureOf(tenant: TenantFixture): Azure {
  const { portals, microsoftPolicies, ownPolicies } = tenant.enforcement;
  return {
    portalSetting: {
      id: '/providers/Microsoft.PortalServices/settings/default',
      name: 'default',
      type: 'Microsoft.PortalServices/settings',
      properties: { multiFactorAuthentication: portals === 'forbidden' ? null : portals },
    },
    subscriptions: [subscription(PRODUCTION, 'Contoso production', 'Enabled')],
    assignments: {
      [ROOT_GROUP]: assignments(ROOT_GROUP, microsoftPolicies, MICROSOFTS),
      [SUBSCRIPTION]: assignments(SUBSCRIPTION, ownPolicies, TENANTS_OWN),
    },
    activity: {
      [PRODUCTION]: Object.keys(tenant.people)
        .flatMap((name) => eventsOf(tenant, name))
        .sort((a, b) => b.eventTimestamp.localeCompare(a.eventTimestamp)),
    },
  };
}

type Policies = {
  readonly write: string;
  readonly delete: string;
  readonly prefix: string;
  readonly type: string;
};
const MICROSOFTS: Policies = {
  write: SYSTEM_WRITES,
  delete: SYSTEM_DELETES,
  prefix: 'sys.mfa',
  type: 'SystemHidden',
};
const TENANTS_OWN: Policies = { write: WRITES, delete: DELETES, prefix: 'own-mfa', type: 'Custom' };

type Effects = TenantFixture['enforcement']['ownPolicies'];

function assignments(scope: string, effects: Effects, { prefix, type, ...ids }: Policies): Assignment[] {
  if (effects === 'forbidden') return [];
  return (['write', 'delete'] as const).flatMap((operation) => {
    const effect = effects[operation];
    if (effect === undefined) return [];
    return [assignment(scope, `${prefix}-${operation}`, { definition: ids[operation], effect, type })];
  });
}

const FIRST_MS = 10 * HOUR_MS;

/** The lines that Azure Policy writes for the changes of a person. */
function eventsOf(tenant: TenantFixture, name: string): ActivityEvent[] {
  const { changes } = tenant.people[name] ?? missing(name);
  const random = randomFrom(1, `changes of ${name}`);
  return changes.map((text, index) => {
    const [way, operation] = text.split(' ') as ['denied' | 'completed', 'write' | 'delete'];
    const verb = way === 'denied' ? 'Deny' : 'Audit';
    const effect = operation === 'delete' ? `${verb}Action` : verb;
    return event(
      { id: userId(tenant, name), userPrincipalName: upnOf(tenant, name) },
      Date.parse(tenant.now) - FIRST_MS + index * HOUR_MS,
      {
        operation: way === 'denied' ? NOTES.deny : NOTES.audit,
        policy: { id: authorOf(tenant, operation, effect)[operation], effect },
        random,
      },
    );
  });
}

/** Whose policy writes a line with this effect. */
function authorOf(
  { enforcement: { microsoftPolicies } }: TenantFixture,
  operation: 'write' | 'delete',
  effect: string,
): Policies {
  const isMicrosofts = microsoftPolicies !== 'forbidden' && microsoftPolicies[operation] === effect;
  return isMicrosofts ? MICROSOFTS : TENANTS_OWN;
}
