import type { Cloud } from '../../domain/cloud';
import type { PhaseState } from '../../domain/enforcement/enforcement';
import type { MicrosoftReport } from '../../domain/microsoftReport';
import { type Notice, noticeUrl } from '../../domain/notices/notice';
import { plainText } from '../plainText';
import { utcTime } from '../time';
import { PHASE_TONES, PHASE_WORDS, type PhaseName, phaseInWords, STATE_LABELS } from '../words/enforcement';
import { Badge, Section, Time } from './parts';

/** Older ones stay in the message center. */
const MOST_NOTICES = 5;

/** Whether Microsoft enforces, and what it writes of it. */
export function EnforcementSection(props: { readonly microsoft: MicrosoftReport; readonly cloud: Cloud }) {
  const { enforcement, notices } = props.microsoft;
  const posts = notices?.notices.slice(0, MOST_NOTICES) ?? [];
  if (enforcement === null && posts.length === 0) return null;
  return (
    <Section id="enforcement" title="What Microsoft enforces here">
      <ul class="facts">
        {enforcement !== null && <Phase name="phase1" state={enforcement.phase1} />}
        {enforcement !== null && <Phase name="phase2" state={enforcement.phase2} />}
        {posts.map((notice) => (
          <Post key={notice.id} notice={notice} cloud={props.cloud} />
        ))}
      </ul>
      {enforcement !== null && <p class="muted rest">Read on {utcTime(enforcement.at)}.</p>}
    </Section>
  );
}

function Phase({ name, state }: { readonly name: PhaseName; readonly state: PhaseState }) {
  const { label, about } = PHASE_WORDS[name];
  return (
    <li class={PHASE_TONES[state.state]}>
      <b>{label}</b>, {about}: <Badge tone={PHASE_TONES[state.state]}>{STATE_LABELS[state.state]}</Badge>
      <p>{phaseInWords(name, state, utcTime)}</p>
    </li>
  );
}

function Post({ notice, cloud }: { readonly notice: Notice; readonly cloud: Cloud }) {
  const { id, title, modifiedAt, actBy } = notice;
  const url = noticeUrl(id, cloud);
  return (
    <li class={actBy === null ? 'quiet' : 'warn'}>
      <b>{plainText(title, 200)}</b>
      <p>
        Microsoft's message center, {url === null ? plainText(id, 20) : <a href={url}>{plainText(id, 20)}</a>}
        , changed on <Time iso={modifiedAt} />
        {actBy !== null && (
          <>
            ; to act on by <Time iso={actBy} />
          </>
        )}
        .
      </p>
    </li>
  );
}
