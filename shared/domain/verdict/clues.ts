import type { AuthenticationStep, SignIn } from '../signIn/signIn';
import { type MethodClass, methodClassOf } from './methods';
import { type Meaning, meaningOf, plain, remembered } from './resultTexts';
import type { EvidenceItem, MfaProof, Skip } from './verdict';

/** One statement of a record about MFA, with the field that makes it. */
export type Clue = { readonly evidence: EvidenceItem } & (
  | { readonly kind: 'proof'; readonly by: MfaProof }
  | { readonly kind: 'skipped'; readonly detail: Skip }
  | { readonly kind: 'lapsed'; readonly because: 'expiredProof' | 'registrationPrompted' }
  | { readonly kind: 'denied' }
  /** An MFA step that says only that MFA was required. */
  | { readonly kind: 'required' }
  /** An MFA step that went through, in words that we do not know. */
  | { readonly kind: 'unreadMfa' }
  /** A first factor that went through. */
  | { readonly kind: 'primary'; readonly method: MethodClass }
);

/** All clues of a record, in its own order. */
export function cluesOf(signIn: SignIn): Clue[] {
  const clues: Clue[] = [];
  const steps = (signIn.steps ?? []).map((step, index) => readStep(step, `authenticationDetails[${index}]`));
  const firstFactors = steps.filter(mayBeFirstFactor);
  for (const step of steps) {
    const followsFirstFactor = firstFactors.some((other) => other !== step);
    const clue = clueOfStep(step, followsFirstFactor);
    if (clue) clues.push(clue);
  }
  const clue = clueOfStatus(signIn.additionalDetails);
  if (clue) clues.push(clue);
  return clues;
}

/** `status.additionalDetails` holds all kinds of text; only text about MFA counts. */
function clueOfStatus(text: string | null): Clue | null {
  if (text === null) return null;
  const evidence: EvidenceItem = { field: 'status.additionalDetails', value: text };
  const meaning = meaningOf(text);
  if (meaning) return clueOfMeaning(meaning, evidence);
  return speaksOfMfa(text) ? { kind: 'unreadMfa', evidence } : null;
}

const speaksOfMfa: (text: string) => boolean = remembered((text) => plain(text).includes('mfa'));
const beginsWithMfa: (text: string) => boolean = remembered((text) => plain(text).startsWith('mfa'));

/** A step with the meaning of each part, looked up once. */
type ReadStep = {
  readonly step: AuthenticationStep;
  readonly meaning: Meaning | null;
  /** Whether the text itself says that the step is about MFA. */
  readonly isMfaByText: boolean;
  readonly purpose: Purpose;
  readonly worth: MethodClass;
  readonly method: EvidenceItem;
  readonly result: EvidenceItem;
};

function readStep(step: AuthenticationStep, field: string): ReadStep {
  const meaning = step.result === null ? null : meaningOf(step.result);
  const purpose = step.requirement === null ? 'blank' : purposeOf(step.requirement);
  const isFromToken = meaning?.kind === 'firstFactor' || meaning?.kind === 'proof';
  return {
    step,
    meaning,
    isMfaByText:
      step.result !== null && (beginsWithMfa(step.result) || (purpose === 'blank' && isOnlyOfMfa(meaning))),
    purpose,
    worth: isFromToken ? 'token' : methodClassOf(step.method ?? ''),
    method: { field: `${field}.authenticationMethod`, value: step.method ?? 'absent' },
    result: { field: `${field}.authenticationStepResultDetail`, value: step.result ?? 'absent' },
  };
}

/** "Completed in the cloud" is an answer to an MFA prompt; a bare "satisfied by claim in the token" may be of either factor. */
function isOnlyOfMfa(meaning: Meaning | null): boolean {
  return meaning?.kind === 'proof' && (meaning.by === 'prompted' || meaning.by === 'strongPrimary');
}

/** Whether it went through and may have been the first factor, so that another step was the second. */
function mayBeFirstFactor({ step, meaning, isMfaByText, purpose, worth }: ReadStep): boolean {
  if (isMfaByText || step.succeeded === false || meaning?.kind === 'denied') return false;
  if (purpose !== 'blank') return purpose !== 'mfa';
  return meaning?.kind === 'firstFactor' || FIRST_IN_TWO.has(worth);
}

/** The first factors of a sign-in with two. A strong method or a certificate needs no second, and a code is the second. */
const FIRST_IN_TWO: ReadonlySet<MethodClass> = new Set(['password', 'federated', 'unknown']);

/**
 * Real records leave the purpose blank: then method and text decide. A step beside a first factor counts as the second,
 * unless it can only be a first; any other step counts as a first factor, whose rules know the worth of a strong method.
 */
function purposeIn({ purpose, worth, isMfaByText }: ReadStep, followsFirstFactor: boolean): StatedPurpose {
  if (purpose !== 'blank') return purpose;
  switch (worth) {
    case 'secondFactor':
    case 'weak':
      return followsFirstFactor || isMfaByText ? 'mfa' : 'primary';
    case 'unknown':
      return followsFirstFactor ? 'mfa' : 'unknown';
    case 'token':
    case 'password':
    case 'federated':
    case 'strong':
    case 'certificate':
      return 'primary';
  }
}

