import { z } from 'zod';
import type { Arm } from '../../shared/arm/arm';
import { HOUR_MS } from '../../shared/domain/time';
import { readArmPages, readResource } from './armPages';
import { type CheckResult, missing, ok } from './checkResult';
import type { Commands } from './commands';
import type { Runtime } from './runtime';
import type { SourceKind } from './source/kind';
import { notVisible, type Visible } from './visible';

const WEB = 'api-version=2025-03-01';

const site = z.object({
  identity: z.object({ userAssignedIdentities: z.record(z.string(), z.unknown()).nullish() }).nullish(),
  properties: z.object({
    state: z.string().nullish(),
    defaultHostName: z.string().min(1),
    lastModifiedTimeUtc: z.string().nullish(),
    // Only the plan that infra/ deploys, Flex Consumption, has it.
    functionAppConfig: z
      .object({ runtime: z.object({ name: z.string(), version: z.string() }).nullish() })
      .nullish(),
  }),
});

export type Site = {
  readonly url: string;
  readonly isRunning: boolean;
  /** Resource ids, lower case. */
  readonly identities: readonly string[];
  /** When the app or one of its settings was last changed; `null` if Azure does not say. */
  readonly modifiedAt: number | null;
  /** `null` if Azure does not say. */
  readonly runtime: Runtime | null;
};

/** https://learn.microsoft.com/rest/api/appservice/web-apps/get (read 2026-11-21). @throws ArmError */
export async function readSite(arm: Arm, id: string): Promise<Site> {
  const { identity, properties } = await readResource(arm, `${id}?${WEB}`, site);
  return {
    url: `https://${properties.defaultHostName}`,
    isRunning: properties.state?.toLowerCase() === 'running',
    identities: Object.keys(identity?.userAssignedIdentities ?? {}).map((one) => one.toLowerCase()),
    modifiedAt: utcOf(properties.lastModifiedTimeUtc ?? ''),
    runtime: properties.functionAppConfig?.runtime ?? null,
  };
}

/** Azure writes some times of App Service without their zone. */
function utcOf(text: string): number | null {
  const at = Date.parse(/(?:Z|[+-]\d\d:\d\d)$/i.test(text) ? text : `${text}Z`);
  return Number.isNaN(at) ? null : at;
}

/** Within this time every timer has run, even one that runs once a day: as shared/jobs/onDemand/readHealth.ts counts. */
const SETTLED_MS = 36 * HOUR_MS;

export function isSettled(site: Site | null, now: Date): boolean {
  const changed = site?.modifiedAt ?? null;
  return changed !== null && now.getTime() - changed > SETTLED_MS;
}

const listedFunction = z.object({ name: z.string() });

/**
 * Names of the functions that the host found in the package. Azure puts the name of the app and a slash before each.
 * https://learn.microsoft.com/rest/api/appservice/web-apps/list-functions (read 2026-11-21)
 *
 * @throws ArmError
 */
export async function readFunctions(arm: Arm, id: string): Promise<readonly string[]> {
  const listed = await readArmPages(arm, `${id}/functions?${WEB}`, listedFunction);
  return listed.map(({ name }) => name.split('/').at(-1) ?? name);
}

const identityBody = z.object({
  properties: z.object({ clientId: z.string().min(1), principalId: z.string().min(1) }),
});

export type Identity = { readonly clientId: string; readonly principalId: string };

/** https://learn.microsoft.com/rest/api/managedidentity/user-assigned-identities/get (read 2026-11-21). @throws ArmError */
export async function readIdentity(arm: Arm, id: string): Promise<Identity> {
  return (await readResource(arm, `${id}?api-version=2024-11-30`, identityBody)).properties;
}

const authSettings = z.object({
  properties: z.object({ platform: z.object({ enabled: z.boolean().nullish() }).nullish() }),
});

/**
 * Whether Entra requires a sign-in before anyone reaches the app.
 * https://learn.microsoft.com/rest/api/appservice/web-apps/get-auth-settings-v2-without-secrets (read 2026-11-21)
 *
 * @throws ArmError
 */
export async function readEndpointSignIn(arm: Arm, id: string): Promise<boolean> {
  const { properties } = await readResource(arm, `${id}/config/authsettingsV2?${WEB}`, authSettings);
  return properties.platform?.enabled === true;
}

export type AppFacts = {
  readonly app: string;
  readonly identityId: string;
  readonly source: SourceKind;
  readonly commands: Commands;
};

export function judgeSite(site: Visible<Site>, { app, identityId, commands }: AppFacts): CheckResult {
  const check = 'app';
  if (site.kind !== 'visible') return notVisible({ check, thing: 'app', name: app, why: site });
  const { isRunning, identities, url } = site.value;
  if (!isRunning) return missing({ check, code: 'stopped', app }, commands.start(app));
  if (!identities.includes(identityId.toLowerCase()))
    return missing({ check, code: 'noIdentity', app }, commands.deploy);
  return ok({ check, code: 'running', app, url });
}

/** The timers: nothing happens without them unless somebody asks. */
const TIMERS = ['pollSignIns', 'refreshPosture', 'sendDigest'];
/** It is there only if sign-ins come from an event hub. */
const STREAM = 'ingestSignIns';

export function judgeFunctions(
  functions: Visible<readonly string[]>,
  { app, source, commands }: AppFacts,
): CheckResult {
  const check = 'code';
  if (functions.kind !== 'visible') return notVisible({ check, thing: 'functions', why: functions });
  const names = functions.value;
  const needed = source === 'eventHub' ? [...TIMERS, STREAM] : TIMERS;
  const absent = needed.filter((name) => !names.includes(name));
  if (absent.length === 0) return ok({ check, code: 'published', functions: names.length });
  return missing(
    names.length === 0 ? { check, code: 'notPublished' } : { check, code: 'functionsAbsent', absent },
    commands.publish(app),
  );
}

/** @param isWanted whether the deployed settings ask for it */
export function judgeEndpointSignIn(
  isOn: Visible<boolean>,
  isWanted: boolean,
  commands: Commands,
): readonly CheckResult[] {
  const check = 'endpointSignIn';
  if (!isWanted) return [];
  if (isOn.kind !== 'visible') return [notVisible({ check, thing: 'endpointSignIn', why: isOn })];
  return [isOn.value ? ok({ check, code: 'on' }) : missing({ check, code: 'off' }, commands.deploy)];
}
