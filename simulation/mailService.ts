import {
  type Fate,
  type Mail,
  type Mailer,
  NEEDS_NO_DRAFT,
  type SendOutcome,
} from '../shared/domain/digest/mail';
import { MINUTE_MS } from '../shared/domain/time';
import type { Random } from '../tenant/world/random';
import type { CallErrors, Machine } from './machine';

/** A mail that reached its recipients. */
export type Delivered = { readonly mail: Mail; readonly at: number };

/** A mail service in memory. It outlives the machines that call it. */
export type MailService = {
  readonly reachedFrom: (machine: Machine) => Mailer;
  readonly delivered: () => readonly Delivered[];
};

type Operation = {
  readonly mail: Mail;
  readonly at: number;
  readonly endsAt: number;
  readonly isDropped: boolean;
};

const DROPPED: SendOutcome = {
  kind: 'refused',
  reason: { kind: 'dropped', state: 'Failed', serviceCode: null },
};

export type MailTrouble = {
  /** Chance that a mail which was taken is dropped in the end. */
  readonly dropped: number;
  readonly until: number;
};

/**
 * Azure Communication Services: it never takes a repeated operation for one.
 *
 * @param now the service's own clock
 */
export function mailService(now: () => number, random: Random, trouble: MailTrouble): MailService {
  const operations = new Map<string, Operation[]>();
  const take = (mail: Mail, operationId: string): SendOutcome => {
    const at = now();
    const endsAt = at + random.pick([0, 0, 1, 90]) * MINUTE_MS;
    const operation = { mail, at, endsAt, isDropped: at < trouble.until && random.chance(trouble.dropped) };
    operations.set(operationId, [...(operations.get(operationId) ?? []), operation]);
    return stateOf(operation);
  };
  const stateOf = ({ endsAt, isDropped }: Operation): SendOutcome => {
    if (now() < endsAt) return { kind: 'underWay' };
    return isDropped ? DROPPED : { kind: 'sent' };
  };
  const look = (operationId: string): Fate => {
    const operation = operations.get(operationId)?.at(-1);
    return operation ? stateOf(operation) : { kind: 'notSent', draftId: null };
  };
  return {
    reachedFrom: ({ call }) => ({
      prepare: NEEDS_NO_DRAFT,
      send: (mail, { operationId }) => call(() => take(mail, operationId), SENDING).catch(asOutcome),
      fateOf: ({ operationId }) => call(() => look(operationId), LOOKING).catch(asOutcome),
    }),
    delivered: () =>
      [...operations.values()]
        .flat()
        .filter(({ isDropped }) => !isDropped)
        .map(({ mail, at }) => ({ mail, at })),
  };
}

class Complaint extends Error {
  readonly outcome: SendOutcome;

  constructor(outcome: SendOutcome) {
    super(outcome.kind);
    this.outcome = outcome;
  }
}

/** The mailer reports trouble by an outcome, never by an error. */
function asOutcome(error: unknown): SendOutcome {
  if (error instanceof Complaint) return error.outcome;
  throw error;
}

const complaint = (outcome: SendOutcome) => () => new Complaint(outcome);
const SENDING: CallErrors = {
  repeats: false,
  unreachable: complaint({ kind: 'unclear', reason: { kind: 'noAnswer', errorCode: null } }),
  refused: complaint({ kind: 'refused', reason: { kind: 'refused', status: 429, serviceCode: null } }),
  garbage: complaint({ kind: 'unclear', reason: { kind: 'undocumented', status: 200, state: null } }),
};
/** A machine that cannot ask now knows nothing of the mail. */
const LOOKING: CallErrors = { ...SENDING, refused: SENDING.unreachable };
