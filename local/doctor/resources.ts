import { z } from 'zod';
import type { Arm } from '../../shared/arm/arm';
import { type Check, missing, notYet, ok } from './check';
import type { Commands } from './commands';
import { readAll } from './parties';
import { groupPath } from './place';

const resource = z
  .object({ id: z.string().min(1), name: z.string().min(1), type: z.string() })
  .transform(({ id, name, type }) => ({ id, name, type: type.toLowerCase() }));

export type Resource = z.infer<typeof resource>;

/** https://learn.microsoft.com/rest/api/resources/resources/list-by-resource-group (read 2026-11-21). @throws ArmError */
export function readResources(arm: Arm, subscription: string, group: string): Promise<readonly Resource[]> {
  return readAll(arm, `${groupPath(subscription, group)}/resources?api-version=2021-04-01`, resource);
}

/** What infra/main.bicep deploys, by what the doctor calls it. */
const TYPES = {
  app: 'Microsoft.Web/sites',
  identity: 'Microsoft.ManagedIdentity/userAssignedIdentities',
  host: 'Microsoft.Storage/storageAccounts',
  tables: 'Microsoft.Storage/storageAccounts',
  mail: 'Microsoft.Communication/emailServices',
  communication: 'Microsoft.Communication/communicationServices',
  insights: 'Microsoft.Insights/components',
} as const;

export type Part = keyof typeof TYPES;
export type Parts = Readonly<Record<Part, Resource>>;

/** Names of `infra/main.bicep`, which ends each in the same 13 letters and digits. `null` for an app of another name. */
export function namesBeside(app: string): Readonly<Record<Part, string>> | null {
  const [, name, suffix] = /^func-(.+)-([a-z\d]{13})$/.exec(app) ?? [];
  if (name === undefined || suffix === undefined) return null;
  const prefix = name.replaceAll('-', '').toLowerCase().slice(0, 10);
  return {
    app,
    identity: `id-${name}-${suffix}`,
    host: `${prefix}h${suffix}`,
    tables: `${prefix}t${suffix}`,
    mail: `mail-${name}-${suffix}`,
    communication: `acs-${name}-${suffix}`,
    insights: `appi-${name}-${suffix}`,
  };
}

export type Deployed =
  | { readonly kind: 'nothing' }
  /** Some parts are there. */
  | { readonly kind: 'partly'; readonly absent: readonly string[] }
  | { readonly kind: 'whole'; readonly parts: Parts };

export function deployedIn(resources: readonly Resource[]): Deployed {
  const app = resources.find((one) => isOf('app', one) && namesBeside(one.name) !== null);
  if (app === undefined) {
    const begun = resources.some(({ name }) => /^(id|mail|acs|appi|log|plan)-.+-[a-z\d]{13}$/.test(name));
    return begun ? { kind: 'partly', absent: ['the function app'] } : { kind: 'nothing' };
  }
  const names = Object.entries(namesBeside(app.name) ?? {}) as [Part, string][];
  const found = names.flatMap(([part, name]): [Part, Resource][] => {
    const one = resources.find((other) => isOf(part, other) && other.name === name);
    return one === undefined ? [] : [[part, one]];
  });
  if (found.length === names.length) return { kind: 'whole', parts: Object.fromEntries(found) as Parts };
  const there = new Set(found.map(([part]) => part));
  return {
    kind: 'partly',
    absent: names.filter(([part]) => !there.has(part)).map(([part, name]) => `${name} (${TYPES[part]})`),
  };
}

function isOf(part: Part, { type }: Resource): boolean {
  return type === TYPES[part].toLowerCase();
}

const NAME = 'resources';

export function judgeResources(deployed: Deployed, group: string, commands: Commands): Check {
  switch (deployed.kind) {
    case 'nothing':
      return notYet(
        NAME,
        `Nothing is deployed in ${group} yet: export the settings of README.md, then deploy.`,
        commands.deploy,
      );
    case 'partly':
      return missing(
        NAME,
        `The deployment in ${group} did not come to its end, or was cut: ${deployed.absent.join(', ')} is not there. Deploy again, with the same settings exported as before.`,
        commands.deploy,
      );
    case 'whole':
      return ok(NAME, `${deployed.parts.app.name} and all that it runs on are in ${group}.`);
  }
}
