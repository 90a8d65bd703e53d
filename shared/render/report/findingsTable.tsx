import type { Finding } from '../../domain/finding/finding';
import type { ReportContent } from '../../domain/report';
import { accountName } from '../accountName';
import { type AppNames, appName } from '../appList';
import { plainText } from '../plainText';
import { VERDICT_TONES } from '../tones';
import { inDigits } from '../words/counted';
import { reasonInWords, VERDICT_WORDS } from '../words/words';
import { MOST_ROWS } from './accountGroups';
import { Badge, Cell, HeaderRow, Person, Time, WhereAllIs } from './parts';

const COLUMNS = ['When', 'Account', 'Enforced app', 'Verdict'];

export function FindingsTable({ content }: { readonly content: ReportContent }) {
  const shown = content.findings.slice(0, MOST_ROWS);
  return (
    <>
      <table class="rows findings">
        <caption>Findings, newest first</caption>
        <HeaderRow labels={COLUMNS} />
        <tbody>
          {shown.map((finding) => (
            <FindingRow key={finding.id} finding={finding} appNames={content.appNames} />
          ))}
        </tbody>
      </table>
      <Rest content={content} shown={shown.length} />
    </>
  );
}

function Rest({ content, shown }: { readonly content: ReportContent; readonly shown: number }) {
  const { findings, findingsCut, counted: totals } = content;
  const all = totals?.findings ?? findings.length;
  if (shown === all && !findingsCut) return null;
  const more = totals === null && findingsCut ? 'more than ' : '';
  return (
    <p class="rest">
      These are the newest {inDigits(shown)} of {`${more}${inDigits(all)}`} findings: the full list is{' '}
      <WhereAllIs content={content} kind="findings" format="csv" />.
    </p>
  );
}

function FindingRow({ finding, appNames }: { readonly finding: Finding; readonly appNames: AppNames }) {
  const { createdDateTime, app, verdict, provisional } = finding;
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
        {provisional && <Badge tone="quiet">Provisional</Badge>}
        <p>{reasonInWords(finding)}.</p>
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
        <dd>{plainText(resource.resourceDisplayName ?? resource.resourceId ?? 'Not in the record')}</dd>
        <dt>Sign-in</dt>
        <dd>{interactiveInWords(interactive)}</dd>
        <dt>IP address</dt>
        <dd>{ipAddress === null ? 'Not in the record' : plainText(ipAddress)}</dd>
        <dt>Record id</dt>
        <dd>{plainText(id)}</dd>
        <dt>Correlation id</dt>
        <dd>{correlationId === null ? 'Not in the record' : plainText(correlationId)}</dd>
      </dl>
    </details>
  );
}

function interactiveInWords(interactive: boolean | null): string {
  if (interactive === null) return 'The record does not say whether a person was there';
  return interactive ? 'Interactive' : 'Non-interactive';
}
