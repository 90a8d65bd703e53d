import { badRequest } from '../refusal';

/** The part of OData's `$filter` that callers of these reports use. Names are in lower case, because Graph ignores case. */
export type Filter =
  | { readonly kind: 'and' | 'or'; readonly parts: readonly Filter[] }
  | {
      readonly kind: 'compare';
      readonly property: string;
      readonly operator: Comparison;
      readonly value: Literal;
    }
  | { readonly kind: 'startsWith'; readonly property: string; readonly value: Literal }
  | {
      readonly kind: 'any';
      readonly property: string;
      readonly variable: string;
      readonly condition: Filter;
    };

export type Comparison = (typeof COMPARISONS)[number];
const COMPARISONS = ['eq', 'ne', 'ge', 'le', 'gt', 'lt'] as const;

/** `instant` in milliseconds since 1970-01-01 UTC. */
export type Literal =
  | { readonly type: 'text'; readonly value: string }
  | { readonly type: 'instant' | 'number'; readonly value: number }
  | { readonly type: 'flag'; readonly value: boolean };

/** @throws Refusal 400 for anything else */
export function parseFilter(text: string): Filter {
  const tokens = tokensOf(text);
  const filter = alternatives(tokens);
  if (tokens.peek() !== null) throw invalidFilter();
  return filter;
}

export function invalidFilter(): Error {
  return badRequest('Invalid filter clause');
}

type Token = { readonly kind: 'text' | 'instant' | 'number' | 'word' | 'mark'; readonly text: string };
type Tokens = { readonly peek: () => Token | null; readonly next: () => Token };

const TOKEN =
  /\s*(?:(?<text>'(?:[^']|'')*')|(?<instant>\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d+)?)?Z)|(?<number>-?\d+(?![-\d]))|(?<word>[a-z_][\w/]*)|(?<mark>[(),:]))/iy;

function tokensOf(text: string): Tokens {
  const tokens: Token[] = [];
  const pattern = new RegExp(TOKEN);
  const end = text.trimEnd().length;
  while (pattern.lastIndex < end) {
    const groups = pattern.exec(text)?.groups ?? {};
    const [kind, found] = Object.entries(groups).find(([, value]) => value !== undefined) ?? [];
    if (kind === undefined || found === undefined) throw invalidFilter();
    tokens.push({ kind: kind as Token['kind'], text: found });
  }
  let at = 0;
  return {
    peek: () => tokens[at] ?? null,
    next: () => {
      const token = tokens[at++];
      if (token === undefined) throw invalidFilter();
      return token;
    },
  };
}

function alternatives(tokens: Tokens): Filter {
  return joined('or', tokens, requirements);
}

function requirements(tokens: Tokens): Filter {
  return joined('and', tokens, term);
}

function joined(kind: 'and' | 'or', tokens: Tokens, part: (tokens: Tokens) => Filter): Filter {
  const first = part(tokens);
  const parts = [first];
  while (tokens.peek()?.kind === 'word' && tokens.peek()?.text === kind) {
    tokens.next();
    parts.push(part(tokens));
  }
  return parts.length === 1 ? first : { kind, parts };
}

function term(tokens: Tokens): Filter {
  const token = tokens.next();
  if (token.kind === 'mark' && token.text === '(') {
    const filter = alternatives(tokens);
    expect(tokens, ')');
    return filter;
  }
  if (token.kind !== 'word') throw invalidFilter();
  const name = token.text.toLowerCase();
  if (tokens.peek()?.text !== '(') return comparison(name, tokens);
  tokens.next();
  if (name === 'startswith') return startsWith(tokens);
  if (name.endsWith('/any')) return any(name.slice(0, -'/any'.length), tokens);
  throw invalidFilter();
}

function comparison(property: string, tokens: Tokens): Filter {
  const word = tokens.next().text;
  if (word === 'in') return oneOf(property, tokens);
  const operator = COMPARISONS.find((known) => known === word);
  if (operator === undefined) throw invalidFilter();
  return { kind: 'compare', property, operator, value: literal(tokens.next()) };
}

/** https://learn.microsoft.com/graph/aad-advanced-queries: a list of up to 15 (read 2026-11-21) */
const MOST_LISTED = 15;

function oneOf(property: string, tokens: Tokens): Filter {
  expect(tokens, '(');
  const values = [literal(tokens.next())];
  while (tokens.peek()?.text === ',') {
    tokens.next();
    values.push(literal(tokens.next()));
  }
  expect(tokens, ')');
  if (values.length > MOST_LISTED) throw invalidFilter();
  return {
    kind: 'or',
    parts: values.map((value) => ({ kind: 'compare', property, operator: 'eq', value })),
  };
}

function startsWith(tokens: Tokens): Filter {
  const property = word(tokens);
  expect(tokens, ',');
  const value = literal(tokens.next());
  expect(tokens, ')');
  return { kind: 'startsWith', property, value };
}

function any(property: string, tokens: Tokens): Filter {
  const variable = word(tokens);
  expect(tokens, ':');
  const condition = alternatives(tokens);
  expect(tokens, ')');
  return { kind: 'any', property, variable, condition };
}

function word(tokens: Tokens): string {
  const token = tokens.next();
  if (token.kind !== 'word') throw invalidFilter();
  return token.text.toLowerCase();
}

function expect(tokens: Tokens, mark: string): void {
  const token = tokens.next();
  if (token.kind !== 'mark' || token.text !== mark) throw invalidFilter();
}

function literal({ kind, text }: Token): Literal {
  if (kind === 'text') return { type: 'text', value: text.slice(1, -1).replaceAll("''", "'") };
  if (kind === 'number') return { type: 'number', value: Number(text) };
  if (kind === 'instant' && !Number.isNaN(Date.parse(text)))
    return { type: 'instant', value: Date.parse(text) };
  if (text === 'true' || text === 'false') return { type: 'flag', value: text === 'true' };
  throw invalidFilter();
}
