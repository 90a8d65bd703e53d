import { LIGHT } from '../palette';
import type { NumberRow } from '../words/standingNumbers';
import { Row, Title } from './layout';
import type { NumbersSection } from './outline';
import { INK, MUTED } from './style';

/** The only table of data in the mail, so that a screen reader reads it as one. */
export function Numbers({
  numbers: { title, columns, rows, ongoing },
}: {
  readonly numbers: NumbersSection;
}) {
  const [, now, since] = columns;
  return (
    <Row>
      <Title>{title}</Title>
      <table width="100%" cellPadding="0" cellSpacing="0">
        {since !== '' && (
          <tr>
            <td />
            <Heading>{now}</Heading>
            <Heading>{since}</Heading>
          </tr>
        )}
        {rows.map((row) => (
          <NumberLine key={row.label} row={row} hasChange={since !== ''} />
        ))}
      </table>
      {ongoing !== null && (
        <p class="muted" style={`${MUTED};margin:8px 0 0`}>
          {ongoing}
        </p>
      )}
    </Row>
  );
}

// Outlook on Windows ignores `nowrap`, which only phones need; it draws borders and padding on cells alone.
// https://www.caniemail.com/features/css-white-space/, css-border/ and css-padding/ (data read 2026-11-29)
const NUMBER = 'text-align:right;white-space:nowrap;padding:4px 0 4px 12px';
const LINE = `border-top:1px solid ${LIGHT.line}`;

function Heading({ children }: { readonly children: string }) {
  return (
    <th scope="col" class="muted" align="right" style={`${MUTED};${NUMBER};font-weight:400`}>
      {children}
    </th>
  );
}

function NumberLine({
  row: { label, now, change },
  hasChange,
}: {
  readonly row: NumberRow;
  readonly hasChange: boolean;
}) {
  return (
    <tr>
      <th
        scope="row"
        align="left"
        class="ink line"
        style={`${INK};${LINE};text-align:left;font-weight:400;padding:4px 0`}
      >
        {label}
      </th>
      <td class="ink line" align="right" style={`${INK};${LINE};${NUMBER}`}>
        <b>{now}</b>
      </td>
      {hasChange && (
        <td class="ink line" align="right" style={`${INK};${LINE};${NUMBER}`}>
          {change}
        </td>
      )}
    </tr>
  );
}
