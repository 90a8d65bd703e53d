import { readTenant } from '../../shared/graph/organization';
import type { Environment } from '../../shared/settingReader';
import { isSettled } from './app';
import { type Check, type Findings, notYet, unknown } from './check';
import { commandsFor, type Place } from './commands';
import { judgeConsent } from './consent';
import { examineApp } from './examineApp';
import { hasAllRequired } from './grants';
import { askHealth, type HealthAnswer, judgeHealth } from './health';
import { judgeLicence, readSkus } from './licence';
import type { Parties } from './parties';
import { type Person, readOwnRoles, readPerson } from './person';
import { groupPath, judgePlace, type Located, locate } from './place';
import { judgeProviders, readProviders } from './providers';
import { deployedIn, judgeResources, nameOf, readResources } from './resources';
import { hasRight, judgeRights, readRights } from './rights';
import { see, untold } from './see';
import { judgeExported } from './settings';
import { judgeSignIn, type TokenFound } from './signIn';

export type Asked = Place & {
  /** `null` to ask the app that is found. */
  readonly appUrl: string | null;
  readonly key: string | null;
  readonly env: Environment;
  readonly now: Date;
};

export type SignIns = { readonly graph: TokenFound; readonly arm: TokenFound };

/** Looks at everything a deployment needs, as far as the admin who runs it may see; changes nothing. */
export async function examine(parties: Parties, signIns: SignIns, asked: Asked): Promise<Findings> {
  const { graph, arm } = signIns;
  const exported = judgeExported(asked.env);
  if (graph.kind === 'none' && arm.kind === 'none') {
    const rest = unknown(
      'everything else',
      'It shows once you are signed in: run npx mfa-watch doctor again.',
    );
    return { before: [judgeSignIn(graph, 'Azure', null), ...exported, rest], after: [] };
  }
  const [directory, azure] = await Promise.all([
    graph.kind === 'token' ? examineDirectory(parties) : null,
    arm.kind === 'token' ? locate(parties.arm, asked) : null,
  ]);
  const person = directory?.person ?? null;
  const isLicensed = directory !== null && judgeLicence(directory.skus).state === 'ok';
  const deployment = azure && (await examineAzure(parties, azure, { asked, person, isLicensed }));
  const before = [
    judgeSignIn(graph, 'Microsoft Graph', directory?.who ?? null),
    judgeSignIn(arm, 'Azure Resource Manager', null),
    ...(directory === null
      ? []
      : [judgeLicence(directory.skus), judgeConsent(directory.roles, deployment?.grant ?? UNSEEN_GRANT)]),
    ...(deployment?.before ?? []),
    ...exported,
  ];
  return { before, after: deployment?.after ?? (await healthAlone(asked)) };
}

async function examineDirectory({ graph }: Parties) {
  const [person, tenant, roles, skus] = await Promise.all([
    see(() => readPerson(graph)),
    see(() => readTenant(graph)),
    see(() => readOwnRoles(graph)),
    see(() => readSkus(graph)),
  ]);
  const name = person.kind === 'seen' ? person.value.name : 'signed in';
  const where = tenant.kind === 'seen' ? `, in ${tenant.value.name ?? tenant.value.tenantId}` : '';
  return { person: person.kind === 'seen' ? person.value : null, who: name + where, roles, skus };
}

/** One of six; whoever may register one may register all. */
const REGISTER = 'Microsoft.Web/register/action';

type Grant = Parameters<typeof judgeConsent>[1];
const NO_GRANT: Grant = { isGranted: false, command: null };
const UNSEEN_GRANT: Grant = { isGranted: null, command: null };
type Deployment = Findings & { readonly grant: Grant };

type Around = {
  readonly asked: Asked;
  readonly person: Person | null;
  readonly isLicensed: boolean;
};

async function examineAzure(
  parties: Parties,
  located: Located,
  { asked, person, isLicensed }: Around,
): Promise<Deployment> {
  const { group } = asked;
  const place = judgePlace(located, asked);
  if (located.kind !== 'group' && located.kind !== 'noGroup') {
    if (located.kind === 'noSubscription')
      return { before: [place], after: await afterwards(asked, asked), grant: NO_GRANT };
    return { before: [place], after: await healthAlone(asked), grant: UNSEEN_GRANT };
  }
  const { subscription } = located;
  const { arm } = parties;
  const hasGroup = located.kind === 'group';
  const whole = `/subscriptions/${subscription}`;
  const scope = hasGroup ? groupPath(subscription, group) : whole;
  const [registrations, rightsAbove, rights, resources] = await Promise.all([
    readProviders(arm, subscription),
    see(() => readRights(arm, whole)),
    see(() => readRights(arm, scope)),
    hasGroup ? see(() => readResources(arm, subscription, group)) : null,
  ]);
  const deployed = resources?.kind === 'seen' ? deployedIn(resources.value) : null;
  const commands = commandsFor(located.place, nameOf(deployed));
  const isDeployed = deployed?.kind === 'whole';
  const before = [
    place,
    ...(isDeployed
      ? []
      : [judgeProviders(registrations, { mayRegister: hasRight(rightsAbove, REGISTER), commands })]),
    ...judgeRights(rights, { scope, person, isDeployed, commands }),
  ];
  if (resources !== null && resources.kind !== 'seen') {
    const role = 'Reader on the resource group';
    const unseen = untold('resources', resources, { what: `what is in ${group}`, role });
    return { before, after: [unseen, ...(await healthAlone(asked))], grant: UNSEEN_GRANT };
  }
  if (deployed === null || deployed.kind === 'nothing')
    return { before, after: await afterwards(asked, located.place), grant: NO_GRANT };
  const resourcesCheck = judgeResources(deployed, group, commands);
  if (deployed.kind === 'partly')
    return { before, after: [resourcesCheck, ...(await healthAlone(asked))], grant: NO_GRANT };
  const { parts } = deployed;
  const { checks, grants, site, clientId, asksSignIn } = await examineApp(parties, {
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
    after: [resourcesCheck, ...checks, ...health],
    grant: {
      isGranted: grants.kind === 'seen' ? hasAllRequired(grants.value) : null,
      command: commands.grant(parts.identity.name),
    },
  };
}

/** What there will be to look at once it is deployed. */
async function afterwards(asked: Asked, place: Place): Promise<readonly Check[]> {
  const later = [
    notYet('function app', 'It comes with the deployment.'),
    notYet('code', 'It is published once the app is there (README.md, "Deploy it").'),
    notYet('Graph permissions', 'They are granted once the app has its identity.'),
    notYet('roles of the app', 'They come with the deployment.'),
    notYet('mail domain', 'It comes with the deployment.'),
    notYet('settings', 'They come with the deployment.'),
  ];
  const health =
    asked.appUrl === null ? [notYet('health', 'The app tells it once it runs.')] : await healthAlone(asked);
  return [judgeResources({ kind: 'nothing' }, asked.group, commandsFor(place)), ...later, ...health];
}

/** The app can be asked by whoever has its address and key, whatever Azure shows. */
async function healthAlone(asked: Asked): Promise<readonly Check[]> {
  if (asked.appUrl === null) return [];
  const unseen = { app: null, identity: null, clientId: null, asksSignIn: null, isSettled: false };
  return judgeHealth(await healthOf(asked, null), { ...unseen, commands: commandsFor(asked) });
}

async function healthOf({ appUrl, key }: Asked, found: string | null): Promise<HealthAnswer | null> {
  const url = appUrl ?? found;
  return url === null || key === null ? null : askHealth(url, key);
}
