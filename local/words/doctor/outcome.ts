import type { Outcome } from '../../doctor/outcome';
import {
  consentInWords,
  exportedInWords,
  licenceInWords,
  providersInWords,
  rightsInWords,
  signInInWords,
} from './beforeDeployment';
import {
  appInWords,
  codeInWords,
  endpointSignInInWords,
  grantsInWords,
  laterInWords,
  resourcesInWords,
  rolesInWords,
  runtimeInWords,
  settingsInWords,
} from './deployment';
import { healthInWords } from './health';
import {
  mailboxInWords,
  mailDomainInWords,
  mailPermissionInWords,
  mailSenderInWords,
  mailServiceInWords,
} from './mail';
import { notVisibleInWords } from './notVisible';
import { placeInWords } from './place';
import { diagnosticSettingInWords, sourceInWords, sourceRoleInWords } from './source';

/** A sentence or two; they may hold names from the tenant. */
export function outcomeInWords(outcome: Outcome): string {
  if (outcome.code === 'notVisible') return notVisibleInWords(outcome);
  if (outcome.code === 'comesLater') return laterInWords(outcome);
  switch (outcome.check) {
    case 'signIn':
      return signInInWords(outcome);
    case 'everythingElse':
      return 'Sign in, then run doctor again.';
    case 'licence':
      return licenceInWords(outcome);
    case 'consent':
      return consentInWords(outcome);
    case 'place':
      return placeInWords(outcome);
    case 'providers':
      return providersInWords(outcome);
    case 'rights':
      return rightsInWords(outcome);
    case 'exported':
      return exportedInWords(outcome);
    case 'resources':
      return resourcesInWords(outcome);
    case 'app':
      return appInWords(outcome);
    case 'runtime':
      return runtimeInWords(outcome);
    case 'code':
      return codeInWords(outcome);
    case 'endpointSignIn':
      return endpointSignInInWords(outcome);
    case 'grants':
      return grantsInWords(outcome);
    case 'roles':
      return rolesInWords(outcome);
    case 'source':
      return sourceInWords(outcome);
    case 'sourceRole':
      return sourceRoleInWords(outcome);
    case 'diagnosticSetting':
      return diagnosticSettingInWords(outcome);
    case 'mailDomain':
      return mailDomainInWords(outcome);
    case 'mailSender':
      return mailSenderInWords(outcome);
    case 'mailbox':
      return mailboxInWords(outcome);
    case 'mailPermission':
      return mailPermissionInWords(outcome);
    case 'mailService':
      return mailServiceInWords(outcome);
    case 'settings':
      return settingsInWords(outcome);
    case 'health':
      return healthInWords(outcome);
  }
}
