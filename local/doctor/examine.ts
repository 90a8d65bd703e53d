import { readTenant } from '../../shared/graph/organization';
import type { Environment } from '../../shared/settingReader';
import { isSettled } from './app';
import { type CheckResult, type CheckResults, notYet, unknown } from './checkResult';
import type { Clients } from './clients';
import { commandsFor, type Place } from './commands';
import { judgeConsent } from './consent';
import { examineApp } from './examineApp';
import { hasAllRequired } from './grants';
import { askHealth, type HealthAnswer, judgeHealth } from './health';
import { judgeLicence, readSkus } from './licence';
import { type Person, readOwnRoles, readPerson } from './person';
import { groupPath, judgePlace, type Located, locate } from './place';
import { judgeProviders, readProviders } from './providers';
import { deployedIn, judgeResources, nameOf, readResources } from './resources';
import { hasRight, judgeRights, readRights } from './rights';
import { judgeExported } from './settings';
import { judgeSignIn, type TokenFound } from './signIn';
import { lookAt, notVisible, visibleValue } from './visible';

export type Asked = Place & {
  /** `null` for the address that Azure has. */
  readonly appUrl: string | null;
  readonly key: string | null;
  readonly env: Environment;
  readonly now: Date;
};

export type SignIns = { readonly graph: TokenFound; readonly arm: TokenFound };

/** Looks at everything that a deployment needs, as far as the admin who runs it may see; changes nothing. */
export async function examine(clients: Clients, signIns: SignIns, asked: Asked): Promise<CheckResults> {
  const { graph, arm } = signIns;
  const exported = judgeExported(asked.env);
  if (graph.kind === 'none' && arm.kind === 'none') {
    const rest = unknown({ check: 'everythingElse', code: 'needsSignIn' });
    return { before: [judgeSignIn(graph, 'Azure'), ...exported, rest], after: [] };
  }
  const [directory, azure] = await Promise.all([
    graph.kind === 'token' ? examineDirectory(clients) : null,
    arm.kind === 'token' ? locate(clients.arm, asked) : null,
  ]);
  const person = directory?.person ?? null;
  const isLicensed = directory !== null && judgeLicence(directory.skus).state === 'ok';
  const deployment = azure && (await examineAzure(clients, azure, { asked, person, isLicensed }));
  const before = [
    judgeSignIn(graph, 'Microsoft Graph', directory?.who),
    judgeSignIn(arm, 'Azure Resource Manager'),
    ...(directory === null
      ? []
      : [judgeLicence(directory.skus), judgeConsent(directory.roles, deployment?.grant ?? UNKNOWN_GRANT)]),
    ...(deployment?.before ?? []),
    ...exported,
  ];
  return { before, after: deployment?.after ?? (await healthAlone(asked)) };
}

async function examineDirectory({ graph }: Clients) {
  const [person, tenant, roles, skus] = await Promise.all([
    lookAt(() => readPerson(graph)),
    lookAt(() => readTenant(graph)),
    lookAt(() => readOwnRoles(graph)),
    lookAt(() => readSkus(graph)),
  ]);
  const tenantFound = visibleValue(tenant);
  const who = {
    person: visibleValue(person)?.name ?? null,
    tenant: tenantFound === null ? null : (tenantFound.name ?? tenantFound.tenantId),
  };
  return { person: visibleValue(person), who, roles, skus };
}

/** Of one provider of six: who may register one may register all. */
const REGISTER = 'Microsoft.Web/register/action';

type Grant = Parameters<typeof judgeConsent>[1];
const NO_GRANT: Grant = { isGranted: false, command: null };
const UNKNOWN_GRANT: Grant = { isGranted: null, command: null };
type Deployment = CheckResults & { readonly grant: Grant };

type AzureFacts = {
  readonly asked: Asked;
  readonly person: Person | null;
  readonly isLicensed: boolean;
};

