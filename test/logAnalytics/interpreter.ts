import { kindOf, parse, partsOf, type SyntaxNode } from './language';

// A second implementation of the query language, for tests: it walks Microsoft's own syntax tree, and knows only the operators and
// functions of this product's query. It stands in for the engine of Log Analytics, which runs nowhere but in Azure; no engine of the
// language is on npm or NuGet (looked for on 2026-11-30). Its meanings are those of
// https://learn.microsoft.com/kusto/query/ (read 2026-11-30).

export type Cell = string | number | boolean | Date | null | object;
/** Its columns, in order. */
export type Row = ReadonlyMap<string, Cell>;
/** A row of a table, and when it was ingested. */
export type StoredRow = { readonly cells: Readonly<Record<string, Cell>>; readonly ingested: Date };
/** A workspace, by table. A table that nothing was ever sent to is missing. */
export type StoredTables = Readonly<Record<string, readonly StoredRow[]>>;

/** The column that `ingestion_time()` reads. */
const INGESTION = '$IngestionTime';

/**
 * Runs a query.
 *
 * @throws Error for a syntax that is not known here, and if no table of a union exists
 */
export function run(query: string, tables: StoredTables): readonly Row[] {
  return tabular(only(parse(query), 'PipeExpression'), tables);
}

/** The first node of a kind, in depth. */
function only(node: SyntaxNode, kind: string): SyntaxNode {
  const waiting = [node];
  for (let next = waiting.shift(); next; next = waiting.shift()) {
    if (kindOf(next) === kind) return next;
    waiting.push(...partsOf(next));
  }
  throw new Error(`No ${kind}.`);
}

function tabular(node: SyntaxNode, tables: StoredTables): readonly Row[] {
  const parts = partsOf(node);
  switch (kindOf(node)) {
    case 'ParenthesizedExpression':
      return tabular(part(parts, 1), tables);
    case 'NameReference':
      return stored(tables[nameOf(node)]);
    case 'UnionOperator':
      return union(node, tables);
    case 'PipeExpression':
      return operator(part(parts, 2), tabular(part(parts, 0), tables));
    default:
      throw unknown(node);
  }
}

function stored(rows: readonly StoredRow[] | undefined): readonly Row[] {
  return (rows ?? []).map(
    ({ cells, ingested }) => new Map([...Object.entries(cells), [INGESTION, ingested]]),
  );
}

/** With `isfuzzy`, legs whose table is missing are left out; one of them must exist. */
function union(node: SyntaxNode, tables: StoredTables): readonly Row[] {
  const [parameters, legs] = partsOf(node).filter((one) => kindOf(one) === 'List');
  if (parameters === undefined || legs === undefined || !textOf(parameters).includes('isfuzzy=true'))
    throw unknown(node);
  const existing = items(legs).filter((leg) => tables[tableOf(leg)] !== undefined);
  if (existing.length === 0) throw new Error('Failed to resolve table expression.');
  return existing.flatMap((leg) => tabular(leg, tables));
}

function tableOf(leg: SyntaxNode): string {
  if (kindOf(leg) === 'NameReference') return nameOf(leg);
  return tableOf(part(partsOf(leg), kindOf(leg) === 'ParenthesizedExpression' ? 1 : 0));
}

function operator(node: SyntaxNode, rows: readonly Row[]): readonly Row[] {
  const lists = partsOf(node).filter((one) => kindOf(one) === 'List');
  const last = part(partsOf(node), -1);
  switch (kindOf(node)) {
    case 'FilterOperator':
      return rows.filter((row) => value(last, row) === true);
    case 'TakeOperator':
      return rows.slice(0, Number(textOf(last)));
    case 'ExtendOperator':
      return rows.map((row) => new Map([...row, ...named(part(lists, -1), row)]));
    case 'ProjectOperator':
      return rows.map((row) => new Map(named(part(lists, -1), row)));
    case 'ProjectAwayOperator': {
      const gone = items(part(lists, -1)).map(nameOf);
      return rows.map((row) => new Map([...row].filter(([name]) => !gone.includes(name))));
    }
    case 'SummarizeOperator':
      return latest(part(lists, -1), last, rows);
    default:
      throw unknown(node);
  }
}

