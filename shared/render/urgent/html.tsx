import { renderToString } from 'preact-render-to-string';
import { Notes, Page, Railed, Rails, Row, Title } from '../digest/layout';
import { INK, LINK, MUTED } from '../digest/style';
import { OPEN_REPORT } from '../words/digest';
import { ITS_SIGN_INS, WHAT_TO_DO } from '../words/urgent';
import type { UrgentOutline } from './outline';

export function urgentHtml(outline: UrgentOutline): string {
  return `<!DOCTYPE html>${renderToString(<UrgentPage outline={outline} />)}`;
}

function UrgentPage({ outline }: { readonly outline: UrgentOutline }) {
  const { tenant, headline, preheader, facts, steps, notes } = outline;
  return (
    <Page title={headline} preheader={preheader}>
      <Row>
        {tenant !== null && (
          <p class="ink" style={`${INK};margin:0 0 8px`}>
            <b>{tenant}</b>
          </p>
        )}
        <h1 class="ink" style={`${INK};margin:0 0 12px;font-size:22px;line-height:28px;font-weight:600`}>
          {headline}
        </h1>
        <Rails>
          <Railed tone="bad">
            {facts.map(({ label, lines }) => (
              <div key={label} style="margin:0 0 8px">
                <span class="muted" style={MUTED}>
                  {label}
                </span>
                {lines.map((line) => (
                  <div key={line}>{line}</div>
                ))}
              </div>
            ))}
          </Railed>
        </Rails>
      </Row>
      <Row>
        <Title>{WHAT_TO_DO}</Title>
        <ol class="ink" style={`${INK};margin:0 0 12px;padding:0 0 0 22px`}>
          {steps.map((step) => (
            <li key={step}>{step}</li>
          ))}
        </ol>
        <Links outline={outline} />
      </Row>
      <Notes notes={notes} />
    </Page>
  );
}

function Links({ outline: { signInsUrl, reportUrl } }: { readonly outline: UrgentOutline }) {
  const links = [
    { url: signInsUrl, text: ITS_SIGN_INS },
    { url: reportUrl, text: OPEN_REPORT },
  ];
  return (
    <>
      {links.map(
        ({ url, text }) =>
          url !== null && (
            <p key={text} class="ink" style={`${INK};margin:0 0 8px`}>
              <a href={url} class="link" style={LINK}>
                {text}
              </a>
            </p>
          ),
      )}
    </>
  );
}
