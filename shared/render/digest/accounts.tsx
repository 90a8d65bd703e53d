import type { ComponentChildren } from 'preact';
import { IN_THE_REPORT, moreAccounts, NEXT } from '../words/digest';
import type { Entry, Step } from './entry';
import { Railed, Rails, Row, Title } from './layout';
import type { Section } from './outline';
import { INK, LINK, MUTED } from './style';

export function AccountsSection({
  section,
  reportUrl,
}: {
  readonly section: Section;
  readonly reportUrl: string | null;
}) {
  const { title, entries, more } = section;
  return (
    <Row>
      <Title>{title}</Title>
      <Rails>
        {entries.map((entry, index) => (
          <Railed key={index} tone={entry.tone}>
            <Account entry={entry} />
          </Railed>
        ))}
      </Rails>
      {more > 0 && <More count={more} reportUrl={reportUrl} />}
    </Row>
  );
}

const GAP = 'margin-top:4px';

function Account({ entry }: { readonly entry: Entry }) {
  const { name, upn, about, evidence, event, outlook, step } = entry;
  return (
    <>
      <b>
        <bdi>{name}</bdi>
      </b>
      {upn !== null && (
        <Line>
          <bdi>{upn}</bdi>
        </Line>
      )}
      <Line>{about}</Line>
      {evidence !== null && <Line>{evidence}</Line>}
      {event !== null && <div style={GAP}>{event}</div>}
      {outlook && (
        <div style={GAP}>
          <b>{outlook.label}.</b> {outlook.reason}
        </div>
      )}
      {step && <NextStep step={step} />}
    </>
  );
}

function Line({ children }: { readonly children: ComponentChildren }) {
  return (
    <div class="muted" style={MUTED}>
      {children}
    </div>
  );
}

function NextStep({ step: { sentence, link, url } }: { readonly step: Step }) {
  return (
    <div style={GAP}>
      {NEXT}: {sentence}{' '}
      <a class="link" href={url} style={LINK}>
        {link}
      </a>
    </div>
  );
}

function More({ count, reportUrl }: { readonly count: number; readonly reportUrl: string | null }) {
  return (
    <p class="ink" style={`${INK};margin:0`}>
      {moreAccounts(count)}
      {reportUrl !== null && (
        <>
          {' '}
          <a class="link" href={reportUrl} style={LINK}>
            {IN_THE_REPORT}
          </a>
        </>
      )}
    </p>
  );
}
