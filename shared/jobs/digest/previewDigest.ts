import type { AuditEntry } from '../../domain/audit/auditEntry';
import { DIGESTS } from '../../domain/digest/digestLedger';
import type { Mail, MailContent, SendOutcome } from '../../domain/digest/mail';
import type { Recipients } from '../../domain/digest/recipients';
import { localTime } from '../../domain/time';
import { type AskedBy, type AuditDeps, audited } from '../onDemand/audited';
import { type ComposeDeps, composeToday } from './composeToday';
import type { DigestDeps } from './sendDigest';

export type PreviewDeps = ComposeDeps & Pick<DigestDeps, 'renderDigest' | 'mailer' | 'uuidOf'>;

export type Preview = MailContent & {
  /** The local day it would be for, `YYYY-MM-DD`. */
  readonly localDay: string;
  /** Whether nothing has changed; DIGEST_WHEN_QUIET decides whether it would go out anyway. */
  readonly quiet: boolean;
  readonly recipients: Recipients;
};

/** Administrators that cannot be read now are a problem of this digest at once: nobody waits for a second try. */
const LAST_TRY = Number.POSITIVE_INFINITY;

/** The digest as it would be sent now. A preview does not count as sent. */
export async function previewDigest(deps: PreviewDeps, now: Date): Promise<Preview> {
  const at = now.getTime();
  const localDay = localTime(at, deps.timeZone).day;
  const lastSent = await deps.latestSent(DIGESTS, localDay);
  const { content, recipients } = await composeToday(deps, { localDay, now: at, lastSent, tries: LAST_TRY });
  return { localDay, quiet: content.quiet, recipients, ...deps.renderDigest(content) };
}

/** The same, sent to one address as a test, with a row in the audit table. */
export async function sendTestMail(
  deps: PreviewDeps & AuditDeps,
  { to, askedBy }: { readonly to: string; readonly askedBy: AskedBy },
  now: Date,
): Promise<SendOutcome> {
  const { subject, text, html } = await previewDigest(deps, now);
  const mail = { subject: `Test: ${subject}`, text, html, to: [to] };
  const begun: AuditEntry = {
    ...askedBy.author,
    id: deps.newAuditId(),
    at: now.toISOString(),
    action: 'sendTestMail',
    outcome: 'begun',
    userId: null,
    to,
    before: null,
    after: null,
  };
  return audited({ ...deps, log: askedBy.log }, [begun], async () => {
    const result = await send(deps, mail, deps.uuidOf(`test mail ${now.toISOString()} ${to}`));
    return { result, ended: [{ ...begun, outcome: OUTCOMES[result.kind] }] };
  });
}

const OUTCOMES = {
  sent: 'done',
  underWay: 'done',
  refused: 'notDone',
  unclear: 'notConfirmed',
} as const satisfies Readonly<Record<SendOutcome['kind'], AuditEntry['outcome']>>;

async function send({ mailer }: PreviewDeps, mail: Mail, operationId: string): Promise<SendOutcome> {
  const prepared = await mailer.prepare(mail, { operationId, draftId: null });
  if (prepared.kind === 'refused') return prepared;
  return mailer.send(mail, { operationId, draftId: prepared.draftId });
}
