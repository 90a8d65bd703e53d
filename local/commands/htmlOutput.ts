import { type Finding, findingOf } from '../../shared/domain/finding/finding';
import { contentOf, type JudgedOutput, type Write } from './judgedOutput';

/** About 3 MB of the file. */
const MOST_FINDINGS = 100_000;

export function htmlOutput(write: Write): JudgedOutput {
  const newest = newestFindings(MOST_FINDINGS);
  return {
    judged: async (judged) => newest.add(findingOf(judged)),
    repeated: async () => {},
    bad: async () => {},
    end: async (whole) => {
      // The other formats start without it.
      const { renderReport } = await import('../../shared/render/report/reportPage');
      await write(renderReport(contentOf(whole, newest.result())));
    },
  };
}

/** Keeps the newest, however many come. */
function newestFindings(most: number) {
  let kept: Finding[] = [];
  let findingsCut = false;
  const trim = () => {
    kept.sort((a, b) => (a.createdDateTime < b.createdDateTime ? 1 : -1));
    findingsCut ||= kept.length > most;
    kept = kept.slice(0, most);
  };
  return {
    add: (finding: Finding | null) => {
      if (finding) kept.push(finding);
      if (kept.length >= 1.25 * most) trim();
    },
    result: () => {
      trim();
      return { findings: kept, findingsCut };
    },
  };
}
