import { z } from 'zod';
import type { Arm } from '../../shared/arm/arm';
import { readResource } from './armPages';
import { type CheckResult, missing, notYet, ok } from './checkResult';
import type { Commands } from './commands';
import type { MailMode } from './mail/mode';
import type { SourceKind } from './source/kind';
import { lookAt, notVisible, type Visible } from './visible';

/** The resource providers of the templates in infra/, except Microsoft.Authorization and Microsoft.Resources: these are always registered. */
export const PROVIDERS = [
  // Of the subnet that the app sends from.
  'Microsoft.App',
  'Microsoft.Communication',
  'Microsoft.EventHub',
  'Microsoft.Insights',
  'Microsoft.ManagedIdentity',
  'Microsoft.Network',
  'Microsoft.OperationalInsights',
  'Microsoft.Storage',
  'Microsoft.Web',
] as const;

export type Choices = {
  readonly mode: MailMode;
  readonly source: SourceKind;
  /** The parameter `network` of infra/main.bicep: `NETWORK`. */
  readonly network: string | undefined;
};

/** Those that a deployment uses. */
export function providersOf({ mode, source, network }: Choices): readonly string[] {
  const unused = [
    ...(mode === 'acs' ? [] : ['Microsoft.Communication']),
    ...(source === 'eventHub' ? [] : ['Microsoft.EventHub']),
    ...((network?.trim() || 'open') === 'open' ? ['Microsoft.App', 'Microsoft.Network'] : []),
  ];
  return PROVIDERS.filter((name) => !unused.includes(name));
}

export type Registration = { readonly namespace: string; readonly state: Visible<string> };

const provider = z.object({ registrationState: z.string() });

/** https://learn.microsoft.com/rest/api/resources/providers/get (read 2026-11-21) */
export function readProviders(
  arm: Arm,
  subscription: string,
  namespaces: readonly string[],
): Promise<readonly Registration[]> {
  return Promise.all(
    namespaces.map(async (namespace) => {
      const path = `/subscriptions/${encodeURIComponent(subscription)}/providers/${namespace}?api-version=2021-04-01`;
      const state = await lookAt(async () => (await readResource(arm, path, provider)).registrationState);
      return { namespace, state };
    }),
  );
}

/**
 * A deployment registers the providers that its template names, if the deployer may register them in the subscription.
 * https://learn.microsoft.com/azure/azure-resource-manager/management/resource-providers-and-types (read 2026-11-21)
 */
export function judgeProviders(
  registrations: readonly Registration[],
  { mayRegister, commands }: { readonly mayRegister: boolean; readonly commands: Commands },
): CheckResult {
  const check = 'providers';
  const absent: string[] = [];
  const registering: string[] = [];
  for (const { namespace, state } of registrations) {
    if (state.kind !== 'visible')
      return notVisible(
        { check, thing: 'provider', name: namespace, why: state },
        commands.register(registrations.map((one) => one.namespace)),
      );
    if (state.value === 'Registering') registering.push(namespace);
    else if (state.value !== 'Registered') absent.push(namespace);
  }
  if (absent.length > 0)
    return mayRegister
      ? notYet({ check, code: 'deploymentRegisters', namespaces: absent }, commands.register(absent))
      : missing({ check, code: 'mayNotRegister', namespaces: absent }, commands.register(absent));
  if (registering.length > 0) return notYet({ check, code: 'registering', namespaces: registering });
  return ok({ check, code: 'allRegistered', count: registrations.length });
}
