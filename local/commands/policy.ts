import { readTenantConfig, type TenantConfig } from '../../shared/config';
import { type EnforcedApp, withExtraApps } from '../../shared/domain/apps/enforcedApps';
import { isEnforcedIn } from '../../shared/domain/cloud';
import { blockedBy } from '../../shared/domain/coverage/blocking';
import { type ClosingPolicy, closingPolicy } from '../../shared/domain/coverage/closingPolicy';
import { type AppCoverage, coverageOf } from '../../shared/domain/coverage/coverage';
import { idsIn } from '../../shared/domain/coverage/names';
import { isLoopback } from '../../shared/domain/loopback';
import { MINUTE_MS } from '../../shared/domain/time';
import { connectGraph } from '../../shared/graph/connectGraph';
import type { WritableGraph } from '../../shared/graph/graph';
import { readNames } from '../../shared/graph/names';
import { credentialFor, graphToken } from '../../shared/identity/credential';
import { wrap } from '../../shared/render/wrap';
import { closingJson, refuseOut, writeClosing } from '../policy/closingFile';
import { createClosing } from '../policy/createClosing';
import type { WriteRemark } from '../policy/policyRemark';
import { unreadRemarks } from '../policy/remarks';
import { livePolicies, policiesInFiles, type TenantPolicies } from '../policy/tenantPolicies';
import { policyRemarkInWords } from '../words/policy';
import { CLOSING_TITLE, NOTHING_TO_CLOSE, notesInWords } from '../words/policyCoverage';
import { coverageJson } from './coverageJson';
import { endingAt } from './endingAt';
import { UsageError } from './failure';
import { paintOn } from './paint';
import { coverageText } from './policyTable';
import { printable, printableJson } from './printable';
import { tokenOfSignIn } from './signedIn';
import { type Terminal, writer } from './terminal';

export type PolicyOptions = {
  readonly format: 'table' | 'json';
  readonly securityDefaults?: 'on' | 'off';
  readonly out?: string;
  readonly create?: boolean;
};

/**
 * Reports how far a tenant's policies require MFA at the enforced apps, and writes the policy that would close the gaps. It reads
 * exported files, or the tenant with the admin's own sign-in, and changes nothing unless --create is given.
 */
export async function policy(
  paths: readonly string[],
  options: PolicyOptions,
  terminal: Terminal,
): Promise<void> {
  const config = readTenantConfig(terminal.env);
  if (paths.length > 0 && options.create)
    throw new UsageError('--create works with the live policies: name no files.');
  refuseOut(options.out, paths);
  const run = await begin(paths, { config, options, terminal });
  const outcome = judged(run);
  const { closing, coverage, securityDefaults } = outcome;
  if (options.out !== undefined) await writeClosing(options.out, closing, run.remark);
  const write = writer(terminal.stdout);
  if (options.format === 'json') {
    await write(`${printableJson({ apps: coverageJson(coverage), securityDefaults }, 2)}\n`);
  } else {
    await write(await textOf(outcome, run));
    if (closing !== null && run.tenant.breakGlass.length === 0) run.remark({ code: 'noBreakGlass' });
  }
  if (!options.create) return;
  if (closing === null) run.remark({ code: 'nothingToCreate' });
  else await createClosing(closing, { graph: run.graph, terminal, remark: run.remark });
}

type Call = {
  readonly config: TenantConfig;
  readonly options: PolicyOptions;
  readonly terminal: Terminal;
};

type Run = Call & {
  readonly graph: WritableGraph;
  readonly tenant: TenantPolicies;
  readonly isLive: boolean;
  readonly remark: WriteRemark;
};

async function begin(paths: readonly string[], call: Call): Promise<Run> {
  const { config, options, terminal } = call;
  const remark: WriteRemark = (one) =>
    void terminal.stderr.write(`mfa-watch: ${printable(policyRemarkInWords(one))}\n`);
  const given = options.securityDefaults ? options.securityDefaults === 'on' : null;
  const isLive = paths.length === 0;
  const graph = connectGraph({
    endpoint: config.graphEndpoint,
    token: await tokensFor(config, isLive),
    paced: !isLoopback(config.graphEndpoint),
  });
  const tenant = isLive
    ? await livePolicies(endingAt(graph, Date.now() + READING_MS), { config, given, remark })
    : { ...(await policiesInFiles(paths, config, remark)), securityDefaults: given };
  for (const one of unreadRemarks(tenant.policies)) remark(one);
  return { ...call, graph, tenant, isLive, remark };
}

/** A tenant has some hundred policies at most, which Graph returns within seconds. */
const READING_MS = 2 * MINUTE_MS;

/** Fails before the first request if nobody is signed in. */
async function tokensFor(config: TenantConfig, isLive: boolean): Promise<() => Promise<string>> {
  const tokens = graphToken(config, credentialFor(config));
  if (!isLive || config.clientId !== null) return tokens;
  const token = await tokenOfSignIn(tokens, 'Microsoft Graph');
  return async () => token;
}

type Outcome = {
  readonly apps: readonly EnforcedApp[];
  readonly coverage: Readonly<Record<string, AppCoverage>>;
  readonly securityDefaults: boolean | null;
  readonly closing: ClosingPolicy | null;
};

function judged({ config, tenant: { policies, securityDefaults, breakGlass } }: Run): Outcome {
  const apps = withExtraApps(config.extraApps);
  const coverage = coverageOf(apps, policies, securityDefaults ?? false);
  const isGovernment = config.cloud === 'usgov' || config.cloud === 'usgovdod';
  const closing = closingPolicy(apps, { coverage, breakGlass, isGovernment });
  return { apps, coverage, securityDefaults, closing };
}

/** Names are worth a short wait. */
const NAMING_MS = 20_000;

async function textOf(outcome: Outcome, run: Run): Promise<string> {
  const { apps, coverage, securityDefaults, closing } = outcome;
  const { graph, tenant, terminal, options } = run;
  const ids = idsIn(Object.values(coverage).flatMap(({ gaps }) => gaps));
  const names = run.isLive ? await readNames(graph, ids, terminal.now().getTime() + NAMING_MS) : {};
  const policies = Object.fromEntries(tenant.policies.map(({ id, name }) => [id, name]));
  const managed = tenant.policies.flatMap(({ id, isMicrosoftManaged }) => (isMicrosoftManaged ? [id] : []));
  const blocking = blockedBy(apps, tenant.policies, {
    coverage,
    securityDefaults: securityDefaults ?? false,
  });
  const parts = [
    coverageText(apps, coverage, {
      known: { people: {}, names, policies, managed },
      blocking,
      paint: paintOn(terminal),
    }),
    notes(outcome, run.config),
    ...(options.out === undefined && !options.create ? [closingText(closing)] : []),
  ];
  return `${parts.join('\n\n')}\n`;
}

function closingText(closing: ClosingPolicy | null): string {
  if (closing === null) return NOTHING_TO_CLOSE;
  return `${CLOSING_TITLE}\n${closingJson(closing).trimEnd()}`;
}

function notes({ apps, coverage, securityDefaults }: Outcome, { cloud }: TenantConfig): string {
  const covered = apps.filter(({ key }) => coverage[key]?.coverage === 'everyone').length;
  const isEnforced = isEnforcedIn(cloud);
  const sentences = notesInWords({ covered, apps: apps.length, securityDefaults, isEnforced });
  return sentences.map((sentence) => wrap(sentence)).join('\n');
}
