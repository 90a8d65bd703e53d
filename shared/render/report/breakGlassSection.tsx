import type { BreakGlassReview, ReviewedAccount } from '../../domain/breakGlass/review';
import { accountName } from '../accountName';
import { utcTime } from '../time';
import type { Tone } from '../tones';
import {
  BREAK_GLASS_TITLE,
  type Lack,
  lacksInWords,
  lastUseInWords,
  notKnownInWords,
  READY,
  RECOMMENDATIONS,
  tooFewInWords,
} from '../words/breakGlass';
import { Person, Section } from './parts';

/** Whether the break-glass accounts would help in an emergency. */
export function BreakGlassSection({ review }: { readonly review: BreakGlassReview }) {
  const tooFew = tooFewInWords(review);
  return (
    <Section id="break-glass" title={BREAK_GLASS_TITLE}>
      <ul class="facts">
        {tooFew !== null && (
          <li class="warn">
            <p>{tooFew}</p>
          </li>
        )}
        {review.accounts.map((account) => (
          <Account key={account.asked} account={account} />
        ))}
      </ul>
      <p class="muted rest">
        <a href={RECOMMENDATIONS.url}>{RECOMMENDATIONS.text}</a>
      </p>
    </Section>
  );
}

function Account({ account }: { readonly account: ReviewedAccount }) {
  const lacks = lacksInWords(account.checks, utcTime);
  const notKnown = notKnownInWords(account.checks);
  return (
    <li class={toneOf(lacks, notKnown)}>
      <Person
        {...accountName({ ...account, userPrincipalName: account.userPrincipalName ?? account.asked })}
      />
      {account.userId !== null && <p class="muted">{lastUseInWords(account.lastUse, utcTime)}</p>}
      {lacks.map(({ sentence, step }) => (
        <p key={sentence}>
          {sentence} {step}
        </p>
      ))}
      {notKnown !== null && <p class="muted">{notKnown}</p>}
      {lacks.length === 0 && notKnown === null && <p>{READY}</p>}
    </li>
  );
}

function toneOf(lacks: readonly Lack[], notKnown: string | null): Tone {
  if (lacks.length > 0) return 'warn';
  return notKnown === null ? 'good' : 'quiet';
}
