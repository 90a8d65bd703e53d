import {
  type Fate,
  type Mail,
  type Mailer,
  NEEDS_NO_DRAFT,
  type SendOutcome,
} from '../../shared/domain/digest/mail';

/** A mail service that answers as told, `sent` by default, and remembers its mails. */
export function aMailer() {
  const mails: { mail: Mail; operationId: string }[] = [];
  const known = new Map<string, Fate>();
  let answers: SendOutcome[] = [];
  const mailer: Mailer = {
    prepare: NEEDS_NO_DRAFT,
    send: async (mail, { operationId }) => {
      const outcome = answers.shift() ?? { kind: 'sent' };
      if (outcome.kind !== 'refused') mails.push({ mail, operationId });
      known.set(operationId, outcome.kind === 'unclear' ? { kind: 'sent' } : outcome);
      return outcome;
    },
    fateOf: async ({ operationId }) => known.get(operationId) ?? { kind: 'notSent', draftId: null },
  };
  return {
    mailer,
    mails,
    known,
    subjects: () => mails.map(({ mail }) => mail.subject),
    answer: (...outcomes: SendOutcome[]) => {
      answers = outcomes;
    },
  };
}

/** A mail service that needs no draft and knows no mail from before. */
export function mailerThat(send: Mailer['send']): Mailer {
  return {
    prepare: NEEDS_NO_DRAFT,
    send,
    fateOf: async () => ({ kind: 'notSent', draftId: null }),
  };
}
