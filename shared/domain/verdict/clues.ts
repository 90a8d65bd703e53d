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
  return plain(text).includes('mfa') ? { kind: 'unreadMfa', evidence } : null;
}

function clueOfStep(step: AuthenticationStep, field: string): Clue | null {
  const meaning = step.result === null ? null : meaningOf(step.result);
  const result: EvidenceItem = {
    field: `${field}.authenticationStepResultDetail`,
    value: step.result ?? 'absent',
  };
  if (meaning?.kind === 'skipped' || meaning?.kind === 'lapsed') return { ...meaning, evidence: result };
  const purpose = step.requirement === null ? 'unknown' : purposeOf(step.requirement);
  // Under an authentication strength the purpose is the strength's name, and only the text speaks of MFA.
  const isMfa = purpose === 'mfa' || (step.result !== null && plain(step.result).startsWith('mfa'));
  if (meaning?.kind === 'denied' || step.succeeded === false) {
    return isMfa && meaning?.kind !== 'demanded' ? { kind: 'denied', evidence: result } : null;
  }
  if (meaning?.kind === 'proof' && isMfa) return { ...meaning, evidence: result };
  const method: EvidenceItem = { field: `${field}.authenticationMethod`, value: step.method ?? 'absent' };
  const isFromToken = meaning?.kind === 'firstFactor' || meaning?.kind === 'proof';
  const worth = isFromToken ? 'token' : methodClassOf(step.method ?? '');
  if (purpose === 'mfa' && worth !== 'password') return clueOfMfaStep(step, worth, { method, result });
  if (purpose === 'unknown') {
    return {
      kind: 'primary',
      method: meaning?.kind === 'firstFactor' ? 'token' : 'unknown',
      evidence: method,
    };
  }
  if (worth !== 'strong')
    return { kind: 'primary', method: worth, evidence: worth === 'token' ? result : method };
  // Strong, and said to have gone through: MFA by itself. Where the record does not say, neither do we.
  return step.succeeded === true
    ? { kind: 'proof', by: 'strongPrimary', evidence: method }
    : { kind: 'primary', method: 'unknown', evidence: method };
}

/** An MFA step that did not fail and whose text is no proof by itself. */
function clueOfMfaStep(
  step: AuthenticationStep,
  worth: MethodClass,
  item: { readonly method: EvidenceItem; readonly result: EvidenceItem },
): Clue | null {
  const meaning = step.result === null ? null : meaningOf(step.result);
  if (meaning?.kind === 'firstFactor') return null;
  // Written both before and after the prompt.
  if (meaning?.kind === 'demanded') return { kind: 'demanded', evidence: item.result };
  if (step.result !== null && meaning === null) return { kind: 'unreadMfa', evidence: item.result };
  if (worth === 'token') return { kind: 'proof', by: 'claimInToken', evidence: item.method };
  const wentThrough = meaning?.kind === 'succeeded' || (step.succeeded === true && worth !== 'unknown');
  if (!wentThrough) return { kind: 'unreadMfa', evidence: item.method };
  return {
    kind: 'proof',
    by: worth === 'federated' ? 'externalProvider' : 'prompted',
    evidence: item.method,
  };
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
    case 'succeeded':
      return null;
  }
}

/** `Multi-factor authentication`, `Multifactor authentication` and `MFA` all occur. */
const purposeOf: (requirement: string) => 'mfa' | 'primary' | 'unknown' = remembered((requirement) => {
  const words = plain(requirement);
  if (words.startsWith('mfa')) return 'mfa';
  return words.startsWith('primary') ? 'primary' : 'unknown';
});
