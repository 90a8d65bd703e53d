import type { NotVisible } from './invisible';
import type { MailOutcome } from './mail/outcome';
import type { NoToken } from './noToken';
import type { Of } from './outcomeForm';
import type { SourceOutcome } from './source/outcome';

/** What a check found: a code, and the facts that `local/words/doctor/` puts into a sentence. */
export type Outcome =
  | SignInOutcome
  | LicenceOutcome
  | ConsentOutcome
  | PlaceOutcome
  | ProvidersOutcome
  | RightsOutcome
  | ExportedOutcome
  | ResourcesOutcome
  | AppOutcome
  | RuntimeOutcome
  | GrantsOutcome
  | RolesOutcome
  | SourceOutcome
  | MailOutcome
  | SettingsOutcome
  | HealthOutcome
  | ComesLater
  | NotVisible;

export type SignInOutcome =
  /** Person and tenant are `null` if they are not known. */
  | Of<'signIn', 'signedIn', { service: Service; person: string | null; tenant: string | null }>
  | Of<'signIn', 'notSignedIn', { service: Service; noToken: NoToken }>
  | Of<'everythingElse', 'needsSignIn'>;

/** `Azure` stands for both of the others. */
export type Service = 'Azure' | 'Microsoft Graph' | 'Azure Resource Manager';

export type LicenceOutcome =
  | Of<'licence', 'licensed' | 'inGracePeriod', { level: 'P1' | 'P2' }>
  | Of<'licence', 'notLicensed'>;

export type ConsentOutcome =
  | Of<'consent', 'mayConsent', { role: string }>
  | Of<'consent', 'alreadyGranted' | 'mayNotConsent' | 'mayNotConsentLater' | 'mayNeedConsent'>;

export type PlaceOutcome =
  | Of<'place', 'noSubscription'>
  | Of<'place', 'severalSubscriptions', Search & { group: string }>
  | Of<'place', 'groupFound' | 'noGroup', { group: string; subscription: string }>;

/** What a search of several subscriptions for the resource group found. */
export type Search = {
  readonly subscriptions: number;
  /** Ids of those that have such a group; `null` if they are too many to search each. */
  readonly having: readonly string[] | null;
  /** How many could not be searched. */
  readonly hidden: number;
};

export type ProvidersOutcome =
  | Of<'providers', 'allRegistered', { count: number }>
  | Of<
      'providers',
      'deploymentRegisters' | 'mayNotRegister' | 'registering',
      { namespaces: readonly string[] }
    >;

export type RightsOutcome =
  | Of<'rights', 'mayDeploy'>
  | Of<'rights', 'neededToUpgrade', { roles: readonly string[] }>
  | Of<'rights', 'mayNotDeploy' | 'mayNotAssignRoles', { role: string }>;

export type ExportedOutcome =
  | Of<'exported', 'allValid' | 'noRecipients' | 'senderNotExported'>
  | Of<'exported', 'badSetting', BadSetting>;

export type BadSetting = {
  readonly setting: string;
  /** In the words of shared/config.ts; `null` if a required setting has no value. */
  readonly fault: string | null;
};

export type ResourcesOutcome =
  | Of<'resources', 'nothingDeployed', { group: string }>
  | Of<'resources', 'notComplete', { group: string; absent: readonly AbsentResource[] }>
  | Of<'resources', 'complete', { group: string; app: string }>;

export type AbsentResource = {
  /** `null` if only its type is known. */
  readonly name: string | null;
  readonly type: string;
};

export type AppOutcome =
  | Of<'app', 'stopped' | 'noIdentity', { app: string }>
  | Of<'app', 'running', { app: string; url: string }>
  | Of<'code', 'published', { functions: number }>
  | Of<'code', 'notPublished'>
  | Of<'code', 'functionsAbsent', { absent: readonly string[] }>
  | Of<'endpointSignIn', 'on' | 'off'>;

export type RuntimeOutcome =
  | Of<'runtime', 'supported', { version: string; end: string }>
  /** `next` is the version to change to; `null` if this version of MFA Watch knows none. */
  | Of<'runtime', 'endsSoon', { version: string; end: string; days: number; next: string | null }>
  | Of<'runtime', 'ended', { version: string; end: string; next: string | null }>;

export type GrantsOutcome =
  | Of<'grants', 'allGranted'>
  | Of<'grants', 'notGranted' | 'optionalNotGranted' | 'tooWide', { permission: string }>
  | Of<'grants', 'grantedNotUsed', { permissions: readonly string[] }>;

export type RolesOutcome =
  | Of<'roles', 'allAssigned', { count: number }>
  | Of<'roles', 'notAssigned', { role: string; on: RolePlace; resource: string }>;

/** The resources that the app needs a role on. */
export type RolePlace = 'host' | 'tables' | 'communication' | 'insights';

export type SettingsOutcome =
  | Of<'settings', 'allValid' | 'noRecipients'>
  | Of<'settings', 'badSetting', BadSetting>
  | Of<'settings', 'otherResource' | 'storageKey', { setting: string }>;

export type HealthOutcome =
  | Of<
      'health',
      | 'notAsked'
      | 'signInAsked'
      | 'keyRefused'
      | 'keyOrSignIn'
      | 'accessRestricted'
      | 'noHealthEndpoint'
      | 'unhealthy'
      | 'notPolled'
      | 'postureNotRead'
      | 'onTime'
      | 'licenceRefused'
    >
  | Of<'health', 'unreachable', { url: string; why: string }>
  /** The message is the app's own; `null` if it sent none. */
  | Of<'health', 'answerFailed', { status: number; message: string | null }>
  | Of<'health', 'problem', { problem: AppProblem }>;

/** In the app's own words: its version may be another. */
export type AppProblem = { readonly code: string; readonly sentence: string; readonly mend: string };

/** What can be checked only after the deployment. */
export type ComesLater = Of<
  'app' | 'code' | 'grants' | 'roles' | 'mailDomain' | 'mailPermission' | 'settings' | 'health',
  'comesLater'
>;
