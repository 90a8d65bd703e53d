import { SENDER } from '../../tenant/world/directory';
import type { MailSink } from './killing';

/** The account stands in the line after its label. */
const ACCOUNT = />Account<\/span><div>([^<]*)<\/div>/;

/** A mailbox of the simulated tenant. */
export async function mailboxSink(): Promise<MailSink> {
  return {
    settings: { MAIL_MODE: 'graph', MAIL_SENDER: String(SENDER.userPrincipalName) },
    mails: ({ tenant }) =>
      tenant.delivered().map(({ subject, html }) => ({ subject, account: ACCOUNT.exec(html)?.[1] ?? null })),
    close: async () => {},
  };
}
