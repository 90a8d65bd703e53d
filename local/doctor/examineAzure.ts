import type { Asked } from './asked';
import type { CheckResult, CheckResults } from './checkResult';
import type { Clients } from './clients';
import { type Commands, commandsFor } from './commands';
import type { judgeConsent } from './consent';
import { examineApp } from './examineApp';
import { afterwards, examineHealth, healthAlone } from './examineHealth';
import { hasAllRequired } from './grants';
import { judgeClosed, readCommunicationServices } from './mail/closing';
import { deployedMode, intendedMode, isModeExported } from './mail/mode';
import type { Person } from './person';
import { groupPath, judgePlace, type Located } from './place';
import { judgeProviders, providersOf, readProviders } from './providers';
import { type Deployed, deployedIn, judgeResources, nameOf, readResources } from './resources';
import { type Deployer, hasRight, judgeRights, readRights } from './rights';
import { readSettings } from './settings';
import { sourceIn } from './source/kind';
import { lookAt, notVisible } from './visible';

/** Of one provider of several: who may register one may register all. */
const REGISTER = 'Microsoft.Web/register/action';

type Consent = Parameters<typeof judgeConsent>[1];
const NO_GRANT: Consent = { isGranted: false, command: null };
export const UNKNOWN_GRANT: Consent = { isGranted: null, command: null };

type Deployment = CheckResults & {
  readonly grant: Consent;
  /** Whether a whole app is there; `null` if that is not visible. */
  readonly isDeployed: boolean | null;
};

export type AzureFacts = {
  readonly asked: Asked;
  readonly person: Person | null;
  readonly isLicensed: boolean;
};

/** Looks for the deployment in Azure, and examines it as far as it is there. */
export async function examineAzure(
  clients: Clients,
  located: Located,
  facts: AzureFacts,
): Promise<Deployment> {
  const { asked } = facts;
  const place = judgePlace(located, asked);
  switch (located.kind) {
    case 'noSubscription':
      return {
        before: [place],
        after: await afterwards(asked, asked),
        grant: NO_GRANT,
        isDeployed: null,
      };
    case 'severalSubscriptions':
    case 'notVisible':
      return { before: [place], after: await healthAlone(asked), grant: UNKNOWN_GRANT, isDeployed: null };
    case 'noGroup':
    case 'group': {
      const found = await examineGroup(clients, located, facts);
      return { ...found, before: [place, ...found.before] };
    }
  }
}

type Found = Extract<Located, { readonly kind: 'noGroup' | 'group' }>;

async function examineGroup(clients: Clients, located: Found, facts: AzureFacts): Promise<Deployment> {
  const { asked } = facts;
  const { group } = asked;
  const { subscription, place } = located;
  const resources =
    located.kind === 'group' ? await lookAt(() => readResources(clients.arm, subscription, group)) : null;
  const deployed = resources?.kind === 'visible' ? deployedIn(resources.value) : null;
  if (deployed?.kind === 'whole') return examineWhole(clients, deployed, { ...facts, located });
  const commands = commandsFor(place, { name: nameOf(deployed) });
  const before = await examineReadiness(clients, { ...facts, located, commands });
  if (resources !== null && resources.kind !== 'visible') {
    const hidden = notVisible({ check: 'resources', thing: 'resources', name: group, why: resources });
    const after = [hidden, ...(await healthAlone(asked))];
    return { before, after, grant: UNKNOWN_GRANT, isDeployed: null };
  }
  const rest = { before, grant: NO_GRANT, isDeployed: false };
  if (deployed === null || deployed.kind === 'nothing')
    return { ...rest, after: await afterwards(asked, place) };
  const begun = judgeResources(deployed, { group, needsMailParts: false, commands });
  return { ...rest, after: [begun, ...(await healthAlone(asked))] };
}

type InGroup = AzureFacts & { readonly located: Found };

async function examineWhole(
  clients: Clients,
  deployed: Extract<Deployed, { readonly kind: 'whole' }>,
  { asked, person, isLicensed, located }: InGroup,
): Promise<Deployment> {
  const { group, now } = asked;
  const { subscription, place } = located;
  const { name, parts } = deployed;
  const settings = await lookAt(() => readSettings(clients.lists, parts.app.id));
  const mode = settings.kind === 'visible' ? deployedMode(settings.value) : null;
  const withAcs = mode === 'acs' && !isModeExported(asked.env);
  const commands = commandsFor(place, { name, withAcs });
  const [rights, examined] = await Promise.all([
    examineRights(clients, { located, person, isDeployed: true, commands }),
    examineApp(clients, { parts, subscription, group, settings, mode, now, commands }),
  ]);
  const { grants, results } = examined;
  return {
    before: rights,
    after: [
      judgeResources(deployed, { group, needsMailParts: mode === 'acs', commands }),
      ...results,
      ...(await examineHealth(examined, { parts, asked, isLicensed, commands })),
    ],
    grant: {
      isGranted: grants.kind === 'visible' ? hasAllRequired(grants.value) : null,
      command: commands.grant(parts.identity.name),
    },
    isDeployed: true,
  };
}

type Commanded = { readonly commands: Commands };

/** Whether the person can deploy, and Azure accepts the deployment. */
async function examineReadiness(
  clients: Clients,
  { asked, person, located, commands }: InGroup & Commanded,
): Promise<readonly CheckResult[]> {
  const { arm } = clients;
  const { subscription } = located;
  const mode = intendedMode(asked.env);
  const [registrations, above, rights, services] = await Promise.all([
    readProviders(
      arm,
      subscription,
      providersOf({ mode, source: sourceIn(asked.env), network: asked.env.NETWORK }),
    ),
    lookAt(() => readRights(arm, `/subscriptions/${subscription}`)),
    examineRights(clients, { located, person, isDeployed: false, commands }),
    mode === 'acs' ? lookAt(() => readCommunicationServices(arm, subscription)) : null,
  ]);
  return [
    judgeProviders(registrations, { mayRegister: hasRight(above, REGISTER), commands }),
    ...rights,
    ...(services === null ? [] : [judgeClosed(services, { now: asked.now, commands })]),
  ];
}

type RightsPlan = Omit<Deployer, 'scope'> & { readonly located: Found };

async function examineRights(
  { arm }: Clients,
  { located, ...deployer }: RightsPlan,
): Promise<readonly CheckResult[]> {
  const { kind, subscription, place } = located;
  const scope = kind === 'group' ? groupPath(subscription, place.group) : `/subscriptions/${subscription}`;
  return judgeRights(await lookAt(() => readRights(arm, scope)), { scope, ...deployer });
}
