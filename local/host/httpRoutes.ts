import { HostError } from './hostError';
import type { HttpFunction } from './hostedFunction';

export type Route = { readonly target: HttpFunction; readonly segments: readonly Segment[] };

type Segment =
  | { readonly kind: 'literal'; readonly text: string }
  | { readonly kind: 'param'; readonly name: string; readonly optional: boolean };

export type RouteMatch =
  | {
      readonly kind: 'found';
      readonly functionName: string;
      readonly params: Readonly<Record<string, string>>;
    }
  | { readonly kind: 'wrongMethod'; readonly allowed: readonly string[] }
  | { readonly kind: 'notFound' };

/**
 * Reads the route templates, the most specific first, so that `/api/accounts/me` wins over `/api/accounts/{userId}`.
 *
 * @throws HostError `badRoute` for a template that this host cannot serve
 */
export function parseRoutes(functions: readonly HttpFunction[]): readonly Route[] {
  return functions
    .map((target) => ({ target, segments: split(target.route).map((text) => parseSegment(text, target)) }))
    .sort((a, b) => (rank(a) < rank(b) ? -1 : 1));
}

/**
 * Finds the function for a request. Literals match in any case, as in the deployed host.
 *
 * @param path still percent-encoded, without the query
 */
export function matchRoute(routes: readonly Route[], method: string, path: string): RouteMatch {
  const parts = decode(path);
  if (!parts) return { kind: 'notFound' };
  const allowed: string[] = [];
  for (const { target, segments } of routes) {
    const params = matchSegments(segments, parts);
    if (!params) continue;
    if (target.methods.includes(method)) return { kind: 'found', functionName: target.name, params };
    allowed.push(...target.methods);
  }
  return allowed.length > 0 ? { kind: 'wrongMethod', allowed } : { kind: 'notFound' };
}

function split(path: string): readonly string[] {
  return path.split('/').filter((part) => part !== '');
}

function decode(path: string): readonly string[] | null {
  try {
    return split(path).map(decodeURIComponent);
  } catch {
    return null;
  }
}

function parseSegment(text: string, { name, route }: HttpFunction): Segment {
  if (!/[{}]/.test(text)) return { kind: 'literal', text: text.toLowerCase() };
  const [, param, optional] = /^\{(\w+)(\?)?\}$/.exec(text) ?? [];
  if (param === undefined) {
    throw new HostError(
      'badRoute',
      `The route of "${name}", ${route}: a segment is plain text or one {parameter}.`,
    );
  }
  return { kind: 'param', name: param, optional: optional !== undefined };
}

function rank({ segments }: Route): string {
  return segments.map(({ kind }) => (kind === 'literal' ? '0' : '1')).join('');
}

function matchSegments(
  segments: readonly Segment[],
  parts: readonly string[],
): Readonly<Record<string, string>> | null {
  const params: Record<string, string> = {};
  for (const [index, segment] of segments.entries()) {
    const part = parts[index];
    if (segment.kind === 'literal') {
      if (part?.toLowerCase() !== segment.text) return null;
    } else if (part !== undefined) {
      params[segment.name] = part;
    } else if (!segment.optional) {
      return null;
    }
  }
  return parts.length > segments.length ? null : params;
}
