import type { TrendDay } from '../domain/trend/trend';
import { counted, inDigits } from './counted';
import { HeaderRow, Section } from './reportParts';
import { shortDay } from './time';
import type { Tone } from './tones';

/** The last 30 days at a glance, in words, and as numbers. */
export function TrendSection({ days }: { readonly days: readonly TrendDay[] }) {
  if (days.length === 0) return null;
  return (
    <Section id="trend" title="The last 30 days">
      <DayBars name="Accounts that get in without proven MFA" tone="bad" points={pointsOf(days, 'open')} />
      <DayBars name="Findings" tone="warn" points={pointsOf(days, 'findings')} />
      <details class="rest">
        <summary>The numbers by day</summary>
        <table>
          <caption>Open accounts and findings by UTC day, newest first</caption>
          <HeaderRow labels={['Day', 'Open accounts', 'Findings']} />
          <tbody>
            {days.toReversed().map(({ day, open, findings }) => (
              <tr key={day}>
                <th scope="row">{shortDay(day)}</th>
                <td>{numberOr(open)}</td>
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

function pointsOf(days: readonly TrendDay[], what: 'open' | 'findings'): readonly Point[] {
  return days.map((one) => ({ day: one.day, value: one[what] }));
}

function numberOr(value: number | null) {
  return value === null ? <span class="muted">not counted</span> : inDigits(value);
}

const HEIGHT = 48;
/** Of each day, with the space beside its bar. */
const WIDTH = 10;

function DayBars({
  name,
  tone,
  points,
}: {
  readonly name: string;
  readonly tone: Tone;
  readonly points: readonly Point[];
}) {
  const most = Math.max(1, ...points.map(({ value }) => value ?? 0));
  const told = courseInWords(points);
  if (told === null) return null;
  return (
    <figure class="trend">
      <figcaption>
        <b>{name}</b> {told}
      </figcaption>
      <svg
        role="img"
        aria-label={`${name}: ${told}`}
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

/** The least that is seen: a day with one is not one with none. */
const LEAST = 1;

function DayBar({ x, height }: { readonly x: number; readonly height: number }) {
  if (height === 0) return null;
  const shown = Math.max(LEAST, Math.round(height * 10) / 10);
  return <rect x={x + 1} y={HEIGHT - shown} width={WIDTH - 2} height={shown} />;
}

/** From the first count to the newest; `null` where there is none. */
function courseInWords(points: readonly Point[]): string | null {
  const known = points.flatMap(({ day, value }) => (value === null ? [] : [{ day, value }]));
  const [first] = known;
  const last = known.at(-1);
  if (!first || !last) return null;
  const now = `${inDigits(last.value)} on ${shortDay(last.day)}`;
  if (first.day === last.day) return `${now}, the first day counted`;
  const change = last.value - first.value;
  const course =
    change === 0 ? 'as many as' : `${inDigits(Math.abs(change))} ${change < 0 ? 'fewer' : 'more'} than`;
  const average = known.reduce((sum, { value }) => sum + value, 0) / known.length;
  return `${now}, ${course} on ${shortDay(first.day)}; ${inDigits(Math.round(average))} a day over ${counted(known.length, 'day')}`;
}
