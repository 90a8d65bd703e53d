import type { AccountView, Readiness } from '../../domain/account/account';
import type { MethodLack, ReadinessReason } from '../../domain/account/readinessReason';
import type { OneComputerMethod } from '../../domain/account/registeredMethods';
import { dayOf } from '../../domain/finding/finding';

type Mandate = AccountView['mandate'];

/** Whether an account can pass MFA, in the tense of Microsoft's mandate. */
const READINESS_WORDS = {
  enforced: {
    willBePrompted: 'Can do MFA',
    mustRegister: 'Must register a method',
    willBeStopped: 'Cannot do MFA',
  },
  postponed: {
    willBePrompted: 'Will be prompted',
    mustRegister: 'Will have to register a method',
    willBeStopped: 'Will be stopped',
  },
  notEnforced: {
    willBePrompted: 'Would be prompted',
    mustRegister: 'Would have to register a method',
    willBeStopped: 'Would be stopped',
  },
} as const satisfies Record<Mandate, Partial<Record<Readiness, string>>>;

const ALWAYS = {
  usesMfa: 'Uses MFA',
  homeTenantDecides: 'Home tenant decides',
  providerDecides: 'Identity provider decides',
  unknown: 'Not known yet',
} as const satisfies Partial<Record<Readiness, string>>;

export function readinessInWords(readiness: Readiness, mandate: Mandate): string {
  return { ...READINESS_WORDS[mandate], ...ALWAYS }[readiness];
}

/** Whether an account can pass MFA, as a label and one or more sentences. */
export type Outlook = { readonly label: string; readonly reason: string };

/**
 * The outlook omits that an account is stopped, because the effect says so. An account that is stopped has to do MFA today,
 * whatever the phase.
 */
export function outlookOf({
  readiness,
  reasons,
  mandate,
  effect,
}: Pick<AccountView, 'readiness' | 'reasons' | 'mandate' | 'effect'>): Outlook {
  const rest = reasons.filter(({ code }) => code !== 'stoppedNow' && code !== 'changesDenied');
  const required = effect.kind === 'stopped' ? 'enforced' : mandate;
  return { label: readinessInWords(readiness, required), reason: reasonsInWords(rest) };
}

export function reasonsInWords(reasons: readonly ReadinessReason[]): string {
  return reasons.map(reasonInWords).join(' ');
}

/** Ends each sentence that rests on the registration report. */
const REPORTED = '(registration report, up to 36 hours old)';

function reasonInWords(reason: ReadinessReason): string {
  switch (reason.code) {
    case 'stoppedNow':
      return 'Is stopped now.';
    case 'changesDenied':
      return "Azure denies the account's changes for lack of MFA.";
    case 'usesRopc':
      return 'Signs in with ROPC (password in the request), which cannot do MFA.';
    case 'scriptUsesRopc':
      return 'A script uses ROPC, which cannot do MFA.';
    case 'defaultsBlockDeviceCode':
      return 'Security defaults block device code sign-ins.';
    case 'runsUnattended':
      return 'Runs unattended: nobody is there to answer an MFA prompt.';
    case 'methodNeedsPerson':
      return `A method is registered and allowed ${REPORTED}, but a person must be there to use it.`;
    case 'breakGlassWithoutStrongMethod':
      return `Break-glass account without a passkey or certificate ${REPORTED}.`;
    case 'boundToOneComputer':
      return `${capital(METHOD_NAMES[reason.method])} works on one computer only.`;
    case 'mfaByWeakMethod':
      return `MFA was seen on ${dayOf(reason.lastMfa)}, with a method that may not be at hand.`;
    case 'methodAllowed':
      return `A method is registered and allowed by policy ${REPORTED}.`;
    case 'oneComputerAllowed':
      return `Only ${METHOD_NAMES[reason.method]} is registered ${REPORTED}. It works on one computer only; elsewhere the user needs another method.`;
    case 'registrationsUnread':
      return 'The sign-in log does not show which MFA methods are registered.';
    case 'notInReport':
      return 'Not in the registration report, which is up to 36 hours old and omits disabled accounts.';
    case 'noMethod':
    case 'onlyForbiddenMethods':
    case 'onlyTemporaryPass':
    case 'onlyOneComputer':
      return `${lackInWords(reason)} ${REPORTED}.`;
    case 'mfaAtEveryApp':
      return `MFA was seen at every enforced app that the account uses, last on ${dayOf(reason.lastMfa)}.`;
    case 'reportOmitsMfa':
      return `The registration report lists ${listedInWords(reason.lack)}; it is up to 36 hours old and omits the methods of other providers.`;
    case 'mfaNewerThanReport':
      return `MFA was seen on ${dayOf(reason.lastMfa)}. The registration report lists ${listedInWords(reason.lack)}, but is up to 36 hours old; the MFA may be newer.`;
    case 'mfaByFormerMethod':
      return `But MFA was seen on ${dayOf(reason.lastMfa)}, with a method that is gone or belongs to another provider.`;
    case 'federated':
      return 'Federated: its identity provider must send the MFA claim.';
    case 'syncOnly':
      return 'Not seen at any enforced app; directory synchronization is exempt from mandatory MFA.';
    case 'syncWithOtherUse':
      return 'Directory synchronization is exempt from mandatory MFA; any other use of the account is not.';
    case 'guestHomeMfaCounts':
      return 'A guest: MFA done in its home tenant counts here.';
    case 'guestHomeMfaIgnored':
      return 'A guest: MFA done in its home tenant does not count here.';
    case 'guestHomeMfaUnknown':
      return 'A guest: it is not known whether MFA done in its home tenant counts here.';
    case 'guestWithPersonalAccount':
      return 'A guest with a personal Microsoft account does MFA here.';
    case 'guestWithoutTenant':
      return 'A guest without a home tenant does MFA here.';
  }
}

const METHOD_NAMES = {
  windowsHello: 'Windows Hello',
  platformCredential: 'a platform credential',
} as const satisfies Record<OneComputerMethod, string>;

/** A sentence of its own, without its end. */
function lackInWords(lack: MethodLack): string {
  switch (lack.code) {
    case 'noMethod':
      return 'No MFA method is registered';
    case 'onlyForbiddenMethods':
      return 'No registered method is allowed by policy';
    case 'onlyTemporaryPass':
      return 'Only a Temporary Access Pass is registered; it expires and is no lasting method';
    case 'onlyOneComputer':
      return `${lack.hasForbidden ? 'Of the registered methods, only' : 'Only'} ${METHOD_NAMES[lack.method]} is usable, on one computer; elsewhere the user needs another method`;
  }
}

/** Read after "The registration report lists". */
function listedInWords(lack: MethodLack): string {
  switch (lack.code) {
    case 'noMethod':
      return 'no MFA method';
    case 'onlyForbiddenMethods':
      return 'only methods that policy does not allow';
    case 'onlyTemporaryPass':
      return 'only a Temporary Access Pass, which expires';
    case 'onlyOneComputer':
      return `no usable method but ${METHOD_NAMES[lack.method]}, which works on one computer`;
  }
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
