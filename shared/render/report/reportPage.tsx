import { renderToString } from 'preact-render-to-string';
import type { ReportContent } from '../../domain/report';
import { plainText } from '../plainText';
import { utcTime } from '../time';
import { assumption } from '../words/cloudNote';
import { AccountsTables } from './accountsTable';
import { CoverageSection } from './coverageTable';
import { EnforcementSection } from './enforcementSection';
import { FindingsTable } from './findingsTable';
import { ReportFooter } from './footer';
import { inAllInWords, othersInWords, reportHeadline, stoppedInWords } from './headline';
import { Section } from './parts';
import { ReadinessTiles } from './readinessTiles';
import { REPORT_STYLE } from './style';
import { TrendSection } from './trendChart';
import { VerdictBars } from './verdictBars';
import { WritesSection } from './writesSection';

/** The report as one HTML file: nothing is fetched, no script is needed, and none would run. */
export function renderReport(content: ReportContent): string {
  return `<!doctype html>${renderToString(<ReportPage content={content} />)}`;
}

/** Markup in a name that ever got past the escaping would meet this policy. */
const POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'";

function ReportPage({ content }: { readonly content: ReportContent }) {
  const { microsoft, accounts } = content;
  const writes = microsoft?.writes ?? null;
  return (
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="Content-Security-Policy" content={POLICY} />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="referrer" content="no-referrer" />
        <meta name="robots" content="noindex" />
        <meta name="format-detection" content="telephone=no, date=no, address=no, email=no, url=no" />
        <link rel="icon" href="data:," />
        <title>{`MFA Watch: ${reportHeadline(content)}`}</title>
        <style>{REPORT_STYLE}</style>
      </head>
      <body>
        <Opening content={content} />
        <main>
          <Problems content={content} />
          {microsoft !== null && <EnforcementSection microsoft={microsoft} cloud={content.cloud} />}
          <ReadinessTiles accounts={accounts} />
          {writes !== null && <WritesSection writes={writes} accounts={accounts} />}
          {content.tenant && <TrendSection days={content.tenant.trend} />}
          <Body content={content} />
          {content.tenant && <CoverageSection tenant={content.tenant} appNames={content.appNames} />}
        </main>
        <ReportFooter content={content} />
      </body>
    </html>
  );
}

function Opening({ content }: { readonly content: ReportContent }) {
  const others = [inAllInWords(content), stoppedInWords(content), othersInWords(content)].filter(
    (sentence) => sentence !== null,
  );
  const assumed = assumption(content);
  return (
    <header>
      <p class="brand">MFA Watch</p>
      <h1>{reportHeadline(content)}.</h1>
      {others.length > 0 && <p class="lead">{others.join(' ')}</p>}
      <p class="muted">
        <bdi>{plainText(content.subject, 200)}</bdi>
        {content.from !== null &&
          content.to !== null &&
          `, ${utcTime(content.from)} to ${utcTime(content.to)}`}
      </p>
      {assumed !== null && <p class="muted">{assumed}</p>}
    </header>
  );
}

function Problems({ content: { problems } }: { readonly content: ReportContent }) {
  if (problems.length === 0) return null;
  return (
    <Section id="problems" title="To mend first">
      <ul class="problems">
        {problems.map(({ code, sentence, mend }) => (
          <li key={code}>
            <b>{plainText(sentence, 400)}</b>
            <p>{plainText(mend, 400)}</p>
          </li>
        ))}
      </ul>
    </Section>
  );
}

function Body({ content }: { readonly content: ReportContent }) {
  const { to, accounts, findings } = content;
  if (to === null) {
    const sentence =
      content.counted === null
        ? 'The first read of the sign-in log brings the findings. Come back after it.'
        : 'What was given holds no sign-in that could be read.';
    return <p class="empty">{sentence}</p>;
  }
  return (
    <>
      {accounts.length > 0 && (
        <Section id="accounts" title="Accounts">
          <AccountsTables content={content} />
        </Section>
      )}
      <VerdictBars content={content} />
      <Section id="findings" title="Findings">
        {findings.length === 0 ? <NoFinding /> : <FindingsTable content={content} />}
      </Section>
    </>
  );
}

function NoFinding() {
  return (
    <p class="empty">
      No finding in this span: each sign-in read that reached an enforced app carries proof of MFA.
    </p>
  );
}
