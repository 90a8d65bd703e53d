import type { Tone } from '../tones';
import { TO_DO } from '../words/digest';
import { READ_NOTICE } from '../words/enforcement';
import { More, Railed, Rails, Row, Title } from './layout';
import type { TitledLines } from './opening';
import type { Outline } from './outline';
import { INK, LINK } from './style';

export function Lines({ title, lines }: TitledLines) {
  return (
    <Row>
      <Title>{title}</Title>
      {lines.map((line) => (
        <p key={line} class="ink" style={`${INK};margin:0 0 8px`}>
          {line}
        </p>
      ))}
    </Row>
  );
}

export function RailedLines({ title, lines, tone }: TitledLines & { readonly tone: Tone }) {
  return (
    <Row>
      <Title>{title}</Title>
      <Rails>
        <Railed tone={tone}>
          {lines.map((line) => (
            <div key={line}>{line}</div>
          ))}
        </Railed>
      </Rails>
    </Row>
  );
}

export function Microsoft({ microsoft }: { readonly microsoft: NonNullable<Outline['microsoft']> }) {
  return (
    <Row>
      <Title>{microsoft.title}</Title>
      <Rails>
        {microsoft.items.map(({ heading, sentence, url, tone }) => (
          <Railed key={heading} tone={tone}>
            <b>{heading}</b>
            {sentence !== '' && (
              <>
                <br />
                {sentence}
              </>
            )}
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
      <More more={microsoft.more} />
    </Row>
  );
}

export function BreakGlass({ breakGlass }: { readonly breakGlass: NonNullable<Outline['breakGlass']> }) {
  const { title, tooFew, lacks } = breakGlass;
  return (
    <Row>
      <Title>{title}</Title>
      <Rails>
        {tooFew !== null && <Railed tone="warn">{tooFew}</Railed>}
        {lacks.map(({ label, names, step }) => (
          <Railed key={label} tone="warn">
            <b>{label}:</b> {names}
            <br />
            {step}
          </Railed>
        ))}
      </Rails>
    </Row>
  );
}

export function Problems({ problems }: { readonly problems: NonNullable<Outline['problems']> }) {
  return (
    <Row>
      <Title>{problems.title}</Title>
      <Rails>
        {problems.items.map(({ sentence, step }) => (
          <Railed key={sentence} tone="warn">
            {sentence}
            <br />
            {TO_DO}: {step}
          </Railed>
        ))}
      </Rails>
      <More more={problems.more} />
    </Row>
  );
}
