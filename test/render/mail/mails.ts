import { USE_OUTCOMES } from '../../../shared/domain/account/lastUse';
import type { MailContent } from '../../../shared/domain/digest/mail';
import { renderDigest } from '../../../shared/render/digest/mail';
import { renderUrgent } from '../../../shared/render/urgent/mail';
import { aDigest, anUrgentMail } from '../builders';
import { DAYS, digestOn } from './days';
import { fullDigest } from './fullDigest';

const reportUrl = 'https://mfa-watch.contoso.example/api/report';

/** Every kind of mail, by its name in a test. */
export const MAILS: readonly (readonly [string, MailContent])[] = [
  ...DAYS.map((day) => [`the digest of the day: ${day}`, renderDigest(digestOn(day))] as const),
  ['the digest with all lists full', renderDigest(fullDigest(27, 'Anna Berg'))],
  ['the digest before the log was read', renderDigest(aDigest({ readUntil: null, news: [] }))],
  ['the digest without a report', renderDigest(aDigest({ reportUrl: null, tenantName: null }))],
  ...USE_OUTCOMES.map(
    (outcome) => [`the urgent mail: ${outcome}`, renderUrgent(anUrgentMail({ outcome, reportUrl }))] as const,
  ),
  [
    'the urgent mail: a password alone',
    renderUrgent(anUrgentMail({ kind: 'passwordAlone', outcome: 'withoutMfa', times: 3, tenantName: null })),
  ],
];
