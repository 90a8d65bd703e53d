import type { loopbackServer, Reply } from '../loopbackServer';

type Replying = Parameters<typeof loopbackServer>[0];

/**
 * Azure Communication Services, which sends each mail that it takes.
 *
 * @param refusalNow in place of taking a mail; `null` for none
 */
export function acsReplies(refusalNow: () => Reply | null = () => null): Replying {
  const taken = new Set<string>();
  return ({ method, url, headers }, endpoint) => {
    const id = String(headers['operation-id'] ?? /operations\/([^?]+)/.exec(url)?.[1]);
    if (method === 'GET' && !taken.has(id))
      return { status: 404, body: { error: { code: 'NotFound', message: 'No such operation.' } } };
    if (method === 'GET') return { body: { id, status: 'Succeeded' } };
    const refused = refusalNow();
    if (refused !== null) return refused;
    taken.add(id);
    const location = `${endpoint}/emails/operations/${id}?api-version=2025-09-01`;
    return { status: 202, headers: { 'operation-location': location }, body: { id, status: 'Running' } };
  };
}
