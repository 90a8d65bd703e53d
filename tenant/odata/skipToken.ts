import { createHash } from 'node:crypto';
import type { GraphCall } from '../graphCall';
import { badRequest } from '../refusal';

/** The end of the last page. A token belongs to one query, and expires. */
type Ticket = { readonly position: number; readonly issuedMs: number; readonly query: string };

/** The whole URL of the next page. */
export function nextLink(call: GraphCall, position: number): string {
  const ticket: Ticket = { position, issuedMs: call.atMs, query: fingerprint(call) };
  const url = new URL(call.path, call.origin);
  url.search = call.query.toString();
  url.searchParams.delete('$skiptoken');
  url.searchParams.append('$skiptoken', Buffer.from(JSON.stringify(ticket)).toString('base64url'));
  return url.href;
}

/**
 * The position after which the page begins; `null` for a first page.
 *
 * @throws Refusal 400 for a token that is too old, belongs to another query, or is not ours
 */
export function positionIn(token: string | undefined, call: GraphCall, lifeMs: number): number | null {
  if (token === undefined) return null;
  const { position, issuedMs, query } = ticketIn(token);
  if (query !== fingerprint(call)) throw badRequest('Skip token does not belong to this query.');
  if (call.atMs - issuedMs > lifeMs) throw badRequest('Skip token has expired.');
  return position;
}

function ticketIn(token: string): Ticket {
  try {
    const ticket: Partial<Ticket> = JSON.parse(Buffer.from(token, 'base64url').toString());
    const { position, issuedMs, query } = ticket;
    if (
      Number.isInteger(position) &&
      position !== undefined &&
      issuedMs !== undefined &&
      query !== undefined
    ) {
      return { position, issuedMs, query };
    }
  } catch {
    // Not JSON. It is refused below, like any other text that is not ours.
  }
  throw badRequest('Skip token is not valid.');
}

function fingerprint({ path, query }: GraphCall): string {
  const others = new URLSearchParams(query);
  others.delete('$skiptoken');
  return createHash('sha256').update(`${path}?${others}`).digest('base64url').slice(0, 16);
}
