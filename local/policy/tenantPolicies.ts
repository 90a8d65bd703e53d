import type { TenantConfig } from '../../shared/config';
import type { Policy } from '../../shared/domain/coverage/policy';
import type { Graph } from '../../shared/graph/graph';
import { GraphError } from '../../shared/graph/graphError';
import { readPolicies, readSecurityDefaults } from '../../shared/graph/policies';
import { findUser } from '../../shared/graph/users';
import { readPolicyFiles } from './readPolicyFiles';
import { RefusedError } from './refused';

type Tell = (sentence: string) => void;

export type TenantPolicies = {
  readonly policies: readonly Policy[];
  /** `null` where it is not known. */
  readonly securityDefaults: boolean | null;
  readonly breakGlass: readonly string[];
};

export async function policiesInFiles(
  paths: readonly string[],
  config: TenantConfig,
  tell: Tell,
): Promise<TenantPolicies> {
  for (const name of config.breakGlassAccounts.filter(isName)) tell(notAnId(name));
  const policies = await readPolicyFiles(paths, tell);
  return { policies, securityDefaults: null, breakGlass: config.breakGlassAccounts };
}

export type Asking = {
  readonly config: TenantConfig;
  /** Whether security defaults are on, where that was told. */
  readonly given: boolean | null;
  readonly tell: Tell;
};

export async function livePolicies(graph: Graph, { config, given, tell }: Asking): Promise<TenantPolicies> {
  const policies = await policiesOf(graph, config, tell);
  const breakGlass: string[] = [];
  for (const name of config.breakGlassAccounts) breakGlass.push(await userIdOf(graph, name, tell));
  return { policies, securityDefaults: given ?? (await securityDefaultsOf(graph, tell)), breakGlass };
}

/** Without the licence a tenant has no policies, and may still have security defaults. */
async function policiesOf(graph: Graph, config: TenantConfig, tell: Tell): Promise<readonly Policy[]> {
  try {
    return await readPolicies(graph);
  } catch (error) {
    if (!(error instanceof GraphError)) throw error;
    // The app's own identity can be granted the permission, which the error names.
    if (error.code === 'forbidden' && config.clientId === null) throw new RefusedError(error);
    if (error.code !== 'notLicensed') throw error;
    tell('the tenant has no licence for Conditional Access, and so no policies');
    return [];
  }
}

/** The policies say enough without it. */
async function securityDefaultsOf(graph: Graph, tell: Tell): Promise<boolean | null> {
  try {
    return await readSecurityDefaults(graph);
  } catch (error) {
    if (!(error instanceof GraphError) || error.code !== 'forbidden') throw error;
    tell('Graph does not say whether security defaults are on: say it with --security-defaults on or off');
    return null;
  }
}

/** A policy names users by id alone; a name that stays makes Graph refuse it, which is better than to be locked out. */
async function userIdOf(graph: Graph, name: string, tell: Tell): Promise<string> {
  if (!isName(name)) return name;
  const user = await findUser(graph, name);
  if (user === null) tell(notAnId(name));
  return user?.userId ?? name;
}

function isName(account: string): boolean {
  return account.includes('@');
}

function notAnId(name: string): string {
  return `BREAK_GLASS_ACCOUNTS: put the user id of ${name} in the closing policy, which takes no names`;
}
