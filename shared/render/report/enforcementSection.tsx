import type { Cloud } from '../../domain/cloud';
import type { PhaseState } from '../../domain/enforcement/enforcement';
import { adminCenterState } from '../../domain/enforcement/standings';
import type { MicrosoftReport } from '../../domain/microsoftReport';
import { type Notice, noticeUrl } from '../../domain/notices/notice';
import { plainText } from '../plainText';
import { utcTime } from '../time';
import {
  ENFORCEMENT_TITLE,
  noticeInWords,
  PHASE_TONES,
  PHASE_WORDS,
  type PhaseName,
  phaseInWords,
  READ_NOTICE,
  readOn,
  STATE_LABELS,
} from '../words/enforcement';
import { Badge, Section } from './parts';

/** Older ones stay in the message center. */
const MOST_NOTICES = 5;

/** Whether Microsoft enforces MFA here, and its posts about it. */
export function EnforcementSection(props: { readonly microsoft: MicrosoftReport; readonly cloud: Cloud }) {
  const { enforcement, notices } = props.microsoft;
  const posts = notices?.notices.slice(0, MOST_NOTICES) ?? [];
  if (enforcement === null && posts.length === 0) return null;
  return (
    <Section id="enforcement" title={ENFORCEMENT_TITLE}>
      <ul class="facts">
        {enforcement !== null && <Phase name="phase1" state={enforcement.phase1} />}
        {enforcement !== null && <Phase name="adminCenter" state={adminCenterState(props.cloud)} />}
        {enforcement !== null && <Phase name="phase2" state={enforcement.phase2} />}
        {posts.map((notice) => (
          <Post key={notice.id} notice={notice} cloud={props.cloud} />
        ))}
      </ul>
      {enforcement !== null && <p class="muted rest">{readOn(enforcement.at)}</p>}
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
  const url = noticeUrl(notice.id, cloud);
  return (
    <li class={notice.actBy === null ? 'quiet' : 'warn'}>
      <b>{plainText(notice.title, 200)}</b>
      <p>
        {noticeInWords(notice, utcTime)} {url !== null && <a href={url}>{READ_NOTICE}</a>}
      </p>
    </li>
  );
}
