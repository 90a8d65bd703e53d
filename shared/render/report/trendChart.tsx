import type { TrendDay } from '../../domain/trend/trend';
import { shortDay } from '../time';
import type { Tone } from '../tones';
import { counted, inDigits } from '../words/counted';
import { HeaderRow, Section } from './parts';

/** The last 30 days at a glance, in words, and as numbers. */
export function TrendSection({ days }: { readonly days: readonly TrendDay[] }) {
  if (days.length === 0) return null;
  return (
    <Section id="trend" title="The last 30 days">
      <DayBars
        name="Accounts that get in without proven MFA"
        tone="bad"
        points={pointsOf(days, 'open')}
        inWords={courseInWords}
      />
      <DayBars name="Findings" tone="warn" points={pointsOf(days, 'findings')} inWords={rateInWords} />
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

type Known = { readonly day: string; readonly value: number };
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

type BarsProps = {
  readonly name: string;
  readonly tone: Tone;
  readonly points: readonly Point[];
  readonly inWords: (known: readonly Known[]) => string;
};

function DayBars({ name, tone, points, inWords }: BarsProps) {
  const known = points.flatMap(({ day, value }) => (value === null ? [] : [{ day, value }]));
  if (known.length === 0) return null;
  const told = inWords(known);
  const most = Math.max(1, ...points.map(({ value }) => value ?? 0));
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

/** From the first count to the newest. */
function courseInWords(known: readonly Known[]): string {
  const [first] = known;
  const last = known.at(-1);
  if (!first || !last) return '';
  const now = `${inDigits(last.value)} on ${shortDay(last.day)}`;
  if (first.day === last.day) return `${now}, the first day counted`;
  return `${now}, ${comparedInWords(last.value, first.value)} on ${shortDay(first.day)}`;
}

const WEEK = 7;

/** By whole weeks, as weekends differ; today is not over yet. */
function rateInWords(known: readonly Known[]): string {
  const days = known.slice(0, -1);
  if (days.length < 2 * WEEK) return `${inDigits(totalOf(known))} in ${counted(known.length, 'day')}`;
  const lastWeek = totalOf(days.slice(-WEEK));
  const weekBefore = totalOf(days.slice(-2 * WEEK, -WEEK));
  return `${inDigits(lastWeek)} in the last seven whole days, ${comparedInWords(lastWeek, weekBefore)} in the seven before`;
}

function totalOf(known: readonly Known[]): number {
  return known.reduce((sum, { value }) => sum + value, 0);
}

function comparedInWords(now: number, before: number): string {
  if (now === before) return 'as many as';
  return `${inDigits(Math.abs(now - before))} ${now < before ? 'fewer' : 'more'} than`;
}
