import { isFederated, isOfUnknownAccess, mayHaveProvedAtHome } from '../signIn/scope';
import { DECIDING_FIELDS, type Requirement, type SignIn } from '../signIn/signIn';
import { type Clue, cluesOf } from './clues';
import {
  ABSENT,
  controlItem,
  detailsItem,
  everyStepFailed,
  guestItems,
  leftOutItem,
  requirementItem,
  type SessionProof,
  sessionItems,
} from './evidence';
import type { MethodClass } from './methods';
import type { CannotTell, Evidence, MfaProof, Verdict } from './verdict';

/** The input of the rules: the record, its clues by kind, and the proof of its session. */
type Case = {
  readonly signIn: SignIn;
  readonly requirement: Requirement | null;
  readonly proof: ClueOf<'proof'> | null;
  readonly skip: ClueOf<'skipped'> | null;
  readonly lapse: ClueOf<'lapsed'> | null;
  readonly denial: ClueOf<'denied'> | null;
  readonly unread: ClueOf<'unreadMfa'> | null;
  readonly required: ClueOf<'required'> | null;
  readonly primaries: readonly ClueOf<'primary'>[];
  readonly sessionProof: SessionProof | null;
};
type ClueOf<K extends Clue['kind']> = Extract<Clue, { kind: K }>;
type Rule = (c: Case) => Verdict | null;

/**
 * Whether MFA was done in a completed sign-in, or a skipped or lapsed MFA let it through, or the record does not say.
 * Direct evidence (a step that succeeded or was skipped) comes before a mere requirement.
 *
 * @param sessionProof an earlier MFA of the same Entra session; `null` if none is known
 * @see https://learn.microsoft.com/entra/identity/authentication/howto-mfa-reporting (read 2026-11-21)
 */
export function judgeMfa(signIn: SignIn, sessionProof: SessionProof | null): Verdict {
  const c = caseOf(signIn, sessionProof);
  for (const rule of RULES) {
    const verdict = rule(c);
    if (verdict) return verdict;
  }
  return cannotTell('noDetails', detailsItem(signIn));
}

/** Whether a record proves MFA by itself, in or out of scope: other sign-ins of its Entra session may lean on it. */
export function provesMfa(signIn: SignIn): boolean {
  if (signIn.errorCode !== 0 && signIn.errorCode !== STAY_SIGNED_IN) return false;
  if (cannotProveMfa(signIn)) return false;
  const verdict = judgeMfa(signIn, null);
  // An interrupted sign-in has met no requirement yet, but its steps show MFA that was done.
  return verdict.kind === 'mfa' && (signIn.errorCode === 0 || verdict.by !== 'requirementMet');
}

/** Whether it lacks every field that a proof is read from, as most records do; asked first because it is cheap. */
function cannotProveMfa(signIn: SignIn): boolean {
  const { authenticationRequirement, additionalDetails } = signIn;
  return authenticationRequirement !== 'multiFactor' && additionalDetails === null && hasNoSteps(signIn);
}

/** "Stay signed in?" is asked after MFA: https://learn.microsoft.com/entra/identity-platform/reference-error-codes */
const STAY_SIGNED_IN = 50140;

/** Whether only an earlier MFA of its Entra session could prove this sign-in. */
export function leansOnSession(signIn: SignIn): boolean {
  if (signIn.sessionId === null) return false;
  const verdict = judgeMfa(signIn, { signInId: '', at: signIn.createdDateTime });
  return verdict.kind === 'mfa' && verdict.by === 'sameSession';
}

