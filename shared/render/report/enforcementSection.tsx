import { type Cloud, isEnforcedIn } from '../../domain/cloud';
import { timeLine } from '../../domain/enforcement/timeLine';
import { type Notice, noticeUrl } from '../../domain/notices/notice';
import { plainText } from '../../domain/plainText';
import type { ReportContent } from '../../domain/report';
import { utcTime } from '../time';
import {
  BECAUSE_OTHER_CLOUD,
  ENFORCEMENT_TITLE,
  noticeInWords,
  READ_NOTICE,
  readOn,
} from '../words/enforcement';
import { Section } from './parts';
import { TimeLine } from './timeLine';

/** Older ones stay in the message center. */
const MOST_NOTICES = 5;

/** Since when Microsoft enforces MFA here, what comes, and its posts about it. */
export function EnforcementSection({ content }: { readonly content: ReportContent }) {
  const { microsoft, cloud, accounts, generatedAt } = content;
  const enforcement = microsoft?.enforcement ?? null;
  const posts = microsoft?.notices?.notices.slice(0, MOST_NOTICES) ?? [];
  if (enforcement === null && posts.length === 0) return null;
  const entries = timeLine({ enforcement, cloud, accounts });
  return (
    <Section id="enforcement" title={ENFORCEMENT_TITLE}>
      {!isEnforcedIn(cloud) && <p class="muted">{BECAUSE_OTHER_CLOUD}</p>}
      <TimeLine entries={entries} now={generatedAt} />
      {posts.length > 0 && (
        <ul class="facts rest">
          {posts.map((notice) => (
            <Post key={notice.id} notice={notice} cloud={cloud} />
          ))}
        </ul>
      )}
      {enforcement !== null && <p class="muted rest">{readOn(enforcement.at)}</p>}
    </Section>
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
