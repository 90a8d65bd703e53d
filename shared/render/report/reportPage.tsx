import { renderToString } from 'preact-render-to-string';
import { plainText } from '../../domain/plainText';
import type { ReportContent } from '../../domain/report';
import { utcTime } from '../time';
import { assumption } from '../words/cloudNote';
import { problemInWords } from '../words/problems';
import { FIX_FIRST, NO_FINDING, nothingRead } from '../words/report';
import { besideHeadline, headlineInWords, type Standing } from '../words/reportHeadline';
import { ACCOUNTS_TITLE } from '../words/reportPage';
import { mandateInWords } from '../words/requirement';
import { AccountsTables } from './accountsTable';
import { BreakGlassSection } from './breakGlassSection';
import { CoverageSection } from './coverageTable';
import { ACCOUNT_DATA, ACCOUNT_LIST, ONE_ACCOUNT, SIGN_IN_DATA } from './dataIds';
import { EnforcementSection } from './enforcementSection';
import { FindingsTable } from './findingsTable';
import { ReportFooter } from './footer';
import { Inlined } from './inlined';
import { pageDataOf, signInDataOf } from './pageData';
import { Section } from './parts';
import { reportPolicy } from './policy';
import { ReadinessTiles } from './readinessTiles';
import { reportScript } from './script';
import { standingOf } from './standing';
import { REPORT_STYLE } from './style';
import { TrendSection } from './trendChart';
import { VerdictBars } from './verdictBars';
import { WorkList } from './workList';
import { WritesSection } from './writesSection';

/** The report as one HTML file. Nothing is fetched, and it can be read without its script. */
export function renderReport(content: ReportContent): string {
  const page = renderToString(<ReportPage content={content} />);
  // Addresses inside the report work only with its script, which makes links of these.
  return `<!doctype html>${page.replaceAll(' href="#/', ' data-to="#/')}`;
}

function ReportPage({ content }: { readonly content: ReportContent }) {
  const { microsoft, accounts, breakGlass } = content;
  const writes = microsoft?.writes ?? null;
  const standing = standingOf(content);
  return (
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="Content-Security-Policy" content={reportPolicy()} />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="referrer" content="no-referrer" />
        <meta name="robots" content="noindex" />
        <meta name="format-detection" content="telephone=no, date=no, address=no, email=no, url=no" />
        <link rel="icon" href="data:," />
        <title>{`MFA Watch: ${headlineInWords(standing.headline)}`}</title>
        <style>{REPORT_STYLE}</style>
      </head>
      <body>
        <Opening content={content} standing={standing} />
        <main>
          <Problems content={content} />
          <WorkList content={content} />
          <ReadinessTiles accounts={accounts} />
          <Accounts content={content} />
          {breakGlass !== null && <BreakGlassSection review={breakGlass} />}
          <EnforcementSection content={content} />
          {writes !== null && <WritesSection writes={writes} accounts={accounts} />}
          {content.tenant && <TrendSection days={content.tenant.trend} />}
          <CoverageSection content={content} />
          <Findings content={content} />
          <div id={ONE_ACCOUNT} hidden />
        </main>
        <ReportFooter content={content} />
        <Inlined id={ACCOUNT_DATA} data={pageDataOf(content)} />
        <Inlined id={SIGN_IN_DATA} data={signInDataOf(content)} />
        <script dangerouslySetInnerHTML={{ __html: reportScript() }} />
      </body>
    </html>
  );
}

function Opening({ content, standing }: { readonly content: ReportContent; readonly standing: Standing }) {
  const others = besideHeadline(standing);
  const assumed = assumption(content);
  return (
    <header>
      <p class="brand">MFA Watch</p>
      <h1>{headlineInWords(standing.headline)}.</h1>
      {others.length > 0 && <p class="lead">{others.join(' ')}</p>}
      <p class="muted subject">
        <bdi>{plainText(content.subject, 200)}</bdi>
        {content.from !== null &&
          content.to !== null &&
          `, ${utcTime(content.from)} to ${utcTime(content.to)}`}
      </p>
      {assumed !== null && <p class="muted">{assumed}</p>}
      {content.mandate !== null && <p class="muted">{mandateInWords(content.mandate)}</p>}
    </header>
  );
}

function Problems({ content: { problems } }: { readonly content: ReportContent }) {
  if (problems.length === 0) return null;
  return (
    <Section id="problems" title={FIX_FIRST}>
      <ul class="problems">
        {problems.map(problemInWords).map(({ code, sentence, mend }) => (
          <li key={code}>
            <b>{plainText(sentence, 400)}</b>
            <p>{plainText(mend, 400)}</p>
          </li>
        ))}
      </ul>
    </Section>
  );
}

function Accounts({ content }: { readonly content: ReportContent }) {
  if (content.to === null) return <p class="empty">{nothingRead(content)}</p>;
  if (content.accounts.length === 0) return null;
  return (
    <Section id="accounts" title={ACCOUNTS_TITLE}>
      <div id={ACCOUNT_LIST}>
        <AccountsTables content={content} />
      </div>
    </Section>
  );
}

function Findings({ content }: { readonly content: ReportContent }) {
  const { to, findings } = content;
  if (to === null) return null;
  return (
    <>
      <VerdictBars content={content} />
      <Section id="findings" title="Findings">
        {findings.length === 0 ? <p class="empty">{NO_FINDING}</p> : <FindingsTable content={content} />}
      </Section>
    </>
  );
}
