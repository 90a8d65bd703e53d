import type { Mail, Mailer, SendOutcome } from '../../shared/domain/digest/mail';

/** A mail service that answers as told, `sent` by default, and remembers its mails. */
export function aMailer() {
  const mails: { mail: Mail; operationId: string }[] = [];
  const known = new Map<string, SendOutcome>();
  let answers: SendOutcome[] = [];
  const mailer: Mailer = {
    send: async (mail, operationId) => {
      const outcome = answers.shift() ?? { kind: 'sent' };
      if (outcome.kind !== 'refused') mails.push({ mail, operationId });
      known.set(operationId, outcome.kind === 'unclear' ? { kind: 'sent' } : outcome);
      return outcome;
    },
    outcomeOf: async (operationId) => known.get(operationId) ?? null,
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
