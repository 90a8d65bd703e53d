import {
  type AccountAnswers,
  type PerUserMfa,
  RESOURCE_CLASSES,
  type ResourceClass,
  WHAT_IF_ANSWERS,
  type WhatIfAnswer,
} from '../../domain/account/answers';
import { plainText } from '../../domain/plainText';

const RESOURCE_WORDS = {
  azureManagement: 'Azure management',
  adminPortals: 'the admin portals',
} as const satisfies Record<ResourceClass, string>;

/** Read after "your policies". */
const ANSWER_WORDS = {
  blocked: (place) => `block sign-ins at ${place}`,
  mfa: (place) => `require MFA at ${place}`,
  mfaOrOther: (place) => `require MFA or something else at ${place}`,
  sometimes: (place) => `require MFA at ${place} only under a condition`,
  nothing: (place) => `do not require MFA at ${place}`,
} as const satisfies Record<WhatIfAnswer, (place: string) => string>;

const PER_USER_WORDS = {
  disabled: null,
  enabled: 'Per-user MFA is enabled: it is enforced once a method is registered.',
  enforced: 'Per-user MFA is enforced.',
} as const satisfies Record<PerUserMfa, string | null>;

/** Entra's answers about an account, in a sentence or two; `null` if there are none. */
export function whatIfInWords(answers: AccountAnswers): string | null {
  const sentences = [
    policiesInWords(answers),
    unansweredInWords(answers),
    answers.perUserMfa && PER_USER_WORDS[answers.perUserMfa],
  ];
  return sentences.filter((sentence) => typeof sentence === 'string').join(' ') || null;
}

function policiesInWords(answers: AccountAnswers): string | null {
  const parts = WHAT_IF_ANSWERS.flatMap((answer) => {
    const where = RESOURCE_CLASSES.filter((resource) => answers[resource] === answer);
    if (where.length === 0) return [];
    return [ANSWER_WORDS[answer](where.map((resource) => RESOURCE_WORDS[resource]).join(' and '))];
  });
  return parts.length === 0 ? null : `According to Entra, your policies ${parts.join(', and ')}.`;
}

function unansweredInWords({ unanswered = {} }: AccountAnswers): string | null {
  const parts = RESOURCE_CLASSES.flatMap((resource) => {
    const code = unanswered[resource];
    return code === undefined ? [] : [`${RESOURCE_WORDS[resource]} (${plainText(code, 60)})`];
  });
  return parts.length === 0 ? null : `Entra did not answer for ${parts.join(' and ')}.`;
}
