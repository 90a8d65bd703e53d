import type { Group, Section } from './changes';
import type { Entry } from './entry';
import { More, Railed, Rails, Row, Title } from './layout';
import { StepTitle } from './stepTitle';
import { MUTED } from './style';

export function AccountsSection({ section: { title, groups, more } }: { readonly section: Section }) {
  return (
    <Row>
      <Title>{title}</Title>
      {groups.map((group, index) => (
        <Accounts key={index} group={group} />
      ))}
      <More more={more} />
    </Row>
  );
}

/** The next step once, and the accounts that need it. */
function Accounts({ group: { step, entries, also } }: { readonly group: Group }) {
  return (
    <Rails>
      {step && (
        <tr>
          <td style="padding:4px 0 6px">
            <StepTitle step={step} />
          </td>
        </tr>
      )}
      {entries.map((entry, index) => (
        <Railed key={index} tone={entry.tone}>
          <Account entry={entry} />
        </Railed>
      ))}
      {also !== null && (
        <Railed tone="quiet">
          <span class="muted" style={MUTED}>
            {also}
          </span>
        </Railed>
      )}
    </Rails>
  );
}

/** Two lines: who, and what happened. */
function Account({ entry: { name, who, event } }: { readonly entry: Entry }) {
  return (
    <>
      <b>{name}</b>
      {who !== '' && `, ${who}`}
      {event !== null && (
        <>
          <br />
          {event}
        </>
      )}
    </>
  );
}
