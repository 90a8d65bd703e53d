import type { TimeLineEntry } from '../../domain/enforcement/timeLine';
import { shortDay, utcTime } from '../time';
import type { Tone } from '../tones';
import { PHASE_TONES, PHASE_WORDS, phaseInWords, STATE_LABELS } from '../words/enforcement';
import { accountsInWords, dateInWords, firmInWords, TIME_LINE_WORDS, TODAY } from '../words/timeLine';
import { listAddress } from './address';
import { Badge } from './parts';
import { type TimeScale, timeScale } from './timeScale';

type Props = { readonly entries: readonly TimeLineEntry[]; readonly now: string };

/** The dates as a list, and beside each on wide screens its part of one drawing. */
export function TimeLine({ entries, now }: Props) {
  const scale = timeScale(entries, Date.parse(now));
  return (
    <>
      <Axis scale={scale} now={now} />
      <ol class="dates">
        {entries.map((entry) => (
          <li key={entry.what} class={`line-row ${toneOf(entry)}`}>
            <p class="date">{dateInWords(entry.since)}</p>
            <div>
              <Entry entry={entry} />
            </div>
            <Track scale={scale} entry={entry} />
          </li>
        ))}
      </ol>
    </>
  );
}

function toneOf(entry: TimeLineEntry): Tone {
  if ('firm' in entry) return entry.state === null ? 'quiet' : PHASE_TONES[entry.state.state];
  return 'accounts' in entry && entry.accounts > 0 ? 'bad' : 'quiet';
}

function Entry({ entry }: { readonly entry: TimeLineEntry }) {
  switch (entry.what) {
    case 'phase1':
    case 'adminCenter':
    case 'phase2': {
      const { label, about } = PHASE_WORDS[entry.what];
      const { state } = entry;
      return (
        <>
          <b>{label}</b>, {about}: {firmInWords(entry.what, entry.firm)}.{' '}
          {state !== null && <Badge tone={PHASE_TONES[state.state]}>{STATE_LABELS[state.state]}</Badge>}
          {state !== null && <p class="muted">{phaseInWords(entry.what, state, utcTime)}</p>}
        </>
      );
    }
    case 'phones':
    case 'phonesOfAdministrators':
      return (
        <Coming
          what={entry.what}
          accounts={entry.accounts}
          address={listAddress({ deadline: entry.since })}
        />
      );
    case 'customControls':
      return <Coming what={entry.what} accounts={0} address="" />;
  }
}

type ComingProps = {
  readonly what: keyof typeof TIME_LINE_WORDS;
  readonly accounts: number;
  /** Of the list of these accounts. */
  readonly address: string;
};

function Coming({ what, accounts, address }: ComingProps) {
  const { label, about } = TIME_LINE_WORDS[what];
  return (
    <>
      <b>{label}</b>, {about}
      {accounts > 0 ? ': ' : '.'}
      {accounts > 0 && <a href={address}>{accountsInWords(accounts)}</a>}
    </>
  );
}

/** The years, and today. The dates stand in the list. */
function Axis({ scale: { years, today }, now }: { readonly scale: TimeScale; readonly now: string }) {
  return (
    <div class="line-axis">
      <svg aria-hidden="true" width="100%" height="40">
        <text class="value" x={`${today}%`} y="14" text-anchor={anchorAt(today)}>
          {`${TODAY}, ${shortDay(now.slice(0, 10))}`}
        </text>
        <line class="today" x1={`${today}%`} x2={`${today}%`} y1="19" y2="100%" />
        {years.map(({ year, x }) => (
          <text key={year} x={`${x}%`} dx="4" y="36">
            {year}
          </text>
        ))}
      </svg>
    </div>
  );
}

/** A label near an edge stays inside. */
function anchorAt(x: number): 'start' | 'middle' | 'end' {
  if (x < 20) return 'start';
  return x > 80 ? 'end' : 'middle';
}

type TrackProps = { readonly scale: TimeScale; readonly entry: TimeLineEntry };

function Track({ scale, entry }: TrackProps) {
  return (
    <svg aria-hidden="true" width="100%" height="100%">
      {scale.years.map(({ year, x }) => (
        <line key={year} class="tick" x1={`${x}%`} x2={`${x}%`} y1="0" y2="100%" />
      ))}
      {scale.spansOf(entry).map(({ kind, x, width }) => (
        <rect key={kind} class={kind} x={`${x}%`} width={`${width}%`} y="17" height="10" />
      ))}
      <line class="today" x1={`${scale.today}%`} x2={`${scale.today}%`} y1="0" y2="100%" />
    </svg>
  );
}
