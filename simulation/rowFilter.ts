import { compileFilter, type Properties, type Property } from '../tenant/odata/filter';
import { parseFilter } from '../tenant/odata/filterSyntax';

type Row = Readonly<Record<string, unknown>>;

const OPERATORS = ['eq', 'ne', 'ge', 'le', 'gt', 'lt'] as const;

/** Which rows a filter of Table Storage lets through. All columns that the product filters by hold text. */
export function rowFilter(filter: string | undefined): (row: Row) => boolean {
  return filter === undefined ? () => true : compileFilter(parseFilter(filter), TEXT_COLUMNS);
}

const COLUMNS = [
  'PartitionKey',
  'RowKey',
  'createdDateTime',
  'userId',
  'lowerUserPrincipalName',
  'app',
  'verdict',
  'leansOn',
  'status',
  'action',
];

const TEXT_COLUMNS: Properties<Row> = Object.fromEntries(
  COLUMNS.map((column): [string, Property<Row>] => {
    const name = column.charAt(0).toLowerCase() + column.slice(1);
    const read = (row: Row) => (typeof row[name] === 'string' ? row[name] : null);
    return [column.toLowerCase(), { type: 'text', operators: OPERATORS, read }];
  }),
);
