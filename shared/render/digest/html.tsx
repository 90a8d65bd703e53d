import { renderToString } from 'preact-render-to-string';
import { LIGHT } from '../palette';
import { digestTitle, NEXT_DEADLINE, OPEN_REPORT } from '../words/digest';
import { READ_NOTICE } from '../words/enforcement';
import { AccountsSection } from './accounts';
import { Notes, Page, Railed, Rails, Row, Title } from './layout';
import type { Outline } from './outline';
import { BUTTON, INK, LINK, MUTED } from './style';

/** The HTML part: tables and inline styles, because mail clients draw little else; no image, nothing fetched. */
export function digestHtml(outline: Outline): string {
  return `<!doctype html>${renderToString(<DigestPage outline={outline} />)}`;
}

function DigestPage({ outline }: { readonly outline: Outline }) {
  return (
    <Page title={digestTitle(outline.day)} preheader={`${outline.headline} ${outline.readUntil}`}>
      <Sheet outline={outline} />
    </Page>
  );
}

function Sheet({ outline }: { readonly outline: Outline }) {
  const { problems, coverage, microsoft, sections, breakGlass, ongoing, reportUrl } = outline;
  return (
    <>
      <Opening outline={outline} />
      {problems && <Problems problems={problems} />}
      {sections.map((section) => (
        <AccountsSection key={section.title} section={section} reportUrl={reportUrl} />
      ))}
      {breakGlass && <BreakGlass breakGlass={breakGlass} />}
      {ongoing !== null && (
        <Row>
          <p class="ink" style={`${INK};margin:0`}>
            {ongoing}
          </p>
        </Row>
      )}
      {coverage && <Coverage coverage={coverage} />}
      {microsoft && <Microsoft microsoft={microsoft} />}
      {outline.deadlines !== null && (
        <Row>
          <Title>{NEXT_DEADLINE}</Title>
          <p class="ink" style={`${INK};margin:0`}>
            {outline.deadlines}
          </p>
        </Row>
      )}
      {reportUrl !== null && <ReportButton url={reportUrl} />}
      <Notes notes={outline.notes} />
    </>
  );
}

function Opening({ outline }: { readonly outline: Outline }) {
  return (
    <Row>
      <p class="muted" style={`${MUTED};margin:0 0 8px`}>
        {digestTitle(outline.day)}
      </p>
      <h1 class="ink" style={`${INK};margin:0 0 8px;font-size:22px;line-height:28px;font-weight:600`}>
        {outline.headline}
      </h1>
      {outline.lists.map(({ title, lines }) => (
        <p key={title} class="ink" style={`${INK};margin:0 0 8px`}>
          <b>{title}:</b>
          {lines.map((line) => (
            <span key={line}>
              <br />
              <bdi>{line}</bdi>
            </span>
          ))}
        </p>
      ))}
      {outline.changes !== null && (
        <p class="ink" style={`${INK};margin:0 0 8px`}>
          {outline.changes}
        </p>
      )}
      <p class="muted" style={`${MUTED};margin:0`}>
        {outline.readUntil}
      </p>
    </Row>
  );
}

function Problems({ problems }: { readonly problems: NonNullable<Outline['problems']> }) {
  return (
    <Row>
      <Title>{problems.title}</Title>
      <Rails>
        {problems.items.map(({ sentence, mend }) => (
          <Railed key={sentence} tone="warn">
            <b>{sentence}</b>
            <br />
            {mend}
          </Railed>
        ))}
      </Rails>
    </Row>
  );
}

function Coverage({ coverage }: { readonly coverage: NonNullable<Outline['coverage']> }) {
  return (
    <Row>
      <Title>{coverage.title}</Title>
      <Rails>
        <Railed tone={coverage.tone}>
          {coverage.lines.map((line) => (
            <div key={line}>{line}</div>
          ))}
        </Railed>
      </Rails>
    </Row>
  );
}

function Microsoft({ microsoft }: { readonly microsoft: NonNullable<Outline['microsoft']> }) {
  return (
    <Row>
      <Title>{microsoft.title}</Title>
      <Rails>
        {microsoft.items.map(({ heading, sentence, url, tone }) => (
          <Railed key={heading} tone={tone}>
            <b>{heading}</b>
            <br />
            {sentence}
            {url !== null && (
              <>
                {' '}
                <a href={url} class="link" style={LINK}>
                  {READ_NOTICE}
                </a>
              </>
            )}
          </Railed>
        ))}
      </Rails>
    </Row>
  );
}

function BreakGlass({ breakGlass }: { readonly breakGlass: NonNullable<Outline['breakGlass']> }) {
  return (
    <Row>
      <Title>{breakGlass.title}</Title>
      <Rails>
        {breakGlass.tooFew !== null && <Railed tone="warn">{breakGlass.tooFew}</Railed>}
        {breakGlass.accounts.map(({ name, lines }) => (
          <Railed key={name} tone="warn">
            <bdi>
              <b>{name}</b>
            </bdi>
            {lines.map((line) => (
              <div key={line}>{line}</div>
            ))}
          </Railed>
        ))}
      </Rails>
    </Row>
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
