import type { TenantConfig } from '../../shared/config';
import type { Policy } from '../../shared/domain/coverage/policy';
import type { Graph } from '../../shared/graph/graph';
import { GraphError } from '../../shared/graph/graphError';
import { readPolicies, readSecurityDefaults } from '../../shared/graph/policies';
import { findUser } from '../../shared/graph/users';
import type { WriteRemark } from './policyRemark';
import { readPolicyFiles } from './readPolicyFiles';
import { RefusedError } from './refused';

export type TenantPolicies = {
  readonly policies: readonly Policy[];
  /** `null` if it is not known. */
  readonly securityDefaults: boolean | null;
  readonly breakGlass: readonly string[];
};

export async function policiesInFiles(
  paths: readonly string[],
  config: TenantConfig,
  remark: WriteRemark,
): Promise<TenantPolicies> {
  for (const account of config.breakGlassAccounts.filter(isName))
    remark({ code: 'breakGlassByName', account });
  const policies = await readPolicyFiles(paths, remark);
  return { policies, securityDefaults: null, breakGlass: config.breakGlassAccounts };
}

export type Asking = {
  readonly config: TenantConfig;
  /** Whether security defaults are on, by the command line; `null` if it does not say. */
  readonly given: boolean | null;
  readonly remark: WriteRemark;
};

export async function livePolicies(graph: Graph, { config, given, remark }: Asking): Promise<TenantPolicies> {
  const policies = await policiesOf(graph, config, remark);
  const breakGlass: string[] = [];
  for (const name of config.breakGlassAccounts) breakGlass.push(await userIdOf(graph, name, remark));
  return { policies, securityDefaults: given ?? (await securityDefaultsOf(graph, remark)), breakGlass };
}

/** Without the licence a tenant has no policies, and may still have security defaults. */
async function policiesOf(
  graph: Graph,
  config: TenantConfig,
  remark: WriteRemark,
): Promise<readonly Policy[]> {
  try {
    return await readPolicies(graph);
  } catch (error) {
    if (!(error instanceof GraphError)) throw error;
    // An identity of the app can be granted the permission, which the error names.
    if (error.code === 'forbidden' && config.clientId === null) throw new RefusedError(error);
    if (error.code !== 'notLicensed') throw error;
    remark({ code: 'notLicensed' });
    return [];
  }
}

/** The policies can be judged without it. */
async function securityDefaultsOf(graph: Graph, remark: WriteRemark): Promise<boolean | null> {
  try {
    return await readSecurityDefaults(graph);
  } catch (error) {
    if (!(error instanceof GraphError) || error.code !== 'forbidden') throw error;
    remark({ code: 'securityDefaultsUnknown' });
    return null;
  }
}

/** A policy names users by id alone. Graph refuses a policy with a name left in it, which is better than locking the account out. */
async function userIdOf(graph: Graph, name: string, remark: WriteRemark): Promise<string> {
  if (!isName(name)) return name;
  const user = await findUser(graph, name);
  if (user === null) remark({ code: 'breakGlassByName', account: name });
  return user?.userId ?? name;
}

function isName(account: string): boolean {
  return account.includes('@');
}
