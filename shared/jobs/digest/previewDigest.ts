import { DIGESTS } from '../../domain/digest/digestLedger';
import type { MailContent, SendOutcome } from '../../domain/digest/mail';
import type { Recipients } from '../../domain/digest/recipients';
import { localTime } from '../../domain/time';
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

/** The same, sent to one address as a test. */
export async function sendTestMail(deps: PreviewDeps, to: string, now: Date): Promise<SendOutcome> {
  const { subject, text, html } = await previewDigest(deps, now);
  const mail = { subject: `Test: ${subject}`, text, html, to: [to] };
  const operationId = deps.uuidOf(`test mail ${now.toISOString()} ${to}`);
  const prepared = await deps.mailer.prepare(mail, { operationId, draftId: null });
  if (prepared.kind === 'refused') return prepared;
  return deps.mailer.send(mail, { operationId, draftId: prepared.draftId });
}
