import type { UseOutcome } from '../../domain/account/lastUse';
import type { UrgentContent } from '../../domain/urgent/urgentContent';
import type { UrgentUse } from '../../domain/urgent/urgentUse';
import { inDigits } from './counted';
import { WHY_YOU } from './digest';

/** What happened, in words that a phone shows in full after the name of the product: some 50 characters. */
export function urgentHeadline({ kind, outcome }: Pick<UrgentUse, 'kind' | 'outcome'>): string {
  if (kind === 'passwordAlone') return 'an admin got in by a password alone';
  return outcome === 'stopped' ? 'a break-glass sign-in was stopped' : 'a break-glass account was used';
}

/** Without personal data: subjects and previews show on locked phones. */
export function urgentSubject(use: Pick<UrgentUse, 'kind' | 'outcome'>): string {
  return `MFA Watch: ${urgentHeadline(use)}`;
}

/** Labels and links. */
export const ACCOUNT = 'Account';
export const WHEN = 'When';
export const APP = 'App';
export const IP_ADDRESS = 'IP address';
export const MFA = 'MFA';
export const WHAT_TO_DO = 'What to do';
export const ITS_SIGN_INS = 'Its sign-ins in Entra';

export const NO_ADDRESS = 'not stored; see its sign-ins';

const OUTCOMES: Readonly<Record<UseOutcome, string>> = {
  mfa: 'It got in with MFA.',
  withoutMfa: 'It got in without MFA.',
  stopped: 'It was stopped. The person who tried knows its password.',
  cannotTell: 'The log does not say yet whether MFA was used.',
};

export function outcomeInWords({ kind, outcome, times }: UrgentContent): string {
  if (kind === 'breakGlassUsed') return OUTCOMES[outcome];
  const alone = 'It got in by a password alone.';
  return times < 2
    ? alone
    : `${alone} This mail reports ${inDigits(times)} such sign-ins, and shows the newest.`;
}

export const STEPS: Readonly<Record<UrgentUse['kind'], readonly string[]>> = {
  breakGlassUsed: [
    'Ask the other administrators whether one of them did this.',
    'If nobody did, revoke the sessions of the account, change its credentials, and look at its sign-ins.',
  ],
  passwordAlone: [
    'Ask the owner of the account. If it was somebody else, revoke its sessions, change its password, and look at its sign-ins.',
    'Require MFA of all administrators with Conditional Access.',
  ],
};

/** What the list of mails shows beside the subject, without names of people: the tenant, and what the subject does not say. */
export function urgentPreheader({ kind, outcome }: UrgentContent, tenant: string | null): string {
  const [firstStep = ''] = STEPS[kind];
  return [
    ...(tenant === null ? [] : [`${tenant}.`]),
    ...(kind === 'breakGlassUsed' ? [OUTCOMES[outcome]] : []),
    firstStep,
  ].join(' ');
}

/** At the foot of each urgent mail. */
export const ABOUT_URGENT = [
  'There is at most one such mail a day about an account. If it is used again, the next mail reports its newest use.',
  WHY_YOU,
  'To change who gets this mail, set DIGEST_TO_GLOBAL_ADMINS or DIGEST_RECIPIENTS on the function app. To get no such mail, set URGENT_MAIL to false.',
] as const;
