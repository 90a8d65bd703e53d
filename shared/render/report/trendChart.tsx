import type { TrendDay } from '../../domain/trend/trend';
import { shortDay } from '../time';
import type { Tone } from '../tones';
import { inDigits } from '../words/counted';
import {
  courseInWords,
  type DayNumber,
  NOT_COUNTED,
  NUMBERS_CAPTION,
  NUMBERS_COLUMNS,
  NUMBERS_TITLE,
  rateInWords,
  TREND_NAMES,
  TREND_TITLE,
} from '../words/trend';
import { HeaderRow, Section } from './parts';

/** The last 30 days at a glance, in words, and as numbers. */
export function TrendSection({ days }: { readonly days: readonly TrendDay[] }) {
  if (days.length === 0) return null;
  return (
    <Section id="trend" title={TREND_TITLE}>
      <DayBars
        name={TREND_NAMES.getsIn}
        tone="bad"
        points={pointsOf(days, 'getsIn')}
        inWords={courseInWords}
      />
      <DayBars
        name={TREND_NAMES.findings}
        tone="warn"
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

type Point = { readonly day: string; readonly value: number | null };

function pointsOf(days: readonly TrendDay[], what: 'getsIn' | 'findings'): readonly Point[] {
  return days.map((one) => ({ day: one.day, value: one[what] }));
}

function numberOr(value: number | null) {
  return value === null ? <span class="muted">{NOT_COUNTED}</span> : inDigits(value);
}

const HEIGHT = 48;
/** Of each day, with the space beside its bar. */
const WIDTH = 10;

type BarsProps = {
  readonly name: string;
  readonly tone: Tone;
  readonly points: readonly Point[];
  readonly inWords: (known: readonly DayNumber[]) => string;
};

function DayBars({ name, tone, points, inWords }: BarsProps) {
  const known = points.flatMap(({ day, value }) => (value === null ? [] : [{ day, value }]));
  if (known.length === 0) return null;
  const sentence = inWords(known);
  const most = Math.max(1, ...points.map(({ value }) => value ?? 0));
  return (
    <figure class="trend">
      <figcaption>
        <b>{name}</b> {sentence}
      </figcaption>
      <svg
        role="img"
        aria-label={`${name}: ${sentence}`}
        class={tone}
        viewBox={`0 0 ${points.length * WIDTH} ${HEIGHT}`}
        preserveAspectRatio="none"
      >
        {points.map(({ day, value }, index) => (
          <DayBar key={day} x={index * WIDTH} height={value === null ? 0 : (HEIGHT * value) / most} />
        ))}
      </svg>
    </figure>
  );
}

/** The lowest bar that is visible: a day with one differs from a day with none. */
const LEAST = 1;

function DayBar({ x, height }: { readonly x: number; readonly height: number }) {
  if (height === 0) return null;
  const shown = Math.max(LEAST, Math.round(height * 10) / 10);
  return <rect x={x + 1} y={HEIGHT - shown} width={WIDTH - 2} height={shown} />;
}
