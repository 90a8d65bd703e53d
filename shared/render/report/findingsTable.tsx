import type { ReportContent } from '../../domain/report';
import { accountName } from '../accountName';
import { appName } from '../appList';
import { EVIDENCE, FINDINGS_CAPTION, moreFindings } from '../words/report';
import { accountAddress } from './address';
import { pageSignIn } from './pageData';
import { Cell, HeaderRow, Person, Prose, Time } from './parts';
import { RecordFacts, Verdict } from './signInRows';

const COLUMNS = { when: 'When', account: 'Account', app: 'Enforced app', verdict: 'Verdict' } as const;
/** The page of each account lists its own, with what decided them. */
const MOST_ROWS = 10;

/** The newest findings of all accounts. */
export function FindingsTable({ content }: { readonly content: ReportContent }) {
  const shown = content.findings.slice(0, MOST_ROWS);
  const more = moreFindings(shown.length, content);
  const listed = new Set(content.accounts.map(({ userId }) => userId));
  return (
    <>
      <table class="rows findings">
        <caption>{FINDINGS_CAPTION}</caption>
        <HeaderRow labels={Object.values(COLUMNS)} />
        <tbody>
          {shown.map((finding) => (
            <tr key={finding.id}>
              <Cell label={COLUMNS.when}>
                <Time iso={finding.createdDateTime} />
              </Cell>
              <th scope="row">
                {finding.userId === null || !listed.has(finding.userId) ? (
                  <Person {...accountName(finding)} />
                ) : (
                  <a class="to-account" href={accountAddress(finding.userId)}>
                    <Person {...accountName(finding)} />
                  </a>
                )}
              </th>
              <Cell label={COLUMNS.app}>{appName(finding.app, content.appNames)}</Cell>
              <Cell label={COLUMNS.verdict}>
                <Verdict signIn={pageSignIn(finding)} />
                <details>
                  <summary>{EVIDENCE}</summary>
                  <RecordFacts signIn={pageSignIn(finding)} />
                </details>
              </Cell>
            </tr>
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
