import { z } from 'zod';
import type { Arm } from '../../shared/arm/arm';
import { readArmPages } from './armPages';
import { type CheckResult, missing, notYet, ok } from './checkResult';
import type { Commands } from './commands';
import type { AbsentResource } from './outcome';
import { groupPath } from './place';

const resource = z
  .object({ id: z.string().min(1), name: z.string().min(1), type: z.string() })
  .transform(({ id, name, type }) => ({ id, name, type: type.toLowerCase() }));

export type Resource = z.infer<typeof resource>;

/** https://learn.microsoft.com/rest/api/resources/resources/list-by-resource-group (read 2026-11-21). @throws ArmError */
export function readResources(arm: Arm, subscription: string, group: string): Promise<readonly Resource[]> {
  return readArmPages(arm, `${groupPath(subscription, group)}/resources?api-version=2021-04-01`, resource);
}

/** The parts that infra/main.bicep deploys. */
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

/** The parts that only an app that sends through Communication Services has. */
export const MAIL_PARTS = ['mail', 'communication'] as const;
export type MailPart = (typeof MAIL_PARTS)[number];

export type Parts = Readonly<Record<Exclude<Part, MailPart>, Resource>> &
  Readonly<Partial<Record<MailPart, Resource>>>;

type Installation = {
  /** The parameter `name` of infra/main.bicep, of 3 to 20 characters. */
  readonly name: string;
  /** The same 13 letters and digits at the end of each name. */
  readonly suffix: string;
};

function installationIn(text: string, prefix: string): Installation | null {
  const [, before, name, suffix] = /^([a-z]+)-(.{3,20})-([a-z\d]{13})$/.exec(text) ?? [];
  return before === prefix && name !== undefined && suffix !== undefined ? { name, suffix } : null;
}

/** The names that `infra/main.bicep` gives to the parts beside an app; `null` if the app is named otherwise. */
export function namesBeside(app: string): Readonly<Record<Part, string>> | null {
  const found = installationIn(app, 'func');
  if (found === null) return null;
  const { name, suffix } = found;
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
  /** Some of the parts that every app has are there. */
  | { readonly kind: 'partly'; readonly name: string; readonly absent: readonly AbsentResource[] }
  | { readonly kind: 'whole'; readonly name: string; readonly parts: Parts };

/** The name that a deployment was given; `undefined` if there is none. */
export function nameOf(deployed: Deployed | null): string | undefined {
  return deployed === null || deployed.kind === 'nothing' ? undefined : deployed.name;
}

export function deployedIn(resources: readonly Resource[]): Deployed {
  const [fullest] = resources
    .flatMap((one) => candidateOf(one, resources))
    .sort((one, other) => other.found.size - one.found.size);
  if (fullest === undefined) {
    const name = begunIn(resources);
    if (name === null) return { kind: 'nothing' };
    return { kind: 'partly', name, absent: [{ name: null, type: TYPES.app }] };
  }
  const { name, names, found } = fullest;
  const absent = names.filter(([part]) => !found.has(part) && !MAIL_PARTS.some((one) => one === part));
  if (absent.length === 0) return { kind: 'whole', name, parts: Object.fromEntries(found) as Parts };
  return { kind: 'partly', name, absent: absent.map(([part, one]) => ({ name: one, type: TYPES[part] })) };
}

/** The parts of Communication Services that the group lacks. */
function absentMailParts(parts: Parts): readonly AbsentResource[] {
  const names = namesBeside(parts.app.name);
  return MAIL_PARTS.filter((part) => parts[part] === undefined).map((part) => ({
    name: names?.[part] ?? null,
    type: TYPES[part],
  }));
}

type Candidate = {
  readonly name: string;
  readonly names: readonly (readonly [Part, string])[];
  readonly found: ReadonlyMap<Part, Resource>;
};

/** The deployment that a function app may belong to, with those of its parts that are there. */
function candidateOf(app: Resource, resources: readonly Resource[]): readonly Candidate[] {
  const installation = isOf('app', app) ? installationIn(app.name, 'func') : null;
  if (installation === null) return [];
  const names = Object.entries(namesBeside(app.name) ?? {}) as [Part, string][];
  const found = new Map(
    names.flatMap(([part, name]): [Part, Resource][] => {
      const one = resources.find((other) => isOf(part, other) && other.name === name);
      return one === undefined ? [] : [[part, one]];
    }),
  );
  return isOurs(found) ? [{ name: installation.name, names, found }] : [];
}

/** Other templates name an app and its identity in the same way: the quickstarts of the Azure Developer CLI, for example. */
function isOurs(found: ReadonlyMap<Part, Resource>): boolean {
  return found.has('tables') || (found.has('identity') && found.size > 2);
}

/** The types that infra/main.bicep deploys before the app, by the beginning of their names. */
const BEFORE_THE_APP = {
  id: TYPES.identity,
  mail: TYPES.mail,
  acs: TYPES.communication,
  appi: TYPES.insights,
  log: 'Microsoft.OperationalInsights/workspaces',
  plan: 'Microsoft.Web/serverfarms',
} as const;

/** The name that at least two resources bear without an app: a single one may belong to anybody. */
function begunIn(resources: readonly Resource[]): string | null {
  const bearers = new Map<string, string[]>();
  for (const { name, type } of resources) {
    for (const [prefix, wanted] of Object.entries(BEFORE_THE_APP)) {
      const found = type === wanted.toLowerCase() ? installationIn(name, prefix) : null;
      if (found === null) continue;
      const ending = `${found.name}-${found.suffix}`;
      if (resources.some((one) => isOf('app', one) && one.name === `func-${ending}`)) continue;
      bearers.set(ending, [...(bearers.get(ending) ?? []), found.name]);
    }
  }
  const [most] = [...bearers.values()].sort((one, other) => other.length - one.length);
  return most !== undefined && most.length > 1 ? (most[0] ?? null) : null;
}

function isOf(part: Part, { type }: Resource): boolean {
  return type === TYPES[part].toLowerCase();
}

export type ResourceFacts = {
  readonly group: string;
  /** Whether the app sends through Communication Services. */
  readonly needsMailParts: boolean;
  readonly commands: Commands;
};

export function judgeResources(deployed: Deployed, facts: ResourceFacts): CheckResult {
  const check = 'resources';
  const { group, commands } = facts;
  if (deployed.kind === 'nothing') return notYet({ check, code: 'nothingDeployed', group }, commands.deploy);
  const absent = absentIn(deployed, facts);
  if (deployed.kind === 'partly' || absent.length > 0)
    return missing({ check, code: 'notComplete', group, absent }, commands.deploy);
  return ok({ check, code: 'complete', group, app: deployed.parts.app.name });
}

function absentIn(
  deployed: Exclude<Deployed, { readonly kind: 'nothing' }>,
  { needsMailParts }: ResourceFacts,
): readonly AbsentResource[] {
  if (deployed.kind === 'partly') return deployed.absent;
  return needsMailParts ? absentMailParts(deployed.parts) : [];
}