/** The first rule with an answer decides. */
const RULES: readonly Rule[] = [
  ({ signIn }) => (isOfUnknownAccess(signIn) ? cannotTell('guestHomeTenant', ...guestItems(signIn)) : null),
  // A skip beside a proof: one of the two is wrong, and the record does not say which.
  ({ proof, skip }) => (proof && skip ? cannotTell('conflicting', proof.evidence, skip.evidence) : null),
  // A proof from a token beside a lapse: logs are known to show a false "by claim in the token" at first. A proof given
  // afresh follows the lapse and ends it.
  ({ proof, lapse }) =>
    proof && lapse && !isFresh(proof.by) ? cannotTell('conflicting', proof.evidence, lapse.evidence) : null,
  ({ proof }) => proof && { kind: 'mfa', by: proof.by, evidence: [proof.evidence] },
  // A text that we cannot read may be the proof, so it comes before a skip and a lapse.
  ({ unread }) => unread && cannotTell('unknownMethod', unread.evidence),
  (c) => {
    const unknown = primaryOf(c, ['unknown']);
    const against = c.skip ?? c.lapse;
    return unknown && against && cannotTell('unknownMethod', unknown.evidence, against.evidence);
  },
  ({ skip }) =>
    skip && { kind: 'withoutMfa', because: 'skipped', detail: skip.detail, evidence: [skip.evidence] },
  ({ lapse }) => lapse && { kind: 'withoutMfa', because: lapse.because, evidence: [lapse.evidence] },
  ({ denial, requirement, signIn }) =>
    denial && requirement === 'multiFactor'
      ? cannotTell('conflicting', denial.evidence, requirementItem(signIn))
      : null,
  // Completed, yet every step failed: the record is not whole.
  ({ signIn }) =>
    everyStepFailed(signIn)
      ? cannotTell('conflicting', { field: 'status.errorCode', value: '0' }, detailsItem(signIn))
      : null,
  // A requirement that nothing contradicts proves nothing if the source lacks all fields that could contradict it.
  ({ requirement, signIn }) =>
    requirement === 'multiFactor' && leavesOutWhatDecides(signIn)
      ? cannotTell('noDetails', requirementItem(signIn), ...DECIDING_FIELDS.map(leftOutItem))
      : null,
  ({ requirement, signIn }) =>
    requirement === 'multiFactor'
      ? { kind: 'mfa', by: 'requirementMet', evidence: [requirementItem(signIn)] }
      : null,
  ({ requirement, signIn }) =>
    requirement === null ? cannotTell('noDetails', requirementItem(signIn)) : null,
  ({ requirement, signIn }) =>
    requirement === 'unknown' ? cannotTell('unknownMethod', requirementItem(signIn)) : null,
  (c) =>
    c.sessionProof && isSilent(c)
      ? { kind: 'mfa', by: 'sameSession', evidence: sessionItems(c.signIn, c.sessionProof) }
      : null,
  ({ signIn }) => {
    const [control] = signIn.customControls;
    return control === undefined ? null : cannotTell('customControl', controlItem(control));
  },
  ({ signIn }) => (mayHaveProvedAtHome(signIn) ? cannotTell('guestHomeTenant', ...guestItems(signIn)) : null),
  ({ signIn }) =>
    isFederated(signIn)
      ? cannotTell('federatedProof', { field: 'tokenIssuerType', value: signIn.tokenIssuerType ?? ABSENT })
      : null,
  // MFA was required, and the record does not say whether it was done.
  ({ required, signIn }) =>
    required && cannotTell('unknownMethod', required.evidence, requirementItem(signIn)),
  primaryIs(['federated'], 'federatedProof'),
  primaryIs(['unknown', 'secondFactor'], 'unknownMethod'),
  primaryIs(['certificate'], 'certificateStrength'),
  (c) => {
    const weak = primaryOf(c, ['weak', 'password']);
    if (!weak) return null;
    return {
      kind: 'withoutMfa',
      because: 'weakPrimary',
      evidence: [weak.evidence, requirementItem(c.signIn)],
    };
  },
  primaryIs(['token'], 'firstFactorFromToken'),
];

function caseOf(signIn: SignIn, sessionProof: SessionProof | null): Case {
  const clues = cluesOf(signIn);
  return {
    signIn,
    requirement: signIn.authenticationRequirement,
    proof: strongestProof(clues),
    skip: clues.find((clue) => clue.kind === 'skipped') ?? null,
    lapse: clues.find((clue) => clue.kind === 'lapsed') ?? null,
    denial: clues.find((clue) => clue.kind === 'denied') ?? null,
    unread: clues.find((clue) => clue.kind === 'unreadMfa') ?? null,
    required: clues.find((clue) => clue.kind === 'required') ?? null,
    primaries: clues.filter((clue) => clue.kind === 'primary'),
    sessionProof,
  };
}

/** The strongest proof; of several as strong, the first. */
function strongestProof(clues: readonly Clue[]): ClueOf<'proof'> | null {
  let strongest: ClueOf<'proof'> | null = null;
  for (const clue of clues) {
    if (clue.kind !== 'proof') continue;
    if (strongest === null || rankOf(clue) < rankOf(strongest)) strongest = clue;
  }
  return strongest;
}

function rankOf({ by }: ClueOf<'proof'>): number {
  return STRONGEST_FIRST.indexOf(by);
}

const STRONGEST_FIRST: readonly MfaProof[] = [
  'prompted',
  'externalProvider',
  'strongPrimary',
  'claimInToken',
  'requirementMet',
];

function isFresh(by: MfaProof): boolean {
  return by === 'prompted' || by === 'externalProvider' || by === 'strongPrimary';
}

function primaryOf(c: Case, methods: readonly MethodClass[]): ClueOf<'primary'> | null {
  return c.primaries.find((primary) => methods.includes(primary.method)) ?? null;
}

function primaryIs(methods: readonly MethodClass[], because: CannotTell): Rule {
  return (c) => {
    const primary = primaryOf(c, methods);
    return primary && cannotTell(because, primary.evidence, requirementItem(c.signIn));
  };
}

/** The user was asked for nothing: all that the steps show came from an earlier sign-in. */
function isSilent(c: Case): boolean {
  if (c.denial || c.required) return false;
  return (
    hasNoSteps(c.signIn) || (c.primaries.length > 0 && c.primaries.every(({ method }) => method === 'token'))
  );
}

function hasNoSteps(signIn: SignIn): boolean {
  return signIn.steps === null || signIn.steps.length === 0;
}

function cannotTell(because: CannotTell, ...evidence: Evidence): Verdict {
  return { kind: 'cannotTell', because, evidence };
}

function leavesOutWhatDecides({ missingFields }: SignIn): boolean {
  return DECIDING_FIELDS.every((field) => missingFields.includes(field));
}
