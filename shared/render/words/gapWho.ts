import type { EveryoneAt, GapCause, SignInsWith, WhoeverMeets } from '../../domain/coverage/hole';
import type { ConditionName, Guests } from '../../domain/coverage/policy';

/** Who gets in through a gap, with Graph's identifiers: the `who` of the JSON of `mfa-watch policy`. */
export function whoInWords({ why, who }: GapCause): string {
  switch (why) {
    case 'excludedGuests':
      return guestsInWords(who);
    case 'excludedApp':
      return everyoneAt(who);
    case 'condition':
      return who === 'nonAdministrators'
        ? 'users without an administrator role, unless Microsoft considers MFA necessary'
        : signInsWith(who);
    case 'grantOr':
      return `whoever meets ${controlsInWords(who)} instead`;
    case 'excludedUser':
    case 'excludedGroup':
    case 'excludedRole':
    case 'notIncluded':
    case 'customControl':
    case 'reportOnly':
    case 'disabled':
      return who;
  }
}

export function guestsInWords({ types, tenants }: Guests, spell = asIs): string {
  const kinds = (types ?? ['GuestsOrExternalUsers']).map(spell).join(', ');
  return tenants === null ? kinds : `${kinds} of ${tenants.join(', ')}`;
}

function everyoneAt(who: EveryoneAt): string {
  switch (who.app) {
    case 'is':
      return `everyone at ${who.name}`;
    case 'maybe':
      return `everyone, if ${who.name} is the app`;
    case 'filter':
      return 'everyone, if its filter excludes the app';
  }
}

const CONDITION_WORDS = {
  location: 'location',
  platform: 'device platform',
  client: 'client app',
  device: 'device filter',
  deviceState: 'device state',
  signInRisk: 'sign-in risk',
  userRisk: 'user risk',
  insiderRisk: 'insider risk',
  authenticationFlow: 'authentication flow',
  other: 'condition',
} as const satisfies Record<ConditionName, string>;

export function signInsWith({ condition, is, values }: SignInsWith, spell = asIs): string {
  const side = is === 'inside' ? 'with' : 'outside';
  return `sign-ins ${side} the ${CONDITION_WORDS[condition]} ${values.map(spell).join(', ')}`;
}

export function controlsInWords({ controls, strength }: WhoeverMeets, spell = asIs): string {
  return [...controls.map(spell), ...(strength === null ? [] : [STRENGTH_WORDS[strength]])].join(' or ');
}

const STRENGTH_WORDS = {
  withoutMfa: 'an authentication strength that is not MFA',
  unknown: 'an authentication strength whose methods are not known',
} as const;

function asIs(identifier: string): string {
  return identifier;
}