/** `arg_max(column, *)` by other columns: of each group, the row with the largest value. */
function latest(aggregates: SyntaxNode, by: SyntaxNode, rows: readonly Row[]): readonly Row[] {
  const [aggregate, ...others] = items(aggregates);
  if (aggregate === undefined || others.length > 0) throw unknown(aggregates);
  const [column, star] = argumentsOf(aggregate, 'arg_max');
  if (column === undefined || star === undefined || kindOf(star) !== 'StarExpression')
    throw unknown(aggregate);
  const keys = items(part(partsOf(by), 1)).map(nameOf);
  const best = new Map<string, Row>();
  for (const row of rows) {
    const key = JSON.stringify(keys.map((name) => row.get(name)));
    const other = best.get(key);
    if (other === undefined || Number(value(column, row)) > Number(value(column, other))) best.set(key, row);
  }
  const first = [...keys, nameOf(column)];
  return [...best.values()].map(
    (row) => new Map([...first.map((name): [string, Cell] => [name, row.get(name) ?? null]), ...row]),
  );
}

function named(list: SyntaxNode, row: Row): [string, Cell][] {
  return items(list).map((item) => {
    if (kindOf(item) === 'NameReference') return [nameOf(item), value(item, row)];
    if (kindOf(item) !== 'SimpleNamedExpression') throw unknown(item);
    const [name, , expression] = partsOf(item);
    return [textOf(part([name], 0)), value(part([expression], 0), row)];
  });
}

function value(node: SyntaxNode, row: Row): Cell {
  const parts = partsOf(node);
  const side = (index: 0 | 2) => value(part(parts, index), row);
  switch (kindOf(node)) {
    case 'ParenthesizedExpression':
      return value(part(parts, 1), row);
    case 'NameReference': {
      const cell = row.get(nameOf(node));
      if (cell === undefined) throw new Error(`No column ${nameOf(node)}.`);
      return cell;
    }
    case 'StringLiteralExpression':
      return String(node.LiteralValue);
    case 'DateTimeLiteralExpression':
      return new Date(/\((.*)\)/.exec(textOf(node))?.[1] ?? '');
    case 'AndExpression':
      return side(0) === true && side(2) === true;
    case 'OrExpression':
      return side(0) === true || side(2) === true;
    case 'GreaterThanOrEqualExpression':
      return Number(side(0)) >= Number(side(2));
    case 'LessThanExpression':
      return Number(side(0)) < Number(side(2));
    case 'EqualTildeExpression':
      return lower(side(0)) === lower(side(2));
    case 'ContainsExpression':
      return lower(side(0)).includes(lower(side(2)));
    case 'InCsExpression': {
      const texts = items(part(partsOf(part(parts, 2)), 1)).filter(
        (one) => kindOf(one) !== 'DynamicExpression',
      );
      return texts.some((one) => lower(value(one, row)) === lower(side(0)));
    }
    case 'FunctionCallExpression':
      return called(node, row);
    default:
      throw unknown(node);
  }
}

function called(node: SyntaxNode, row: Row): Cell {
  const name = nameOf(part(partsOf(node), 0));
  const given = argumentsOf(node, name);
  const argument = (index: number) => value(part(given, index), row);
  switch (name) {
    case 'ingestion_time':
      return row.get(INGESTION) ?? null;
    case 'tostring':
      return asText(argument(0));
    case 'tolower':
      return lower(argument(0));
    case 'column_ifexists':
      return row.get(asText(argument(0))) ?? argument(1);
    case 'iff':
      return argument(0) === true ? argument(1) : argument(2);
    default:
      throw unknown(node);
  }
}

function argumentsOf(call: SyntaxNode, name: string): SyntaxNode[] {
  const [called, list] = partsOf(call);
  if (called === undefined || list === undefined || nameOf(called) !== name) throw unknown(call);
  return items(part(partsOf(list), 1));
}

/** A time has seven digits after the second; an absent value is the empty text. */
function asText(cell: Cell): string {
  if (cell instanceof Date) return cell.toISOString().replace('Z', '0000Z');
  if (cell === null) return '';
  return typeof cell === 'object' ? JSON.stringify(cell) : String(cell);
}

function lower(cell: Cell): string {
  return asText(cell).toLowerCase();
}

/** Of a list with commas. */
function items(list: SyntaxNode): SyntaxNode[] {
  return partsOf(list).map((separated) => part(partsOf(separated), 0));
}

function part(parts: readonly (SyntaxNode | undefined)[], index: number): SyntaxNode {
  const found = parts.at(index);
  if (found === undefined) throw new Error('The syntax is not as expected.');
  return found;
}

function nameOf(node: SyntaxNode): string {
  if (kindOf(node) !== 'NameReference') throw unknown(node);
  return textOf(node);
}

function textOf(node: SyntaxNode): string {
  const parts = partsOf(node);
  return parts.length === 0 ? (node.Text ?? '') : parts.map(textOf).join('');
}

function unknown(node: SyntaxNode): Error {
  return new Error(`Not known here: ${kindOf(node)} ${textOf(node)}`);
}
