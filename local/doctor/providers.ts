import { z } from 'zod';
import type { Arm } from '../../shared/arm/arm';
import { type Check, missing, notYet, ok } from './check';
import type { Commands } from './commands';
import { readOne } from './parties';
import { type Seen, see, untold } from './see';

/** The resource providers of the templates in infra/, but for Microsoft.Authorization and Microsoft.Resources, which always are. */
export const PROVIDERS = [
  'Microsoft.Communication',
  'Microsoft.Insights',
  'Microsoft.ManagedIdentity',
  'Microsoft.OperationalInsights',
  'Microsoft.Storage',
  'Microsoft.Web',
] as const;

export type Registration = { readonly namespace: string; readonly seen: Seen<string> };

const provider = z.object({ registrationState: z.string() });

/** https://learn.microsoft.com/rest/api/resources/providers/get (read 2026-11-21) */
export function readProviders(arm: Arm, subscription: string): Promise<readonly Registration[]> {
  return Promise.all(
    PROVIDERS.map(async (namespace) => {
      const path = `/subscriptions/${encodeURIComponent(subscription)}/providers/${namespace}?api-version=2021-04-01`;
      const seen = await see(async () => (await readOne(arm, path, provider)).registrationState);
      return { namespace, seen };
    }),
  );
}

const NAME = 'resource providers';

/**
 * A deployment registers what its template names, where the deployer may register in the subscription.
 * https://learn.microsoft.com/azure/azure-resource-manager/management/resource-providers-and-types (read 2026-11-21)
 */
export function judgeProviders(
  registrations: readonly Registration[],
  { mayRegister, commands }: { readonly mayRegister: boolean; readonly commands: Commands },
): Check {
  const absent: string[] = [];
  const coming: string[] = [];
  for (const { namespace, seen } of registrations) {
    if (seen.kind !== 'seen')
      return untold(NAME, seen, {
        what: `whether ${namespace} is registered`,
        role: 'Reader on the subscription',
        command: commands.register(registrations.map((one) => one.namespace)),
      });
    if (seen.value === 'Registering') coming.push(namespace);
    else if (seen.value !== 'Registered') absent.push(namespace);
  }
  if (absent.length > 0 && mayRegister)
    return notYet(
      NAME,
      `${absent.join(', ')}: not registered in the subscription. The deployment does it, as you may; or do it before.`,
      commands.register(absent),
    );
  if (absent.length > 0)
    return missing(
      NAME,
      `${absent.join(', ')}: not registered in the subscription, and you may not register there. Somebody with Contributor on the subscription does.`,
      commands.register(absent),
    );
  if (coming.length > 0) return notYet(NAME, `${coming.join(', ')}: being registered, for some minutes.`);
  return ok(NAME, `All ${registrations.length} are registered in the subscription.`);
}
