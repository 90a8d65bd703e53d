import type { EmailMessage } from '@azure/communication-email';
import { type Mail, type Mailer, NEEDS_NO_DRAFT, type SendOutcome } from '../domain/digest/mail';
import { type Clock, SYSTEM_CLOCK } from '../http/clock';
import { fateOfLook, mayBeRepeat, outcomeOfPost, throttledMs } from './acsOutcome';
import { type AcsConnection, connectAcs, type Talk } from './acsTalk';

export type AcsOptions = AcsConnection & {
  /** An address of a domain that is linked to the resource. */
  readonly sender: string;
  /** The longest `Retry-After` that is honoured; 30 seconds by default. */
  readonly longestWaitMs?: number;
  readonly clock?: Pick<Clock, 'now' | 'wait'>;
};

const LONGEST_WAIT_MS = 30_000;
const TRIES = 3;

/**
 * Mails through Azure Communication Services.
 *
 * Only a throttled mail (429) is sent again here: after any other fault, also a 503, the service may have accepted the mail, and
 * it does not promise to recognise a repeated operation. The caller asks `fateOf` first.
 */
export function acsMailer(options: AcsOptions): Mailer {
  const { longestWaitMs = LONGEST_WAIT_MS, clock = SYSTEM_CLOCK } = options;
  const acs = connectAcs(options);

  const send: Mailer['send'] = async (mail, { operationId }) => {
    for (let tried = 1; ; tried++) {
      const talk = await acs.post(messageOf(mail, options.sender), operationId);
      const pauseMs = tried < TRIES ? throttledMs(talk, clock.now()) : null;
      if (pauseMs === null || pauseMs > longestWaitMs) return conclude(talk, operationId);
      await clock.wait(pauseMs);
    }
  };

  /** A 400 or 409 may mean that the service knows the operation from an earlier try. */
  async function conclude(talk: Talk, operationId: string): Promise<SendOutcome> {
    const outcome = outcomeOfPost(talk);
    if (!mayBeRepeat(talk)) return outcome;
    const fate = fateOfLook(await acs.look(operationId));
    return fate.kind === 'notSent' ? outcome : fate;
  }

  return {
    prepare: NEEDS_NO_DRAFT,
    send,
    fateOf: async ({ operationId }) => fateOfLook(await acs.look(operationId)),
  };
}

function messageOf(mail: Mail, senderAddress: string): EmailMessage {
  return {
    senderAddress,
    content: { subject: mail.subject, plainText: mail.text, html: mail.html },
    recipients: { to: mail.to.map((address) => ({ address })) },
    // No pixel and no rewritten links in a security mail.
    disableUserEngagementTracking: true,
  };
}
