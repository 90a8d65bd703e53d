import type { ReportContent } from '../../domain/report';
import { tally, type VerdictCounts } from '../../domain/verdict/summary';
import type { VerdictKind } from '../../domain/verdict/verdict';
import { appName } from '../appList';

type CountedBars = {
  /** The verdicts worth a column, worst first. */
  readonly kinds: readonly VerdictKind[];
  readonly all: VerdictCounts;
  readonly apps: readonly { readonly name: string; readonly counts: VerdictCounts }[];
};

/** The counts behind the bars: those of the summary, else those of the findings at hand. */
export function verdictCounts(content: ReportContent): CountedBars {
  const { summary, appNames } = content;
  const { byVerdict, byApp } = summary ?? countFindings(content);
  const apps = Object.entries(byApp)
    .map(([key, counts]) => ({ name: appName(key, appNames), counts }))
    .sort((a, b) => b.counts.withoutMfa - a.counts.withoutMfa || b.counts.cannotTell - a.counts.cannotTell);
  return {
    kinds: summary === null ? ['withoutMfa', 'cannotTell'] : ['withoutMfa', 'cannotTell', 'mfa'],
    all: byVerdict,
    apps,
  };
}

function countFindings({ findings }: ReportContent) {
  const counts = tally();
  for (const finding of findings) counts.add({ ...finding, cause: null });
  return counts.summary();
}
