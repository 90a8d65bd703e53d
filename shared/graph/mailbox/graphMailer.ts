import type { Fate, Mailer, MailName, SendOutcome } from '../../domain/digest/mail';
import { MINUTE_MS } from '../../domain/time';
import { type Clock, SYSTEM_CLOCK } from '../../http/clock';
import type { WritableGraph } from '../graph';
import { GraphError } from '../graphError';
import { mayBeSent, troubleOf, unclearAfter } from './mailboxTrouble';
import {
  type Asking,
  changeDraft,
  createDraft,
  findMessages,
  type Message,
  readMessage,
  sendDraft,
} from './messages';

export type MailboxOptions = {
  readonly graph: WritableGraph;
  /** UPN or object id of the user or shared mailbox that mails come from. */
  readonly sender: string;
  readonly clock?: Pick<Clock, 'now' | 'wait'>;
};

/** For one step of a mail, pauses after a 429 included. */
const STEP_MS = 2 * MINUTE_MS;
/** The copy in Sent Items often appears within seconds; if not, the next tick looks again. */
const LOOK_AGAIN_MS: readonly number[] = [1_000, 4_000];
const LOOK_MS = 5_000;

/**
 * Mails from a mailbox of the tenant. A mail is a draft first, and a draft can be sent once: after any fault, the mailbox shows
 * whether it is still a draft.
 */
export function graphMailer({ graph, sender, clock = SYSTEM_CLOCK }: MailboxOptions): Mailer {
  const asking = (withinMs = STEP_MS): Asking => ({
    graph,
    mailbox: sender,
    until: clock.now() + withinMs,
  });

  const prepare: Mailer['prepare'] = async (mail, { operationId, draftId }) => {
    try {
      if (draftId === null) return { kind: 'ready', draftId: await createDraft(asking(), mail, operationId) };
      await changeDraft(asking(), mail, { draftId, operationId });
      return { kind: 'ready', draftId };
    } catch (error) {
      return { kind: 'refused', reason: troubleOf(error) };
    }
  };

  async function send(name: MailName): Promise<SendOutcome> {
    if (name.draftId === null) throw new RangeError('A mail without a draft cannot be sent.');
    try {
      await sendDraft(asking(), name.draftId);
    } catch (error) {
      if (mayBeSent(error)) return { kind: 'unclear', reason: unclearAfter(error) };
      return { kind: 'refused', reason: troubleOf(error) };
    }
    return confirmed(name);
  }

  /** Exchange has accepted the mail: while the copy is not there, or the draft still is, the mail is under way. */
  async function confirmed(name: MailName): Promise<SendOutcome> {
    for (const pauseMs of LOOK_AGAIN_MS) {
      await clock.wait(pauseMs);
      if ((await fateOf(name, LOOK_MS)).kind === 'sent') return { kind: 'sent' };
    }
    return { kind: 'underWay' };
  }

  async function fateOf(name: MailName, withinMs?: number): Promise<Fate> {
    try {
      return await fateIn(asking(withinMs), name);
    } catch (error) {
      return { kind: 'unclear', reason: unclearOrTrouble(error) };
    }
  }

  return { prepare, send: (_mail, name) => send(name), fateOf: (name) => fateOf(name) };
}

async function fateIn(asking: Asking, { operationId, draftId }: MailName): Promise<Fate> {
  const named = draftId === null ? null : await readMessage(asking, draftId);
  if (named?.isDraft === false) return { kind: 'sent' };
  const marked = await markedMessages(asking, { operationId, draftId });
  if (marked.some(({ isDraft }) => !isDraft)) return { kind: 'sent' };
  if (draftId === null) return { kind: 'notSent', draftId: marked[0]?.id ?? null };
  // Another draft of the operation is a leftover: only the one that may have been sent decides. If it is gone, its copy is late.
  return named === null ? { kind: 'underWay' } : { kind: 'notSent', draftId };
}

/** If this mailbox takes no filter by our mark, the id alone decides. */
async function markedMessages(asking: Asking, name: MailName): Promise<readonly Message[]> {
  try {
    return await findMessages(asking, name.operationId);
  } catch (error) {
    if (name.draftId !== null && isFilterRefused(error)) return [];
    throw error;
  }
}

function isFilterRefused(error: unknown): boolean {
  return error instanceof GraphError && error.fault.serviceCode === 'ErrorInvalidUrlQueryFilter';
}

/** A passing fault says nothing about the mailbox. */
function unclearOrTrouble(error: unknown) {
  const trouble = troubleOf(error);
  const isPassing =
    trouble.kind === 'mailbox' && (trouble.why === 'unreachable' || trouble.why === 'throttled');
  return isPassing ? unclearAfter(error) : trouble;
}
