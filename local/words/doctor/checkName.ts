import type { Outcome } from '../../doctor/outcome';

const CHECK_NAMES: Readonly<Record<Outcome['check'], string>> = {
  signIn: 'sign-in',
  everythingElse: 'everything else',
  licence: 'licence',
  consent: 'consent',
  place: 'resource group',
  providers: 'resource providers',
  rights: 'your Azure roles',
  exported: 'settings to deploy',
  resources: 'resources',
  app: 'function app',
  runtime: 'Node.js',
  code: 'code',
  endpointSignIn: 'sign-in for the endpoints',
  identity: 'identity',
  grants: 'Graph permissions',
  roles: 'roles of the app',
  source: 'source of sign-ins',
  sourceRole: 'role on the source',
  diagnosticSetting: 'diagnostic setting',
  mailDomain: 'mail domain',
  mailSender: 'mail sender',
  mailbox: 'mailbox',
  mailPermission: 'permission for the mailbox',
  mailService: 'mail service',
  settings: 'settings',
  health: 'health',
};

/** The check, and the part of it that the outcome is about: `settings: DIGEST_TIME`. */
export function checkName(outcome: Outcome): string {
  if (outcome.check === 'signIn') return `${CHECK_NAMES.signIn} to ${outcome.service}`;
  const part = partOf(outcome);
  return part === null ? CHECK_NAMES[outcome.check] : `${CHECK_NAMES[outcome.check]}: ${part}`;
}

function partOf(outcome: Outcome): string | null {
  const { check, code } = outcome;
  if (code === 'licenceRefused') return code;
  if (code === 'problem') return outcome.problem.code;
  if (code === 'grantedNotUsed') return 'granted and not used';
  if (code === 'noRecipients' && check === 'settings') return 'DIGEST_RECIPIENTS';
  if (code === 'notInUse' || (code === 'notVerified' && !outcome.isLinked)) return outcome.domain;
  if ('setting' in outcome) return outcome.setting;
  if ('permission' in outcome) return outcome.permission;
  return 'role' in outcome && check !== 'consent' ? outcome.role : null;
}
