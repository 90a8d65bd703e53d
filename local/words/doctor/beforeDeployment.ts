import type {
  BadSetting,
  ConsentOutcome,
  ExportedOutcome,
  LicenceOutcome,
  ProvidersOutcome,
  RightsOutcome,
  SignInOutcome,
} from '../../doctor/outcome';
import { noTokenInWords } from '../noToken';

export function signInInWords(outcome: Extract<SignInOutcome, { readonly check: 'signIn' }>): string {
  switch (outcome.code) {
    case 'signedIn': {
      const { person, tenant } = outcome;
      const as = person === null ? '' : ` as ${person}`;
      return `You are signed in${as}${tenant === null ? '' : `, in the tenant ${tenant}`}.`;
    }
    case 'notSignedIn':
      return noTokenInWords(outcome.noToken, outcome.service);
  }
}

export function licenceInWords(outcome: LicenceOutcome): string {
  switch (outcome.code) {
    case 'licensed':
      return `The tenant has Microsoft Entra ID ${outcome.level}.`;
    case 'inGracePeriod':
      return `The tenant has Microsoft Entra ID ${outcome.level}, but the subscription has run out and is in its grace period. Renew it.`;
    case 'notLicensed':
      return 'The tenant has no Microsoft Entra ID P1 or P2, so Graph returns no sign-ins. Buy it or start a trial in the admin center (no command can do this), or run mfa-watch scan on a download of the log.';
  }
}

const NO_ROLE_TO_CONSENT =
  'You are neither Privileged Role Administrator nor Global Administrator now. Activate the role, or ask someone who holds it to run the command that grants the Graph permissions';

export function consentInWords(outcome: ConsentOutcome): string {
  switch (outcome.code) {
    case 'alreadyGranted':
      return 'The Graph permissions are granted. No further role is needed.';
    case 'mayConsent':
      return `You are ${outcome.role} and may grant the Graph permissions.`;
    case 'mayNotConsent':
      return `${NO_ROLE_TO_CONSENT}.`;
    case 'mayNotConsentLater':
      return `${NO_ROLE_TO_CONSENT}, once the app is deployed (docs/deploy.md).`;
    case 'mayNeedConsent':
      return `${NO_ROLE_TO_CONSENT}, unless they are granted already: your account cannot see that.`;
  }
}

export function providersInWords(outcome: ProvidersOutcome): string {
  switch (outcome.code) {
    case 'allRegistered':
      return `All ${outcome.count} are registered in the subscription.`;
    case 'deploymentRegisters':
      return `Not registered in the subscription: ${outcome.namespaces.join(', ')}. The deployment registers them: your roles allow that. You can also do it now.`;
    case 'mayNotRegister':
      return `Not registered in the subscription: ${outcome.namespaces.join(', ')}. You may not register them. Someone with Contributor on the subscription can.`;
    case 'registering':
      return `Azure is registering ${outcome.namespaces.join(', ')}. This takes some minutes.`;
  }
}

export function rightsInWords(outcome: RightsOutcome): string {
  switch (outcome.code) {
    case 'mayDeploy':
      return 'You may deploy and assign the roles of the app.';
    case 'neededToUpgrade':
      return `Everything is deployed. To deploy an upgrade, you also need ${outcome.roles.join(' and ')}.`;
    case 'mayNotDeploy':
      return `You may not deploy. ${givenByOwner(outcome.role)}`;
    case 'mayNotAssignRoles':
      return `You may not assign the roles of the app. ${givenByOwner(outcome.role)}`;
  }
}

function givenByOwner(role: string): string {
  return `An Owner of the resource group or subscription can give you the role ${role}.`;
}

export function exportedInWords(outcome: ExportedOutcome): string {
  switch (outcome.code) {
    case 'allValid':
      return 'The settings exported here are valid.';
    case 'noRecipients':
      return 'Nobody would get the digest: DIGEST_TO_GLOBAL_ADMINS is false, and DIGEST_RECIPIENTS is empty.';
    case 'senderNotExported':
      return 'MAIL_SENDER is not exported here. An app that sends its mails from a mailbox requires it (docs/mail.md).';
    case 'badSetting':
      return outcome.fault === null
        ? `${outcome.setting} is required, and not exported here.`
        : `${outcome.setting} is exported here with a wrong value: ${outcome.fault}.`;
  }
}

export function badSettingInWords({ setting, fault }: BadSetting): string {
  return fault === null ? `${setting} is required.` : `${setting} is wrong: ${fault}.`;
}
