import type { Finding } from '../../domain/finding/finding';
import type { ReportContent } from '../../domain/report';
import { accountName } from '../accountName';
import { type AppNames, appName } from '../appList';
import { plainText } from '../plainText';
import { VERDICT_TONES } from '../tones';
import { interactiveInWords, NOT_IN_RECORD, PROVISIONAL } from '../words/finding';
import { FINDINGS_CAPTION, moreFindings } from '../words/report';
import { requiredByInWords } from '../words/requirement';
import { reasonInWords, VERDICT_WORDS } from '../words/verdict';
import { MOST_ROWS } from './accountGroups';
import { Badge, Cell, HeaderRow, Person, Prose, Time } from './parts';

const COLUMNS = ['When', 'Account', 'Enforced app', 'Verdict'];

export function FindingsTable({ content }: { readonly content: ReportContent }) {
  const shown = content.findings.slice(0, MOST_ROWS);
  const more = moreFindings(shown.length, content);
  return (
    <>
      <table class="rows findings">
        <caption>{FINDINGS_CAPTION}</caption>
        <HeaderRow labels={COLUMNS} />
        <tbody>
          {shown.map((finding) => (
            <FindingRow key={finding.id} finding={finding} appNames={content.appNames} />
          ))}
        </tbody>
      </table>
      {more !== null && (
        <p class="rest">
          <Prose text={more} />
        </p>
      )}
    </>
  );
}

function FindingRow({ finding, appNames }: { readonly finding: Finding; readonly appNames: AppNames }) {
  const { createdDateTime, app, verdict, provisional } = finding;
  const requiredBy = requiredByInWords(finding.requirements);
  return (
    <tr>
      <Cell label="When">
        <Time iso={createdDateTime} />
      </Cell>
      <th scope="row">
        <Person {...accountName(finding)} />
      </th>
      <Cell label="Enforced app">{appName(app, appNames)}</Cell>
      <Cell label="Verdict">
        <Badge tone={VERDICT_TONES[verdict]}>{VERDICT_WORDS[verdict].label}</Badge>{' '}
        {provisional && <Badge tone="quiet">{PROVISIONAL.label}</Badge>}
        <p>{reasonInWords(finding)}.</p>
        {requiredBy !== null && <p class="muted">{requiredBy}</p>}
        <Evidence finding={finding} />
      </Cell>
    </tr>
  );
}

function Evidence({
  finding: { evidence, interactive, ipAddress, id, correlationId, ...resource },
}: {
  readonly finding: Finding;
}) {
  return (
    <details>
      <summary>Evidence</summary>
      <dl>
        <dt>Decided by</dt>
        <dd>{plainText(evidence, 1000)}</dd>
        <dt>Resource</dt>
        <dd>{plainText(resource.resourceDisplayName ?? resource.resourceId ?? NOT_IN_RECORD)}</dd>
        <dt>Sign-in</dt>
        <dd>{interactiveInWords(interactive)}</dd>
        <dt>IP address</dt>
        <dd>{ipAddress === null ? NOT_IN_RECORD : plainText(ipAddress)}</dd>
        <dt>Record id</dt>
        <dd>{plainText(id)}</dd>
        <dt>Correlation id</dt>
        <dd>{correlationId === null ? NOT_IN_RECORD : plainText(correlationId)}</dd>
      </dl>
    </details>
  );
}
