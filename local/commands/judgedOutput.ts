import type { AccountView } from '../../shared/domain/account/account';
import type { ReportContent } from '../../shared/domain/report';
import type { Judged } from '../../shared/domain/verdict/judged';
import type { Summary } from '../../shared/domain/verdict/summary';

/** A record that could not be decoded; `file` only if there are several. */
export type BadRecord = { readonly file?: string; readonly line: number; readonly error: string };

/** Writes while sign-ins stream by; only the last call knows the whole. */
export type JudgedOutput = {
  readonly judged: (judged: Judged) => Promise<void>;
  /** Another record of a sign-in; only formats with a line for each record write it. */
  readonly repeated: (judged: Judged) => Promise<void>;
  readonly bad: (record: BadRecord) => Promise<void>;
  readonly end: (whole: Whole) => Promise<void>;
};

/** All numbers are counted over everything given. */
export type Whole = {
  readonly summary: Summary;
  readonly accounts: readonly AccountView[];
  /** Everything that a report needs besides these and the findings. */
  readonly report: Omit<
    ReportContent,
    'summary' | 'accounts' | 'findings' | 'findingsCut' | 'tenant' | 'microsoft' | 'breakGlass'
  >;
};

/** @param write resolves once the reader has taken the text, so that none piles up in memory */
export type Write = (text: string) => Promise<void>;

/** The whole as a report, with the findings that are at hand. */
export function contentOf(
  { report, summary, accounts }: Whole,
  findings: Pick<ReportContent, 'findings' | 'findingsCut'>,
): ReportContent {
  return { ...report, tenant: null, microsoft: null, breakGlass: null, summary, accounts, ...findings };
}
