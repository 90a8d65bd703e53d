import {
  type AccountAnswers,
  type PerUserMfa,
  RESOURCE_CLASSES,
  type ResourceClass,
  WHAT_IF_ANSWERS,
  type WhatIfAnswer,
} from '../../domain/account/answers';
import { plainText } from '../plainText';

const RESOURCE_WORDS = {
  azureManagement: 'Azure management',
  adminPortals: 'the admin portals',
} as const satisfies Record<ResourceClass, string>;

/** Read after "your policies", before where. */
const ANSWER_WORDS = {
  blocked: 'block it at',
  mfa: 'ask it for MFA at',
  mfaOrOther: 'ask it for MFA or something else at',
  sometimes: 'ask it for MFA under a condition only at',
  nothing: 'do not ask it for MFA at',
} as const satisfies Record<WhatIfAnswer, string>;

const PER_USER_WORDS = {
  disabled: null,
  enabled: 'Per-user MFA is enabled for it: it is enforced once a method is registered.',
  enforced: 'Per-user MFA is enforced for it.',
} as const satisfies Record<PerUserMfa, string | null>;

/** What Entra says of an account, in a sentence or two; `null` where it said nothing. */
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
    return [`${ANSWER_WORDS[answer]} ${where.map((resource) => RESOURCE_WORDS[resource]).join(' and ')}`];
  });
  return parts.length === 0 ? null : `Entra says: your policies ${parts.join(', and ')}.`;
}

function unansweredInWords({ unanswered = {} }: AccountAnswers): string | null {
  const parts = RESOURCE_CLASSES.flatMap((resource) => {
    const code = unanswered[resource];
    return code === undefined ? [] : [`${RESOURCE_WORDS[resource]} (${plainText(code, 60)})`];
  });
  return parts.length === 0 ? null : `Entra did not answer for ${parts.join(' and ')}.`;
}
