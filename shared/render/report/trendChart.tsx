import type { TrendDay } from '../../domain/trend/trend';
import { shortDay } from '../time';
import { inDigits } from '../words/counted';
import {
  courseInWords,
  NOT_COUNTED,
  NUMBERS_CAPTION,
  NUMBERS_COLUMNS,
  NUMBERS_TITLE,
  rateInWords,
  TREND_NAMES,
  TREND_TITLE,
} from '../words/trend';
import { DayChart } from './dayChart';
import type { Point } from './dayScale';
import { HeaderRow, Section } from './parts';

/** The last 30 days at a glance, in words, and as numbers. */
export function TrendSection({ days }: { readonly days: readonly TrendDay[] }) {
  if (days.length === 0) return null;
  return (
    <Section id="trend" title={TREND_TITLE}>
      <DayChart
        name={TREND_NAMES.getsIn}
        tone="bad"
        as="line"
        points={pointsOf(days, 'getsIn')}
        inWords={courseInWords}
      />
      <DayChart
        name={TREND_NAMES.findings}
        tone="warn"
        as="bars"
        points={pointsOf(days, 'findings')}
        inWords={rateInWords}
      />
      <details class="rest">
        <summary>{NUMBERS_TITLE}</summary>
        <table>
          <caption>{NUMBERS_CAPTION}</caption>
          <HeaderRow labels={NUMBERS_COLUMNS} />
          <tbody>
            {days.toReversed().map(({ day, getsIn, findings }) => (
              <tr key={day}>
                <th scope="row">{shortDay(day)}</th>
                <td>{numberOr(getsIn)}</td>
                <td>{numberOr(findings)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </Section>
  );
}

function pointsOf(days: readonly TrendDay[], what: 'getsIn' | 'findings'): readonly Point[] {
  return days.map((one) => ({ day: one.day, value: one[what] }));
}

function numberOr(value: number | null) {
  return value === null ? <span class="muted">{NOT_COUNTED}</span> : inDigits(value);
}
