import type { DigestContent } from '../../domain/digest/digest';
import { quietIsSent } from '../../domain/digest/digestDue';
import { DIGESTS } from '../../domain/digest/digestLedger';
import type { MailContent } from '../../domain/digest/mail';
import { type ComposeDeps, composeToday } from './composeToday';
import type { Composed, Letter, LetterAt } from './letter';

export type DigestLetterDeps = ComposeDeps & {
  readonly whenQuiet: 'daily' | 'weekly' | 'never';
  /** Reads the registrations again if they are hours old, so that no account is sent with its readiness unknown. */
  readonly freshenPosture: (now: Date) => Promise<void>;
  readonly renderDigest: (content: DigestContent) => MailContent;
};

export function digestLetter(deps: DigestLetterDeps): Letter {
  return { series: DIGESTS, isDue: () => true, compose: (at) => composeDigestLetter(deps, at) };
}

async function composeDigestLetter(deps: DigestLetterDeps, at: LetterAt): Promise<Composed> {
  await deps.freshenPosture(new Date(at.now));
  const { content, recipients, sent } = await composeToday(deps, at);
  return {
    write: () => deps.renderDigest(content),
    recipients,
    isNews: !content.quiet || quietIsSent(deps.whenQuiet, at.lastSent?.at ?? null, at.now),
    sent,
    problems: content.problems,
  };
}
