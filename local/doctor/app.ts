import { z } from 'zod';
import type { Arm } from '../../shared/arm/arm';
import { HOUR_MS } from '../../shared/domain/time';
import { type Check, missing, ok } from './check';
import type { Commands } from './commands';
import { readAll, readOne } from './parties';
import { type Seen, untold } from './see';

const WEB = 'api-version=2025-03-01';

const site = z.object({
  identity: z.object({ userAssignedIdentities: z.record(z.string(), z.unknown()).nullish() }).nullish(),
  properties: z.object({
    state: z.string().nullish(),
    defaultHostName: z.string().min(1),
    lastModifiedTimeUtc: z.string().nullish(),
  }),
});

export type Site = {
  readonly url: string;
  readonly isRunning: boolean;
  /** Resource ids, lower case. */
  readonly identities: readonly string[];
  /** When the app, or a setting of it, was last changed; `null` where Azure does not say. */
  readonly modifiedAt: number | null;
};

/** https://learn.microsoft.com/rest/api/appservice/web-apps/get (read 2026-11-21). @throws ArmError */
export async function readSite(arm: Arm, id: string): Promise<Site> {
  const { identity, properties } = await readOne(arm, `${id}?${WEB}`, site);
  return {
    url: `https://${properties.defaultHostName}`,
    isRunning: properties.state?.toLowerCase() === 'running',
    identities: Object.keys(identity?.userAssignedIdentities ?? {}).map((one) => one.toLowerCase()),
    modifiedAt: utcOf(properties.lastModifiedTimeUtc ?? ''),
  };
}

/** Azure writes some times of App Service without their zone. */
function utcOf(text: string): number | null {
  const at = Date.parse(/(?:Z|[+-]\d\d:\d\d)$/i.test(text) ? text : `${text}Z`);
  return Number.isNaN(at) ? null : at;
}

/** By then a timer that runs once a day has had its turn, as shared/jobs/onDemand/readHealth.ts counts. */
const SETTLED_MS = 36 * HOUR_MS;

export function isSettled(site: Site | null, now: Date): boolean {
  const changed = site?.modifiedAt ?? null;
  return changed !== null && now.getTime() - changed > SETTLED_MS;
}

const listedFunction = z.object({ name: z.string() });

/**
 * Names of the functions that the host has found in the package, each after the app's own and a slash.
 * https://learn.microsoft.com/rest/api/appservice/web-apps/list-functions (read 2026-11-21)
 *
 * @throws ArmError
 */
export async function readFunctions(arm: Arm, id: string): Promise<readonly string[]> {
  const listed = await readAll(arm, `${id}/functions?${WEB}`, listedFunction);
  return listed.map(({ name }) => name.split('/').at(-1) ?? name);
}

const identityBody = z.object({
  properties: z.object({ clientId: z.string().min(1), principalId: z.string().min(1) }),
});

export type Identity = { readonly clientId: string; readonly principalId: string };

/** https://learn.microsoft.com/rest/api/managedidentity/user-assigned-identities/get (read 2026-11-21). @throws ArmError */
export async function readIdentity(arm: Arm, id: string): Promise<Identity> {
  return (await readOne(arm, `${id}?api-version=2024-11-30`, identityBody)).properties;
}

const authSettings = z.object({
  properties: z.object({ platform: z.object({ enabled: z.boolean().nullish() }).nullish() }),
});

/**
 * Whether Entra asks for a sign-in before the app is reached.
 * https://learn.microsoft.com/rest/api/appservice/web-apps/get-auth-settings-v2-without-secrets (read 2026-11-21)
 *
 * @throws ArmError
 */
export async function readSignInAsked(arm: Arm, id: string): Promise<boolean> {
  const { properties } = await readOne(arm, `${id}/config/authsettingsV2?${WEB}`, authSettings);
  return properties.platform?.enabled === true;
}

export type AppFacts = {
  readonly app: string;
  readonly identityId: string;
  readonly commands: Commands;
};

const APP = 'function app';

export function judgeSite(seen: Seen<Site>, { app, identityId, commands }: AppFacts): Check {
  if (seen.kind !== 'seen')
    return untold(APP, seen, { what: `the function app ${app}`, role: 'Reader on the resource group' });
  const { isRunning, identities, url } = seen.value;
  if (!isRunning) return missing(APP, `${app} is stopped.`, commands.start(app));
  if (!identities.includes(identityId.toLowerCase()))
    return missing(
      APP,
      `${app} does not use its identity. Deploy again, with the same settings exported as before.`,
      commands.deploy,
    );
  return ok(APP, `${app} runs at ${url}, by its own identity.`);
}

/** The timers, without which nothing happens by itself. */
const TIMERS = ['pollSignIns', 'refreshPosture', 'sendDigest'];
const CODE = 'code';

export function judgeFunctions(seen: Seen<readonly string[]>, { app, commands }: AppFacts): Check {
  if (seen.kind !== 'seen')
    return untold(CODE, seen, { what: 'the functions of the app', role: 'Reader on the resource group' });
  const absent = TIMERS.filter((name) => !seen.value.includes(name));
  if (absent.length === 0) return ok(CODE, `Published: the app has ${seen.value.length} functions.`);
  return missing(
    CODE,
    seen.value.length === 0
      ? 'The code has not been published, or the app cannot load it.'
      : `The app lacks ${absent.join(', ')}: publish this version.`,
    commands.publish(app),
  );
}

/** @param isWanted whether the settings were deployed for it */
export function judgeSignIn(seen: Seen<boolean>, isWanted: boolean, commands: Commands): readonly Check[] {
  const name = 'sign-in for the endpoints';
  if (!isWanted) return [];
  if (seen.kind !== 'seen')
    return [untold(name, seen, { what: 'whether Entra asks for a sign-in', role: 'Contributor on the app' })];
  if (seen.value) return [ok(name, 'Entra asks for a sign-in before the app is reached.')];
  return [
    missing(
      name,
      'It was set up, and is off: the function key alone opens the endpoints. Deploy again, with SIGN_IN_CLIENT_ID and SIGN_IN_IDENTITY_NAME exported (docs/operations.md).',
      commands.deploy,
    ),
  ];
}
