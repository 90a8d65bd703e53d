import type { ReportContent } from '../../domain/report';
import { timeBetween, utcTime } from '../time';
import { counted, inDigits } from './counted';

export const FIX_FIRST = 'Fix first';

/** Before the first read of the log. */
export const FINDINGS_FOLLOW = 'The findings appear after the first read of the sign-in log.';

export const READINESS_TITLE = 'Whether these accounts can do MFA';

/** The headings of the accounts, each with a note about all accounts under it. */
export const GROUP_WORDS = {
  stopped: {
    title: 'Stopped',
    note: 'Their last attempts failed for lack of MFA, or Azure refused their changes. They have not done MFA since.',
  },
  getsIn: {
    title: 'Get in without proven MFA',
    note: 'Their sign-ins to enforced apps carry no proof of MFA. For a guest, only the home tenant may know.',
  },
  readsOnly: {
    title: 'Can only read',
    note: 'They sign in without proven MFA. Azure requires MFA for changes, and not for reading.',
  },
  blocked: {
    title: 'Blocked',
    note: 'A policy blocked them in the last 14 days, or a stop of theirs is not over yet. They do not get in.',
  },
  deadline: {
    title: 'Only a phone number',
    note: 'They use MFA by SMS or voice, which Microsoft ends. Have them register a passkey before that.',
  },
  quiet: { title: 'Accounts without a finding', note: 'They used MFA, or a stop of theirs is over.' },
  excepted: { title: 'Exempted', note: 'Exempted until the date shown; not counted as open.' },
  grace: {
    title: 'New accounts',
    note: 'Created a short time ago. Until the date shown, they are not counted as open and no digest reports them.',
  },
  settled: { title: 'Resolved', note: 'Nothing to do here.' },
} as const;

export const ACCOUNT_COLUMNS = {
  account: 'Account',
  status: 'Status',
  lastFinding: 'Last finding',
  lastMfa: 'Last MFA',
  next: 'Next step',
} as const;

export const NO_FINDING_OF_ACCOUNT = 'None';
export const NEVER_SEEN = 'Never seen';
export const NOTHING_TO_DO = 'Nothing to do';

export const EVIDENCE = 'Evidence';
export const FINDINGS_CAPTION = 'Findings, newest first';

/** Code stands between backticks. `null` if all are shown. */
export function moreFindings(shown: number, content: ReportContent): string | null {
  const { findings, findingsCut, counted: totals } = content;
  const all = totals?.findings ?? findings.length;
  if (shown === all && !findingsCut) return null;
  const atLeast = totals === null && findingsCut ? 'more than ' : '';
  return `These are the newest ${inDigits(shown)} of ${atLeast}${inDigits(all)} findings. ${fullList(content)}`;
}

/** A report of files has no app beside it. */
function fullList({ counted: totals }: Pick<ReportContent, 'counted'>): string {
  return totals === null
    ? 'For the full list, see `/api/findings`.'
    : 'For the full list, run `mfa-watch scan --format csv`.';
}

export function nothingRead({ counted: totals }: Pick<ReportContent, 'counted'>): string {
  return totals === null
    ? `${FINDINGS_FOLLOW} Come back later.`
    : 'The files hold no sign-in that could be read.';
}

export const NO_FINDING =
  'No finding in this span: each sign-in to an enforced app that was read carries proof of MFA.';

export const VERDICTS_TITLE = 'Sign-ins by enforced app';
export const VERDICTS_CAPTION = 'Sign-ins by enforced app and verdict';
export const APP_COLUMN = 'Enforced app';
export const ALL_SIGN_INS = 'All sign-ins';

/** What the numbers by app and verdict count. */
export function basisInWords({ summary, findings, findingsCut }: ReportContent): string {
  if (summary === null) {
    const which = findingsCut ? `the newest ${inDigits(findings.length)}` : 'all';
    return `Counted over ${which} findings; sign-ins with MFA are not stored.`;
  }
  const rejected =
    summary.rejected === 0 ? '' : `; ${counted(summary.rejected, 'record')} could not be decoded`;
  return `${counted(summary.read, 'record')} read; ${inDigits(summary.byVerdict.outOfScope)} are not in scope${rejected}. Records of one attempt to sign in count once.`;
}

export const GLOSSARY = 'Glossary';

export function ageInWords({ generatedAt, to }: Pick<ReportContent, 'generatedAt' | 'to'>): string {
  const created = `Created by MFA Watch on ${utcTime(generatedAt)}.`;
  return to === null ? created : `${created} The data ends ${timeBetween(to, generatedAt)} earlier.`;
}
