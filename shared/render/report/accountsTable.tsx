import type { ReportContent } from '../../domain/report';
import { inDigits } from '../words/counted';
import { GROUP_WORDS } from '../words/report';
import { needsScript } from '../words/reportPage';
import { type AccountGroup, accountGroups } from './accountGroups';
import { AccountRows } from './accountRows';

/** The first accounts under their headings, as the page shows them without its script. */
export function AccountsTables({ content }: { readonly content: ReportContent }) {
  const groups = accountGroups(content);
  const shown = groups.reduce((sum, group) => sum + group.shown.length, 0);
  const all = groups.reduce((sum, group) => sum + group.total, 0);
  return (
    <>
      {shown < all && <p class="muted">{needsScript(shown, all)}</p>}
      {groups.map((group) => (
        <Group key={group.key} group={group} content={content} />
      ))}
    </>
  );
}

type GroupProps = { readonly group: AccountGroup; readonly content: ReportContent };

function Group({ group: { key, total, shown }, content }: GroupProps) {
  const { title, note } = GROUP_WORDS[key];
  return (
    <div class="group">
      <h3>
        {title} <span class="count">{inDigits(total)}</span>
      </h3>
      <p class="muted">{note}</p>
      {shown.length > 0 && (
        <AccountRows
          caption={title}
          accounts={shown}
          appNames={content.appNames}
          now={Date.parse(content.generatedAt)}
        />
      )}
    </div>
  );
}
