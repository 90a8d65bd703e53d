import { armError } from '../../shared/arm/armError';
import { connectArm } from '../../shared/arm/connectArm';
import { readTenantConfig } from '../../shared/config';
import { connectGraph } from '../../shared/graph/connectGraph';
import { type WireFetch, wireFetch } from '../../shared/http/wireFetch';
import { armToken, credentialFor, graphToken } from '../../shared/identity/credential';
import { countsOf } from '../doctor/checkResult';
import { examine } from '../doctor/examine';
import { shellOf } from '../doctor/shell';
import { findToken, type TokenFound } from '../doctor/signIn';
import { doctorJson, doctorText } from './doctorText';
import { endingAt } from './endingAt';
import { EXIT_MISSING } from './failure';
import { filesNote } from './packageRoot';
import { PLAIN, paintOn } from './paint';
import { type Terminal, writer } from './terminal';

export type DoctorOptions = {
  readonly resourceGroup: string;
  readonly subscription?: string;
  readonly appUrl?: string;
  readonly key?: string;
  readonly format: 'table' | 'json';
};

/** For all reads together; what has not been read by then is reported as unknown. */
const LONGEST_MS = 90_000;

/**
 * Lists the problems of a deployment, before and after it is made, each with the command that fixes it; changes nothing.
 *
 * @param platform as Node.js names it
 */
export async function doctor(
  options: DoctorOptions,
  terminal: Terminal,
  platform: string = process.platform,
): Promise<void> {
  const { env } = terminal;
  const config = readTenantConfig(env);
  // The admin's own sign-in, even if the identity of an app is exported for another command.
  const credential = credentialFor({ ...config, clientId: null });
  if (terminal.stderr.isTTY) terminal.stderr.write('Checking; this takes some seconds ...\n');
  const [graph, arm] = await Promise.all([
    findToken(graphToken(config, credential)),
    findToken(armToken(config, credential)),
  ]);
  const until = Date.now() + LONGEST_MS;
  const azure = { endpoint: config.armEndpoint, token: () => tokenOf(arm) };
  const results = await examine(
    {
      graph: endingAt(connectGraph({ endpoint: config.graphEndpoint, token: () => tokenOf(graph) }), until),
      arm: endingAt(connectArm(azure), until),
      lists: endingAt(connectArm({ ...azure, fetch: posting }), until),
    },
    { graph, arm },
    {
      cloud: config.cloud,
      shell: shellOf(platform, env),
      group: options.resourceGroup,
      subscription: options.subscription ?? null,
      appUrl: options.appUrl ?? null,
      key: options.key ?? (env.MFA_WATCH_KEY?.trim() || null),
      env,
      now: terminal.now(),
    },
  );
  const write = writer(terminal.stdout);
  const isJson = options.format === 'json';
  await write(isJson ? doctorJson(results) : doctorText(results, paintOn(terminal)));
  const note = filesNote(isJson ? doctorJson(results) : doctorText(results, PLAIN));
  if (note !== null) terminal.stderr.write(`${note}\n`);
  if (countsOf(results).missing > 0) terminal.setExitCode(EXIT_MISSING);
}

/** Each token is fetched once: it lasts an hour, and Azure CLI takes a second for it. */
async function tokenOf(found: TokenFound): Promise<string> {
  if (found.kind === 'none') throw new Error('A client was used without a sign-in.');
  return found.token;
}

/** Azure returns app settings only to POST, which changes nothing. The deployed app has no such client. */
const posting: WireFetch = (url, init) => wireFetch(armError)(url, { ...init, method: 'POST', body: '' });
