import { renderToString } from 'preact-render-to-string';
import { LIGHT } from '../palette';
import { OPEN_REPORT } from '../words/digest';
import { AccountsSection } from './accounts';
import { Notes, Page, Row } from './layout';
import { Numbers } from './numbers';
import { OpeningRow } from './openingRow';
import type { Outline } from './outline';
import { BreakGlass, Lines, Microsoft, Problems, RailedLines } from './sections';
import { BUTTON } from './style';

/** The HTML part: tables and inline styles, because mail clients draw little else; no image, nothing fetched. */
export function digestHtml(outline: Outline, preheader: string): string {
  return `<!DOCTYPE html>${renderToString(<DigestPage outline={outline} preheader={preheader} />)}`;
}

function DigestPage({ outline, preheader }: { readonly outline: Outline; readonly preheader: string }) {
  const { changes, coverage, microsoft, administrators, deadlines, breakGlass, problems } = outline;
  return (
    <Page title={outline.title} preheader={preheader}>
      <OpeningRow opening={outline.opening} />
      {outline.reportUrl !== null && <ReportButton url={outline.reportUrl} />}
      {changes.sections.map((section) => (
        <AccountsSection key={section.title} section={section} />
      ))}
      {changes.resolved && <AccountsSection section={changes.resolved} />}
      {coverage && <RailedLines {...coverage} />}
      {microsoft && <Microsoft microsoft={microsoft} />}
      {administrators && <Lines {...administrators} />}
      {outline.numbers && <Numbers numbers={outline.numbers} />}
      {deadlines && <Lines {...deadlines} />}
      {breakGlass && <BreakGlass breakGlass={breakGlass} />}
      {changes.excepted && <AccountsSection section={changes.excepted} />}
      {problems && <Problems problems={problems} />}
      <Notes notes={[outline.readUntil, ...outline.notes]} />
    </Page>
  );
}

function ReportButton({ url }: { readonly url: string }) {
  return (
    <Row>
      <table role="presentation" cellPadding="0" cellSpacing="0">
        <tr>
          <td class="button" style={`background:${LIGHT.link};border-radius:6px`}>
            <a class="button" href={url} style={BUTTON}>
              {OPEN_REPORT}
            </a>
          </td>
        </tr>
      </table>
    </Row>
  );
}
