import type { ReportContent } from '../../domain/report';
import type { VerdictCounts } from '../../domain/verdict/summary';
import type { VerdictKind } from '../../domain/verdict/verdict';
import { VERDICT_TONES } from '../tones';
import { inDigits } from '../words/counted';
import { ALL_SIGN_INS, APP_COLUMN, basisInWords, VERDICTS_CAPTION, VERDICTS_TITLE } from '../words/report';
import { VERDICT_WORDS } from '../words/verdict';
import { Section } from './parts';
import { verdictCounts } from './verdictCounts';

export function VerdictBars({ content }: { readonly content: ReportContent }) {
  const { kinds, all, apps } = verdictCounts(content);
  if (apps.length === 0) return null;
  const longest = Math.max(...apps.map(({ counts }) => reached(counts)));
  return (
    <Section id="verdicts" title={VERDICTS_TITLE}>
      <p class="muted">{basisInWords(content)}</p>
      <table class="bars">
        <caption>{VERDICTS_CAPTION}</caption>
        <Kinds kinds={kinds} />
        <tbody>
          {apps.map(({ name, counts }) => (
            <tr key={name}>
              <th scope="row">
                {name}
                <Bar counts={counts} kinds={kinds} longest={longest} />
              </th>
              <Numbers counts={counts} kinds={kinds} />
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{ALL_SIGN_INS}</th>
            <Numbers counts={all} kinds={kinds} />
          </tr>
        </tfoot>
      </table>
    </Section>
  );
}

function Kinds({ kinds }: { readonly kinds: readonly VerdictKind[] }) {
  return (
    <thead>
      <tr>
        <th scope="col">{APP_COLUMN}</th>
        {kinds.map((kind) => (
          <th key={kind} scope="col">
            <span class={`dot ${VERDICT_TONES[kind]}`} />
            {VERDICT_WORDS[kind].label}
          </th>
        ))}
      </tr>
    </thead>
  );
}

type NumbersProps = { readonly counts: VerdictCounts; readonly kinds: readonly VerdictKind[] };

function Numbers({ counts, kinds }: NumbersProps) {
  return (
    <>
      {kinds.map((kind) => (
        <td key={kind}>{inDigits(counts[kind])}</td>
      ))}
    </>
  );
}

function reached({ withoutMfa, cannotTell, mfa }: VerdictCounts): number {
  return withoutMfa + cannotTell + mfa;
}

/** The numbers stand beside it, so it is hidden from screen readers. */
function Bar({ counts, kinds, longest }: NumbersProps & { readonly longest: number }) {
  return (
    <svg class="bar" aria-hidden="true" width="100%" height="8">
      {stackOf(counts, kinds, longest).map(({ kind, x, width }) => (
        <rect key={kind} class={VERDICT_TONES[kind]} x={`${x}%`} width={`${width}%`} height="8" />
      ))}
    </svg>
  );
}

/** Percent of the width: a part with one sign-in among many is still seen. */
const LEAST = 0.8;
const SPACE = 0.25;

function stackOf(counts: VerdictCounts, kinds: readonly VerdictKind[], longest: number) {
  let x = 0;
  return kinds
    .filter((kind) => counts[kind] > 0)
    .map((kind) => {
      const width = Math.max(LEAST, tenth((100 * counts[kind]) / longest));
      const part = { kind, x: tenth(x), width: tenth(Math.min(width, 100 - x)) };
      x += width + SPACE;
      return part;
    });
}

function tenth(number: number): number {
  return Math.round(number * 10) / 10;
}
