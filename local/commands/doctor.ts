import type { Arm } from '../../shared/arm/arm';
import { connectArm } from '../../shared/arm/connectArm';
import { readTenantConfig } from '../../shared/config';
import { connectGraph } from '../../shared/graph/connectGraph';
import type { Graph } from '../../shared/graph/graph';
import { armToken, credentialFor, graphToken } from '../../shared/identity/credential';
import { countsOf } from '../doctor/check';
import { examine } from '../doctor/examine';
import { findToken, type TokenFound } from '../doctor/signIn';
import { doctorText } from './doctorText';
import { EXIT_MISSING } from './failure';
import { printableJson } from './printable';
import { type Terminal, writer } from './terminal';

export type DoctorOptions = {
  readonly resourceGroup: string;
  readonly subscription?: string;
  readonly appUrl?: string;
  readonly key?: string;
  readonly format: 'table' | 'json';
};

/** All in all; what has not been seen by then is told to be so. */
const LONGEST_MS = 90_000;

/** Says what a deployment lacks, before and after it is made, and the command that mends each; changes nothing. */
export async function doctor(options: DoctorOptions, terminal: Terminal): Promise<void> {
  const { env } = terminal;
  const config = readTenantConfig(env);
  // The admin's own sign-in, also where the identity of an app is exported for another command.
  const credential = credentialFor({ ...config, clientId: null });
  if (terminal.stderr.isTTY) terminal.stderr.write('Looking; this takes some seconds ...\n');
  const [graph, arm] = await Promise.all([
    findToken(graphToken(config, credential)),
    findToken(armToken(config, credential)),
  ]);
  const until = Date.now() + LONGEST_MS;
  const azure = { endpoint: config.armEndpoint, token: () => tokenOf(arm) };
  const findings = await examine(
    {
      graph: endingAt(connectGraph({ endpoint: config.graphEndpoint, token: () => tokenOf(graph) }), until),
      arm: endingAt(connectArm(azure), until),
      lists: endingAt(connectArm({ ...azure, fetch: posting }), until),
    },
    { graph, arm },
    {
      cloud: config.cloud,
      group: options.resourceGroup,
      subscription: options.subscription ?? null,
      appUrl: options.appUrl ?? null,
      key: options.key ?? (env.MFA_WATCH_KEY?.trim() || null),
      env,
      now: terminal.now(),
    },
  );
  const write = writer(terminal.stdout);
  const counts = countsOf(findings);
  if (options.format === 'json') await write(`${printableJson({ summary: counts, ...findings }, 2)}\n`);
  else await write(doctorText(findings, counts));
  if (counts.missing > 0) terminal.setExitCode(EXIT_MISSING);
}

/** Tokens last an hour; Azure CLI takes a second for each, however often it is asked. */
async function tokenOf(found: TokenFound): Promise<string> {
  if (found.kind === 'none') throw new Error(found.why);
  return found.token;
}

/** Azure gives out app settings by POST, though nothing is changed by it. The deployed app has no such client. */
const posting: typeof fetch = (url, init) => fetch(url, { ...init, method: 'POST', body: '' });

function endingAt<T extends Graph | Arm>(party: T, until: number): T {
  return { ...party, get: (path) => party.get(path, until), pages: (path) => party.pages(path, until) };
}
