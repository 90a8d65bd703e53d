import { area, line } from 'd3-shape';
import { shortDay } from '../time';
import type { Tone } from '../tones';
import { inDigits } from '../words/counted';
import { type DayNumber, mostInWords, NOT_COUNTED_IS_GREY } from '../words/trend';
import { type DayScale, dayScale, type Mark, PLOT, type Point } from './dayScale';

const BASE = PLOT.top + PLOT.height;

type ChartProps = {
  readonly name: string;
  readonly tone: Tone;
  /** A line for what stands at the end of a day, bars for what happened on it. */
  readonly as: 'line' | 'bars';
  readonly points: readonly Point[];
  readonly inWords: (known: readonly DayNumber[]) => string;
};

/** Numbers by day with both axes. Its width is that of the page; the letters keep their size. */
export function DayChart({ name, tone, as, points, inWords }: ChartProps) {
  const known = points.flatMap(({ day, value }) => (value === null ? [] : [{ day, value }]));
  if (known.length === 0) return null;
  const sentence = `${inWords(known)}.${known.length > 1 ? ` ${mostInWords(known)}` : ''}`;
  const scale = dayScale(points);
  const note = scale.gaps.length > 0 ? ` ${NOT_COUNTED_IS_GREY}` : '';
  return (
    <figure class={`trend ${tone}`}>
      <figcaption>
        <b>{name}</b> {sentence}
        {note !== '' && <span class="muted">{note}</span>}
      </figcaption>
      <svg role="img" aria-label={`${name}: ${sentence}${note}`} height={BASE + PLOT.bottom}>
        {scale.gaps.map(({ x, width }) => (
          <rect key={x} class="gap" x={`${x}%`} width={`${width}%`} y={PLOT.top} height={PLOT.height} />
        ))}
        <Axes scale={scale} />
        {as === 'bars' ? <Bars scale={scale} /> : <Line scale={scale} />}
        <Values scale={scale} beside={as === 'bars' ? barWidth(scale) / 2 : 0} />
      </svg>
    </figure>
  );
}

function Axes({ scale: { ticks, dates } }: { readonly scale: DayScale }) {
  return (
    <>
      {ticks.map(({ value, y }) => (
        <line key={value} class={value === 0 ? 'base' : 'tick'} x1="0" x2="100%" y1={y} y2={y} />
      ))}
      {ticks.map(({ value, y }) => (
        <text key={value} x="-8" y={y + 4} text-anchor="end">
          {inDigits(value)}
        </text>
      ))}
      {dates.map(({ day, x }) => (
        <text key={day} x={`${x}%`} y={BASE + 18} text-anchor="middle">
          {shortDay(day)}
        </text>
      ))}
    </>
  );
}

/** The lowest bar that is visible: a day with one differs from a day with none. */
const LEAST = 1;

function Bars({ scale: { marks, step } }: { readonly scale: DayScale }) {
  const width = barWidth({ step });
  return (
    <>
      {marks.map((mark) => {
        if (mark === null || mark.value === 0) return null;
        const height = Math.max(LEAST, Math.round((BASE - mark.y) * 10) / 10);
        const left = Math.round((mark.x - width / 2) * 10) / 10;
        return (
          <rect
            key={mark.day}
            class="bar"
            x={`${left}%`}
            width={`${width}%`}
            y={BASE - height}
            height={height}
          />
        );
      })}
    </>
  );
}

/** Percent of the width of the plot. */
function barWidth({ step }: Pick<DayScale, 'step'>): number {
  return Math.round(step * 8) / 10;
}

/** The drawing inside is stretched to the width of the page, so the dots are outside of it. */
function Line({ scale: { marks } }: { readonly scale: DayScale }) {
  const isKnown = (mark: Mark | null) => mark !== null;
  const x = (mark: Mark | null) => mark?.x ?? 0;
  const y = (mark: Mark | null) => mark?.y ?? 0;
  const under = area<Mark | null>().defined(isKnown).x(x).y0(BASE).y1(y)([...marks]);
  const over = line<Mark | null>().defined(isKnown).x(x).y(y)([...marks]);
  const alone = marks.filter((mark, index) => mark !== null && !marks[index - 1] && !marks[index + 1]);
  return (
    <>
      <svg
        aria-hidden="true"
        viewBox={`0 0 100 ${BASE}`}
        width="100%"
        height={BASE}
        preserveAspectRatio="none"
      >
        <path class="area" d={under ?? ''} />
        <path class="line" d={over ?? ''} />
      </svg>
      {alone.map(
        (mark) => mark && <circle key={mark.day} class="bar" cx={`${mark.x}%`} cy={mark.y} r="3.5" />,
      )}
    </>
  );
}

type ValuesProps = { readonly scale: DayScale; readonly beside: number };

/** The last number stands beside its mark, in the margin of the plot if that is the last day: it never meets the highest. */
function Values({ scale: { most, last }, beside }: ValuesProps) {
  return (
    <>
      {most !== null && most !== last && (
        <text class="value" x={`${most.x}%`} y={most.y - 7} text-anchor={anchorAt(most.x)}>
          {inDigits(most.value)}
        </text>
      )}
      {last !== null && (
        <text
          class="value"
          x={`${Math.round((last.x + beside) * 10) / 10}%`}
          dx="8"
          y={last.y + 4}
          text-anchor="start"
        >
          {inDigits(last.value)}
        </text>
      )}
    </>
  );
}

/** A label near an edge stays inside the plot. */
function anchorAt(x: number): 'start' | 'middle' | 'end' {
  if (x < 15) return 'start';
  return x > 80 ? 'end' : 'middle';
}
