import '@kusto/language-service-next/bridge.min.js';
import '@kusto/language-service-next/Kusto.Language.Bridge.min.js';
import { SCHEMAS, type Schema } from './schemas';

// Microsoft's own parser and checker of the query language. It is made of C#, and its types fill 1.7 MB: these are the few in use.

/** A node of the syntax tree. */
export type SyntaxNode = {
  readonly Kind: number;
  readonly ChildCount: number;
  readonly GetChild: (index: number) => SyntaxNode | null;
  /** Of a token: its text. Of a literal: its value. */
  readonly Text?: string;
  readonly LiteralValue?: unknown;
  readonly ValueText?: string;
};

type List<T> = { readonly Count: number; readonly getItem: (index: number) => T };
type Diagnostic = { readonly Message: string; readonly Start: number; readonly Length: number };
type Column = { readonly Name: string; readonly Type: { readonly Name: string } };
type Table = { readonly WithName: (name: string) => Table };
type State = { readonly WithDatabase: (database: object) => State };
type Code = {
  readonly Syntax: SyntaxNode;
  readonly ResultType: { readonly Columns?: List<Column> } | null;
  readonly GetDiagnostics: () => List<Diagnostic>;
};
type Language = {
  readonly KustoCode: {
    readonly Parse: (query: string, state: State) => Pick<Code, 'Syntax'>;
    readonly ParseAndAnalyze: (query: string, state: State) => Code;
  };
  readonly GlobalState: { readonly Default: State };
  readonly Symbols: {
    readonly TableSymbol: { readonly From: (schema: string) => Table };
    readonly DatabaseSymbol: { readonly ctor: new (name: string, tables: readonly Table[]) => object };
  };
  readonly Syntax: { readonly SyntaxKind: Readonly<Record<string, unknown>> };
};

const { KustoCode, GlobalState, Symbols, Syntax } = (
  globalThis as unknown as { Kusto: { Language: Language } }
).Kusto.Language;

/** A query as Microsoft's language service reads it. */
export type ReadQuery = {
  /** What is wrong with it, and where; empty if nothing is. */
  readonly problems: readonly string[];
  readonly syntax: SyntaxNode;
  /** The columns of its result, with their types. */
  readonly columns: readonly (readonly [name: string, type: string])[];
};

/** @param tables that the workspace has; both by default */
export function read(query: string, tables: Readonly<Record<string, Schema>> = SCHEMAS): ReadQuery {
  const symbols = Object.entries(tables).map(([name, schema]) => {
    const columns = Object.entries(schema).map(([column, type]) => `['${column}']:${type}`);
    return Symbols.TableSymbol.From(`(${columns.join(', ')})`).WithName(name);
  });
  const state = GlobalState.Default.WithDatabase(new Symbols.DatabaseSymbol.ctor('workspace', symbols));
  const code = KustoCode.ParseAndAnalyze(query, state);
  return {
    problems: listed(code.GetDiagnostics()).map(
      ({ Message, Start, Length }) => `${Message} At: ${query.slice(Start, Start + Length)}`,
    ),
    syntax: code.Syntax,
    columns: listed(code.ResultType?.Columns).map(({ Name, Type }) => [Name, Type.Name] as const),
  };
}

/** The syntax alone: whether the names in it exist is not looked at. */
export function parse(query: string): SyntaxNode {
  return KustoCode.Parse(query, GlobalState.Default).Syntax;
}

const KINDS = new Map(Object.entries(Syntax.SyntaxKind).map(([name, kind]) => [kind, name]));

/** The name of its kind, as Microsoft gives it: `PipeExpression`, `WhereKeyword`. */
export function kindOf(node: SyntaxNode): string {
  return KINDS.get(node.Kind) ?? 'unknown';
}

/** Its parts, without the empty ones. */
export function partsOf(node: SyntaxNode): SyntaxNode[] {
  return Array.from({ length: node.ChildCount }, (_, index) => node.GetChild(index)).flatMap(
    (part) => part ?? [],
  );
}

function listed<T>(list: List<T> | undefined): T[] {
  return Array.from({ length: list?.Count ?? 0 }, (_, index) => list?.getItem(index)).flatMap(
    (item) => item ?? [],
  );
}
