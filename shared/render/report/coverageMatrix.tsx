import type { Reach } from '../../domain/coverage/audiences';
import {
  type BreakGlassCell,
  coverageMatrix,
  type MatrixCell,
  type MatrixRow,
} from '../../domain/coverage/matrix';
import type { TenantCoverage } from '../../domain/coverage/tenantCoverage';
import type { ReportContent } from '../../domain/report';
import { GLOBAL_ADMINISTRATOR } from '../../domain/roles/roleNames';
import { appName } from '../appList';
import { counted } from '../words/counted';
import {
  AUDIENCE_WORDS,
  BREAK_GLASS_COLUMN,
  breakGlassInWords,
  listedInWords,
  MATRIX_CAPTION,
  MATRIX_NOTE,
  NOT_KNOWN,
  REACH_MEANINGS,
  REACH_TONES,
  REACH_WORDS,
} from '../words/matrix';
import { type AccountFilter, accountAddress, listAddress } from './address';
import { Badge, Cell, HeaderRow } from './parts';

type Props = {
  readonly coverage: TenantCoverage;
  readonly content: Pick<ReportContent, 'accounts' | 'appNames'>;
};

/** Enforced apps by who signs in. On a phone, a list per app. */
export function CoverageMatrix({ coverage, content: { accounts, appNames } }: Props) {
  const rows = coverageMatrix(coverage, accounts);
  const hasBreakGlass = rows.some(({ breakGlass }) => breakGlass !== null);
  const columns = ['Enforced app', ...Object.values(AUDIENCE_WORDS)];
  return (
    <>
      <table class="rows matrix">
        <caption>{MATRIX_CAPTION}</caption>
        <HeaderRow labels={hasBreakGlass ? [...columns, BREAK_GLASS_COLUMN] : columns} />
        <tbody>
          {rows.map((row) => (
            <tr key={row.app}>
              <th scope="row">
                <b>{appName(row.app, appNames)}</b>
              </th>
              {row.cells.map((cell) => (
                <Cell key={cell.who} label={AUDIENCE_WORDS[cell.who]}>
                  <Audience app={row.app} cell={cell} />
                </Cell>
              ))}
              {row.breakGlass !== null && (
                <Cell label={BREAK_GLASS_COLUMN}>
                  <BreakGlass cell={row.breakGlass} />
                </Cell>
              )}
            </tr>
          ))}
        </tbody>
      </table>
      <Legend rows={rows} />
    </>
  );
}

function Audience({
  app,
  cell: { who, reach, listed },
}: {
  readonly app: string;
  readonly cell: MatrixCell;
}) {
  if (reach === null) return <Badge tone="quiet">{NOT_KNOWN}</Badge>;
  const hasPeople = reach !== 'everyone' && listed !== null && listed > 0;
  return (
    <>
      <Badge tone={REACH_TONES[reach]}>{REACH_WORDS[reach]}</Badge>{' '}
      {hasPeople && <a href={listAddress({ app, ...FILTERS[who] })}>{listedInWords(who, listed)}</a>}
    </>
  );
}

/** As `listed` counts them. */
const FILTERS = {
  members: { kind: 'person' },
  guests: { kind: 'guest' },
  globalAdministrators: { role: GLOBAL_ADMINISTRATOR },
  otherAdministrators: {},
} as const satisfies Record<MatrixCell['who'], AccountFilter>;

function BreakGlass({ cell }: { readonly cell: BreakGlassCell }) {
  const { accounts, excluded, reach } = cell;
  const [first] = excluded;
  const tone = excluded.length === 0 && reach === 'everyone' ? 'good' : 'quiet';
  const address =
    first !== undefined && excluded.length === 1
      ? accountAddress(first)
      : listAddress({ kind: 'breakGlass' });
  return (
    <>
      <Badge tone={tone}>{breakGlassInWords(cell)}</Badge>{' '}
      {excluded.length > 0 && (
        <a href={address}>{counted(excluded.length === 1 ? 1 : accounts, 'account')}</a>
      )}
    </>
  );
}

function Legend({ rows }: { readonly rows: readonly MatrixRow[] }) {
  const shown = new Set(rows.flatMap(({ cells }) => cells.map(({ reach }) => reach)));
  const words = Object.entries(REACH_MEANINGS).filter(([reach]) => shown.has(reach as Reach));
  return (
    <p class="muted legend">
      {MATRIX_NOTE}
      {words.map(([reach, meaning]) => (
        <span key={reach}>
          {' '}
          <b>{REACH_WORDS[reach as Reach]}</b>: {meaning}.
        </span>
      ))}
    </p>
  );
}
