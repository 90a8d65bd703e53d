import type {
  AbsentResource,
  AppOutcome,
  ComesLater,
  GrantsOutcome,
  ResourcesOutcome,
  RolePlace,
  RolesOutcome,
  RuntimeOutcome,
  SettingsOutcome,
} from '../../doctor/outcome';
import { badSettingInWords } from './beforeDeployment';

export const DEPLOY_AGAIN = 'Deploy again with the same settings exported as before';

export function resourcesInWords(outcome: ResourcesOutcome): string {
  switch (outcome.code) {
    case 'nothingDeployed':
      return `Nothing is deployed in ${outcome.group} yet. Export the settings (docs/settings.md), then deploy.`;
    case 'notComplete':
      return `The deployment in ${outcome.group} is not complete. It lacks ${outcome.absent.map(absentInWords).join(', ')}. ${DEPLOY_AGAIN}.`;
    case 'complete':
      return `${outcome.group} has ${outcome.app} and everything that it runs on.`;
  }
}

function absentInWords({ name, type }: AbsentResource): string {
  return name === null ? 'its function app' : `${name} (${type})`;
}

type About<Check> = Extract<AppOutcome, { readonly check: Check }>;

export function appInWords(outcome: About<'app'>): string {
  switch (outcome.code) {
    case 'stopped':
      return `${outcome.app} is stopped.`;
    case 'noIdentity':
      return `${outcome.app} does not use its identity. ${DEPLOY_AGAIN}.`;
    case 'running':
      return `${outcome.app} runs at ${outcome.url} with its own identity.`;
  }
}

export function runtimeInWords(outcome: RuntimeOutcome): string {
  const { version, end } = outcome;
  switch (outcome.code) {
    case 'supported':
      return `Azure supports Node.js ${version} until ${end}.`;
    case 'endsSoon':
      return `Azure stops supporting Node.js ${version} on ${end}, in ${outcome.days} days. ${changeTo(outcome.next)}`;
    case 'ended':
      return `Azure has not supported Node.js ${version} since ${end}. ${changeTo(outcome.next)}`;
  }
}

function changeTo(next: string | null): string {
  return next === null
    ? 'Look for a newer version of MFA Watch.'
    : `Change to ${next}. The next deployment must have nodeVersion ${next} too, which is its default.`;
}

export function codeInWords(outcome: About<'code'>): string {
  switch (outcome.code) {
    case 'published':
      return `The code is published. The app has ${outcome.functions} functions.`;
    case 'notPublished':
      return 'The code has not been published, or the app cannot load it.';
    case 'functionsAbsent':
      return `The app lacks ${outcome.absent.join(', ')}. Publish this version.`;
  }
}

export function endpointSignInInWords(outcome: About<'endpointSignIn'>): string {
  switch (outcome.code) {
    case 'on':
      return 'Entra requires a sign-in before anyone reaches the app.';
    case 'off':
      return 'The sign-in was set up but is off: the function key alone opens the endpoints. Deploy again with SIGN_IN_CLIENT_ID and SIGN_IN_IDENTITY_NAME exported (docs/operations.md).';
  }
}

export function grantsInWords(outcome: GrantsOutcome): string {
  switch (outcome.code) {
    case 'allGranted':
      return 'The app has all permissions that it requires.';
    case 'notGranted':
      return `The app may not use ${outcome.permission}. docs/permissions.md lists the loss without it. Granting it takes the role Privileged Role Administrator.`;
    case 'optionalNotGranted':
      return 'It is optional, and not granted (docs/permissions.md).';
    case 'tooWide':
      return `With ${outcome.permission}, the app reaches every mailbox of the tenant. Permit the one mailbox in Exchange first (docs/mail.md), then revoke this.`;
    case 'grantedNotUsed':
      return `Granted, but not used by the app: ${outcome.permissions.join(', ')}. Revoke it in the Entra admin center, under Enterprise applications.`;
  }
}

/** What the app cannot do without its role on a resource. */
const WITHOUT_ROLE: Readonly<Record<RolePlace, string>> = {
  host: 'the app does not start',
  tables: 'the functions can neither read nor save',
  communication: 'the app sends no digest',
  insights: 'the app writes no log',
};

export function rolesInWords(outcome: RolesOutcome): string {
  switch (outcome.code) {
    case 'allAssigned':
      return `All ${outcome.count} are assigned.`;
    case 'notAssigned':
      return `Without it on ${outcome.resource}, ${WITHOUT_ROLE[outcome.on]}. Assigning it takes the role Role Based Access Control Administrator.`;
  }
}

const EXPORT_IT_TOO = 'If you chose its value yourself, export it for the next deployment too.';

export function settingsInWords(outcome: SettingsOutcome): string {
  switch (outcome.code) {
    case 'allValid':
      return 'All settings are valid.';
    case 'noRecipients':
      return 'Nobody gets the digest: DIGEST_TO_GLOBAL_ADMINS is false, and DIGEST_RECIPIENTS is empty.';
    case 'badSetting':
      return `${badSettingInWords(outcome)} ${EXPORT_IT_TOO}`;
    case 'storageKey':
      return `${outcome.setting} is set beside the storage settings of the identity. The host uses this key instead of the identity. The storage account refuses keys, so the app does not start.`;
    case 'otherResource':
      return `${outcome.setting} does not name the resource deployed beside the app. ${EXPORT_IT_TOO}`;
  }
}

export function laterInWords({ check }: ComesLater): string {
  switch (check) {
    case 'app':
    case 'mailDomain':
      return 'The deployment creates it.';
    case 'roles':
    case 'settings':
      return 'The deployment sets them.';
    case 'code':
      return 'Publish it once the app exists (docs/deploy.md).';
    case 'mailPermission':
      return 'Grant it in Exchange once the app has its identity (docs/mail.md).';
    case 'grants':
      return 'Grant them once the app has its identity.';
    case 'health':
      return 'The app reports it once it runs.';
  }
}
