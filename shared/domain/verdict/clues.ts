import type { AuthenticationStep, SignIn } from '../signIn/signIn';
import { type MethodClass, methodClassOf } from './methods';
import { type Meaning, meaningOf, plain, remembered } from './resultTexts';
import type { EvidenceItem, MfaProof, Skip } from './verdict';

/** One thing a record says that bears on MFA, with the field that says it. */
export type Clue = { readonly evidence: EvidenceItem } & (
  | { readonly kind: 'proof'; readonly by: MfaProof }
  | { readonly kind: 'skipped'; readonly detail: Skip }
  | { readonly kind: 'lapsed'; readonly because: 'expiredProof' | 'registrationPrompted' }
  | { readonly kind: 'denied' }
  /** An MFA step that says only that MFA was wanted. */
  | { readonly kind: 'demanded' }
  /** An MFA step that went through, told in words we do not know. */
  | { readonly kind: 'unreadMfa' }
  /** A first factor that went through. */
  | { readonly kind: 'primary'; readonly method: MethodClass }
);

/** All clues of a record, in its own order. */
export function cluesOf(signIn: SignIn): Clue[] {
  const clues: Clue[] = [];
  signIn.steps?.forEach((step, index) => {
    const clue = clueOfStep(step, `authenticationDetails[${index}]`);
    if (clue) clues.push(clue);
  });
  const clue = clueOfStatus(signIn.additionalDetails);
  if (clue) clues.push(clue);
  return clues;
}

/** `status.additionalDetails` holds all kinds of text; only what speaks of MFA counts. */
function clueOfStatus(text: string | null): Clue | null {
  if (text === null) return null;
  const evidence: EvidenceItem = { field: 'status.additionalDetails', value: text };
  const meaning = meaningOf(text);
  if (meaning) return clueOfMeaning(meaning, evidence);
  return speaksOfMfa(text) ? { kind: 'unreadMfa', evidence } : null;
}

function speaksOfMfa(text: string | null): boolean {
  return text !== null && plain(text).includes('mfa');
}

/** A step as the rules of the log see it, each part looked up once. */
type ReadStep = {
  readonly step: AuthenticationStep;
  readonly meaning: Meaning | null;
  readonly purpose: Purpose;
  readonly worth: MethodClass;
  readonly method: EvidenceItem;
  readonly result: EvidenceItem;
};

function readStep(step: AuthenticationStep, field: string): ReadStep {
  const meaning = step.result === null ? null : meaningOf(step.result);
  const isFromToken = meaning?.kind === 'firstFactor' || meaning?.kind === 'proof';
  return {
    step,
    meaning,
    purpose: step.requirement === null ? 'unknown' : purposeOf(step.requirement),
    worth: isFromToken ? 'token' : methodClassOf(step.method ?? ''),
    method: { field: `${field}.authenticationMethod`, value: step.method ?? 'absent' },
    result: { field: `${field}.authenticationStepResultDetail`, value: step.result ?? 'absent' },
  };
}

function clueOfStep(step: AuthenticationStep, field: string): Clue | null {
  const read = readStep(step, field);
  const { meaning, purpose, worth, method, result } = read;
  if (meaning?.kind === 'skipped' || meaning?.kind === 'lapsed') return { ...meaning, evidence: result };
  // Under an authentication strength the purpose is the strength's name, and only the text speaks of MFA.
  const isMfa = purpose === 'mfa' || (step.result !== null && plain(step.result).startsWith('mfa'));
  if (meaning?.kind === 'denied' || step.succeeded === false) {
    const mayBeMfa = isMfa || purpose === 'unknown';
    return mayBeMfa && meaning?.kind !== 'demanded' ? { kind: 'denied', evidence: result } : null;
  }
  if (meaning?.kind === 'proof' && isMfa) return { ...meaning, evidence: result };
  if (meaning === null && speaksOfMfa(step.result)) return { kind: 'unreadMfa', evidence: result };
  switch (purpose) {
    case 'mfa':
      if (worth === 'password') return { kind: 'primary', method: worth, evidence: method };
      return clueOfMfaStep(read);
    case 'primary':
      return clueOfPrimaryStep(read);
    case 'unknown': {
      const asMfa = clueOfMfaStep(read);
      if (asMfa && asMfa.kind !== 'proof') return asMfa;
      return {
        kind: 'primary',
        method: meaning?.kind === 'firstFactor' ? 'token' : 'unknown',
        evidence: method,
      };
    }
  }
}

/** A first factor that did not fail. */
function clueOfPrimaryStep({ step, worth, method, result }: ReadStep): Clue {
  if (worth !== 'strong')
    return { kind: 'primary', method: worth, evidence: worth === 'token' ? result : method };
  // Strong, and said to have gone through: MFA by itself. Where the record does not say, neither do we.
  return step.succeeded === true
    ? { kind: 'proof', by: 'strongPrimary', evidence: method }
    : { kind: 'primary', method: 'unknown', evidence: method };
}

/** An MFA step that did not fail and whose text is no proof by itself. */
function clueOfMfaStep({ step, meaning, worth, method, result }: ReadStep): Clue | null {
  if (meaning?.kind === 'firstFactor') return null;
  // Written both before and after the prompt.
  if (meaning?.kind === 'demanded') return { kind: 'demanded', evidence: result };
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
      return plain(evidence.value).startsWith('mfa') ? { kind: 'denied', evidence } : null;
    case 'firstFactor':
    case 'demanded':
    case 'password':
    case 'succeeded':
      return null;
  }
}

/** `Multi-factor authentication`, `Multifactor authentication` and `MFA` all occur. */
type Purpose = 'mfa' | 'primary' | 'unknown';
const purposeOf: (requirement: string) => Purpose = remembered((requirement) => {
  const words = plain(requirement);
  if (words.startsWith('mfa')) return 'mfa';
  return words.startsWith('primary') ? 'primary' : 'unknown';
});