async function examineAzure(
  clients: Clients,
  located: Located,
  { asked, person, isLicensed }: AzureFacts,
): Promise<Deployment> {
  const { group } = asked;
  const place = judgePlace(located, asked);
  if (located.kind !== 'group' && located.kind !== 'noGroup') {
    if (located.kind === 'noSubscription')
      return { before: [place], after: await afterwards(asked, asked), grant: NO_GRANT };
    return { before: [place], after: await healthAlone(asked), grant: UNKNOWN_GRANT };
  }
  const { subscription } = located;
  const { arm } = clients;
  const hasGroup = located.kind === 'group';
  const whole = `/subscriptions/${subscription}`;
  const scope = hasGroup ? groupPath(subscription, group) : whole;
  const [registrations, rightsAbove, rights, resources] = await Promise.all([
    readProviders(arm, subscription),
    lookAt(() => readRights(arm, whole)),
    lookAt(() => readRights(arm, scope)),
    hasGroup ? lookAt(() => readResources(arm, subscription, group)) : null,
  ]);
  const deployed = resources?.kind === 'visible' ? deployedIn(resources.value) : null;
  const commands = commandsFor(located.place, nameOf(deployed));
  const isDeployed = deployed?.kind === 'whole';
  const before = [
    place,
    ...(isDeployed
      ? []
      : [judgeProviders(registrations, { mayRegister: hasRight(rightsAbove, REGISTER), commands })]),
    ...judgeRights(rights, { scope, person, isDeployed, commands }),
  ];
  if (resources !== null && resources.kind !== 'visible') {
    const hidden = notVisible({ check: 'resources', thing: 'resources', name: group, why: resources });
    return { before, after: [hidden, ...(await healthAlone(asked))], grant: UNKNOWN_GRANT };
  }
  if (deployed === null || deployed.kind === 'nothing')
    return { before, after: await afterwards(asked, located.place), grant: NO_GRANT };
  const resourcesResult = judgeResources(deployed, group, commands);
  if (deployed.kind === 'partly')
    return { before, after: [resourcesResult, ...(await healthAlone(asked))], grant: NO_GRANT };
  const { parts } = deployed;
  const { results, grants, site, clientId, asksSignIn } = await examineApp(clients, {
    parts,
    subscription,
    group,
    commands,
  });
  const answer = await healthOf(asked, site?.url ?? null);
  const health = judgeHealth(answer, {
    app: parts.app.name,
    identity: parts.identity.name,
    clientId,
    asksSignIn,
    isSettled: isSettled(site, asked.now),
    isLicensed,
    commands,
  });
  return {
    before,
    after: [resourcesResult, ...results, ...health],
    grant: {
      isGranted: grants.kind === 'visible' ? hasAllRequired(grants.value) : null,
      command: commands.grant(parts.identity.name),
    },
  };
}

const AFTER_DEPLOYMENT = ['app', 'code', 'grants', 'roles', 'mailDomain', 'settings'] as const;

/** The checks that only a deployment makes possible. */
async function afterwards(asked: Asked, place: Place): Promise<readonly CheckResult[]> {
  const later = AFTER_DEPLOYMENT.map((check) => notYet({ check, code: 'comesLater' }));
  const health =
    asked.appUrl === null ? [notYet({ check: 'health', code: 'comesLater' })] : await healthAlone(asked);
  return [judgeResources({ kind: 'nothing' }, asked.group, commandsFor(place)), ...later, ...health];
}

/** Anyone who has the address and key of the app can ask it, whatever Azure shows. */
async function healthAlone(asked: Asked): Promise<readonly CheckResult[]> {
  if (asked.appUrl === null) return [];
  const unknown = { app: null, identity: null, clientId: null, asksSignIn: null, isSettled: false };
  return judgeHealth(await healthOf(asked, null), { ...unknown, commands: commandsFor(asked) });
}

async function healthOf({ appUrl, key }: Asked, found: string | null): Promise<HealthAnswer | null> {
  const url = appUrl ?? found;
  return url === null || key === null ? null : askHealth(url, key);
}
