import type { Mailer } from '../shared/domain/digest/mail';
import { graphMailer } from '../shared/graph/mailbox/graphMailer';
import type { Exchange } from '../tenant/exchange/exchange';
import { SENDER } from '../tenant/world/directory';
import type { Random } from '../tenant/world/random';
import type { GraphService } from './graphService';
import type { Machine } from './machine';
import type { MailService } from './mailService';

/** A mailbox of the tenant, used by the real mailer through Graph. */
export function mailboxService(graph: GraphService, exchange: Exchange, random: Random): MailService {
  const mailerOn = (machine: Machine): Mailer =>
    graphMailer({
      graph: graph.reachedFrom(machine, random),
      sender: String(SENDER.userPrincipalName),
      clock: { now: machine.clock, wait: machine.wait },
    });
  return {
    reachedFrom: mailerOn,
    delivered: () =>
      exchange.delivered().map(({ subject, html, bcc, at }) => ({
        mail: { subject, text: html, html, to: bcc },
        at,
      })),
  };
}
