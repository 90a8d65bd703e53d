import { DO_FIRST } from '../words/digest';
import { Railed, Rails, Row, Title } from './layout';
import type { Opening } from './opening';
import { StepTitle } from './stepTitle';
import { INK, MUTED } from './style';

/** The first screen of a phone. */
export function OpeningRow({ opening }: { readonly opening: Opening }) {
  const { tenant, day, warning, headline, beside, changes, steps } = opening;
  return (
    <>
      <Row>
        <p class="muted" style={`${MUTED};margin:0 0 8px`}>
          {tenant !== null && (
            <>
              <b class="ink" style={INK}>
                {tenant}
              </b>
              <br />
            </>
          )}
          {day}
        </p>
        {warning !== null && (
          <Rails>
            <Railed tone="warn">
              <b>{warning}</b>
            </Railed>
          </Rails>
        )}
        <h1 class="ink" style={`${INK};margin:0 0 8px;font-size:22px;line-height:28px;font-weight:600`}>
          {headline}
        </h1>
        {beside !== null && (
          <p class="ink" style={`${INK};margin:0 0 8px`}>
            {beside}
          </p>
        )}
        {changes !== null && (
          <p class="muted" style={`${MUTED};margin:0`}>
            {changes}
          </p>
        )}
      </Row>
      {steps.length > 0 && <DoFirst steps={steps} />}
    </>
  );
}

function DoFirst({ steps }: Pick<Opening, 'steps'>) {
  return (
    <Row>
      <Title>{DO_FIRST}</Title>
      <table role="presentation" width="100%" cellPadding="0" cellSpacing="0">
        {steps.map((step, index) => (
          <tr key={step.title}>
            <td class="ink" width="22" valign="top" style={`${INK};padding:0 0 8px`}>
              <b>{index + 1}.</b>
            </td>
            <td class="ink" style={`${INK};padding:0 0 8px`}>
              <StepTitle step={step} />
              <div class="muted" style={MUTED}>
                {step.names}
              </div>
            </td>
          </tr>
        ))}
      </table>
    </Row>
  );
}
