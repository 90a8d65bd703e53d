import { writeFile } from 'node:fs/promises';
import { readTenantConfig, type TenantConfig } from '../../shared/config';
import { type EnforcedApp, withExtraApps } from '../../shared/domain/apps/enforcedApps';
import { isEnforcedIn } from '../../shared/domain/cloud';
import { type ClosingPolicy, closingPolicy } from '../../shared/domain/coverage/closingPolicy';
import { type AppCoverage, coverageOf } from '../../shared/domain/coverage/coverage';
import { idsIn } from '../../shared/domain/coverage/names';
import type { Policy } from '../../shared/domain/coverage/policy';
import { connectGraph } from '../../shared/graph/connectGraph';
import type { Graph } from '../../shared/graph/graph';
import { GraphError } from '../../shared/graph/graphError';
import { readNames } from '../../shared/graph/names';
import { readPolicies, readSecurityDefaults } from '../../shared/graph/policies';
import { findUser } from '../../shared/graph/users';
import { credentialFor, graphToken } from '../../shared/identity/credential';
import { fileErrorOf } from '../files/fileError';
import { createClosing } from '../policy/createClosing';
import { readPolicyFiles } from '../policy/readPolicyFiles';
import { UsageError } from './failure';
import { coverageTable } from './policyTable';
import { printable, printableJson } from './printable';
import { type Terminal, writer } from './terminal';

export type PolicyOptions = {
  readonly format: 'table' | 'json';
  readonly securityDefaults?: 'on' | 'off';
  readonly out?: string;
  readonly create?: boolean;
};

type Tell = (sentence: string) => void;

/**
 * Says how far a tenant's policies demand MFA at the enforced apps, and writes the policy that would close the gaps.
 * From exported files, or live with the credential of whoever runs it; changes nothing unless told to create that policy.
 */
export async function policy(
  paths: readonly string[],
  options: PolicyOptions,
  terminal: Terminal,
): Promise<void> {
  const config = readTenantConfig(terminal.env);
  const tell: Tell = (sentence) => terminal.stderr.write(`mfa-watch: ${printable(sentence)}\n`);
  const given = options.securityDefaults ? options.securityDefaults === 'on' : null;
  if (paths.length > 0 && options.create)
    throw new UsageError('--create goes by the live policies: name no files.');
  const graph = connectGraph({
    endpoint: config.graphEndpoint,
    token: graphToken(config, credentialFor(config)),
  });
  const tenant =
    paths.length > 0 ? await fromFiles(paths, config, tell) : await live(graph, { config, given, tell });
  const securityDefaults = given ?? tenant.securityDefaults;
  const apps = withExtraApps(config.extraApps);
  const coverage = coverageOf(apps, tenant.policies, securityDefaults ?? false);
  const closing = closingPolicy(apps, {
    coverage,
    breakGlass: tenant.breakGlass,
    isGovernment: config.cloud === 'usgov' || config.cloud === 'usgovdod',
  });

  if (options.out !== undefined) await writeClosing(options.out, closing, tell);
  const write = writer(terminal.stdout);
  if (options.format === 'json') {
    await write(`${printableJson({ apps: coverage, securityDefaults }, 2)}\n`);
  } else {
    const ids = idsIn(Object.values(coverage).flatMap(({ gaps }) => gaps));
    const names = paths.length > 0 ? {} : await readNames(graph, ids, terminal.now().getTime() + NAMING_MS);
    const columns = terminal.stdout.columns ?? 120;
    await write(`${coverageTable(apps, coverage, { policies: tenant.policies, names, columns })}\n`);
    await write(notes({ config, securityDefaults, apps, coverage }));
    if (options.out === undefined && !options.create) await write(closingText(closing));
    if (closing !== null && tenant.breakGlass.length === 0) tell(NO_BREAK_GLASS);
  }
  if (!options.create) return;
  if (closing === null) tell('nothing was created: there is nothing for a policy to close');
  else await createClosing(closing, { graph, terminal, tell });
}

/** To know names is worth a short wait. */
const NAMING_MS = 20_000;

const NO_BREAK_GLASS =
  'the closing policy leaves nobody out: name emergency access accounts in BREAK_GLASS_ACCOUNTS, by user id';

type TenantPolicies = {
  readonly policies: readonly Policy[];
  /** `null` where it is not known. */
  readonly securityDefaults: boolean | null;
  readonly breakGlass: readonly string[];
};

async function fromFiles(
  paths: readonly string[],
  config: TenantConfig,
  tell: Tell,
): Promise<TenantPolicies> {
  for (const name of config.breakGlassAccounts.filter(isName)) tell(notAnId(name));
  const policies = await readPolicyFiles(paths, tell);
  return { policies, securityDefaults: null, breakGlass: config.breakGlassAccounts };
}

type Live = { readonly config: TenantConfig; readonly given: boolean | null; readonly tell: Tell };

async function live(graph: Graph, { config, given, tell }: Live): Promise<TenantPolicies> {
  const policies = await policiesOf(graph, tell);
  const breakGlass: string[] = [];
  for (const name of config.breakGlassAccounts) breakGlass.push(await userIdOf(graph, name, tell));
  return { policies, securityDefaults: given ?? (await readSecurityDefaults(graph)), breakGlass };
}

/** Without the licence a tenant has no policies, and may still have security defaults. */
async function policiesOf(graph: Graph, tell: Tell): Promise<readonly Policy[]> {
  try {
    return await readPolicies(graph);
  } catch (error) {
    if (!(error instanceof GraphError)) throw error;
    // The apps that an admin signs in with, such as Azure CLI, are not allowed everything that the admin is.
    if (error.code === 'forbidden') tell('or export the policies, and name the file (README.md says how)');
    if (error.code !== 'notLicensed') throw error;
    tell('the tenant has no licence for Conditional Access, and so no policies');
    return [];
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

async function writeClosing(path: string, closing: ClosingPolicy | null, tell: Tell): Promise<void> {
  if (closing === null) {
    tell(`${path} is not written: there is nothing to close`);
    return;
  }
  try {
    await writeFile(path, asJson(closing));
  } catch (error) {
    throw fileErrorOf(error, path);
  }
  tell(`${path} holds the policy that would close the gaps, report-only`);
}

function closingText(closing: ClosingPolicy | null): string {
  if (closing === null) return 'There is nothing for a policy to close.\n';
  return `\nThe policy that would close the gaps, report-only (--out FILE writes it):\n${asJson(closing)}`;
}

function asJson(closing: ClosingPolicy): string {
  return `${printableJson(closing, 2)}\n`;
}

type Outcome = {
  readonly config: TenantConfig;
  readonly securityDefaults: boolean | null;
  readonly apps: readonly EnforcedApp[];
  readonly coverage: Readonly<Record<string, AppCoverage>>;
};

function notes({ config, securityDefaults, apps, coverage }: Outcome): string {
  const covered = apps.filter(({ key }) => coverage[key]?.coverage === 'everyone').length;
  const lines = [`MFA is demanded of everyone at ${covered} of ${apps.length} enforced apps.`];
  if (securityDefaults === null) lines.push('Security defaults: not known (--security-defaults on or off).');
  else
    lines.push(
      `Security defaults: ${securityDefaults ? 'on; a policy can be enabled once they are off' : 'off'}.`,
    );
  if (!isEnforcedIn(config.cloud)) lines.push('Microsoft does not enforce MFA in this cloud.');
  return `${lines.join('\n')}\n`;
}