function clueOfStep(read: ReadStep, followsFirstFactor: boolean): Clue | null {
  const { step, meaning, method, result } = read;
  if (meaning?.kind === 'skipped' || meaning?.kind === 'lapsed') return { ...meaning, evidence: result };
  if (isEmpty(read)) return null;
  const purpose = purposeIn(read, followsFirstFactor);
  // Under an authentication strength the purpose is the strength's name, and only the text speaks of MFA.
  const isMfa = purpose === 'mfa' || read.isMfaByText;
  if (meaning?.kind === 'denied' || step.succeeded === false) {
    const mayBeMfa = isMfa || read.purpose === 'unknown' || (read.purpose === 'blank' && mayBeSecond(read));
    return mayBeMfa && meaning?.kind !== 'required' ? { kind: 'denied', evidence: result } : null;
  }
  if (meaning?.kind === 'proof' && isMfa) return { ...meaning, evidence: result };
  if (meaning?.kind === 'redirected') return { kind: 'primary', method: 'federated', evidence: result };
  if (meaning === null && step.result !== null && speaksOfMfa(step.result))
    return { kind: 'unreadMfa', evidence: result };
  switch (purpose) {
    case 'mfa':
      if (read.worth === 'password') return { kind: 'primary', method: read.worth, evidence: method };
      return clueOfMfaStep(read);
    case 'primary':
      return isOfEitherFactor(read, followsFirstFactor) ? clueOfEither(read) : clueOfPrimaryStep(read);
    case 'unknown':
      return clueOfStepUnknown(read);
  }
}

/** A mistyped password is no denied MFA. */
function mayBeSecond({ worth }: ReadStep): boolean {
  return worth === 'secondFactor' || worth === 'weak' || worth === 'unknown';
}

function isEmpty({ step, purpose }: ReadStep): boolean {
  return purpose === 'blank' && step.method === null && step.result === null;
}

/** A claim from a token beside a first factor, where nothing says which factor it proved: perhaps MFA. */
function isOfEitherFactor({ purpose, worth, meaning }: ReadStep, followsFirstFactor: boolean): boolean {
  return purpose === 'blank' && worth === 'token' && meaning?.kind !== 'firstFactor' && followsFirstFactor;
}

function clueOfEither({ step, meaning, method, result }: ReadStep): Clue {
  if (step.result === null) return { kind: 'primary', method: 'unknown', evidence: method };
  return meaning === null
    ? { kind: 'unreadMfa', evidence: result }
    : { kind: 'primary', method: 'unknown', evidence: result };
}

/** A step whose purpose is not known or, if that is blank, whose method is not known. */
function clueOfStepUnknown(read: ReadStep): Clue {
  const { meaning, purpose, method, result } = read;
  if (meaning?.kind === 'required') return { kind: 'required', evidence: result };
  const asMfa = purpose === 'blank' ? null : clueOfMfaStep(read);
  if (asMfa && asMfa.kind !== 'proof') return asMfa;
  return { kind: 'primary', method: meaning?.kind === 'firstFactor' ? 'token' : 'unknown', evidence: method };
}

/** A first factor that did not fail. */
function clueOfPrimaryStep({ step, worth, method, result }: ReadStep): Clue {
  if (worth !== 'strong')
    return { kind: 'primary', method: worth, evidence: worth === 'token' ? result : method };
  // A strong method that the record says went through is MFA by itself. If the record does not say, we cannot tell.
  return step.succeeded === true
    ? { kind: 'proof', by: 'strongPrimary', evidence: method }
    : { kind: 'primary', method: 'unknown', evidence: method };
}

/** An MFA step that did not fail and whose text is no proof by itself. */
function clueOfMfaStep({ step, meaning, worth, method, result }: ReadStep): Clue | null {
  if (meaning?.kind === 'firstFactor') return null;
  // Written both before and after the prompt.
  if (meaning?.kind === 'required') return { kind: 'required', evidence: result };
  if (step.result !== null && meaning === null) return { kind: 'unreadMfa', evidence: result };
  if (worth === 'token') return { kind: 'proof', by: 'claimInToken', evidence: method };
  const wentThrough = meaning?.kind === 'succeeded' || (step.succeeded === true && worth !== 'unknown');
  if (!wentThrough) return { kind: 'unreadMfa', evidence: method };
  return { kind: 'proof', by: worth === 'federated' ? 'externalProvider' : 'prompted', evidence: method };
}

function clueOfMeaning(meaning: Meaning, evidence: EvidenceItem): Clue | null {
  switch (meaning.kind) {
    case 'proof':
    case 'skipped':
    case 'lapsed':
      return { ...meaning, evidence };
    case 'denied':
      return beginsWithMfa(evidence.value) ? { kind: 'denied', evidence } : null;
    case 'redirected':
      return { kind: 'primary', method: 'federated', evidence };
    case 'firstFactor':
    case 'required':
    case 'password':
    case 'succeeded':
      return null;
  }
}

/** `Multi-factor authentication`, `Multifactor authentication`, `MFA` and, in records of 2021, `SecurityDefaults` occur. */
type StatedPurpose = 'mfa' | 'primary' | 'unknown';
/** `blank`: also if it is absent, as in nearly every real record since 2022. */
type Purpose = StatedPurpose | 'blank';
const purposeOf: (requirement: string) => StatedPurpose = remembered((requirement) => {
  const words = plain(requirement);
  if (words.startsWith('mfa') || words === 'securitydefaults') return 'mfa';
  return words.startsWith('primary') ? 'primary' : 'unknown';
});
