import type { IncomingMessage } from 'node:http';

/** The names of the address that the host listens on. */
const NAMES = ['127.0.0.1', 'localhost'];

/** What `Sec-Fetch-Site` says of a page of this host, and of an address that the user typed or kept as a bookmark. */
const OWN = ['same-origin', 'none'];

/**
 * Why a request is refused; `null` if it comes from a program or a page of this host.
 *
 * The host requires no key, so it must refuse every web page that is open in a browser on this machine and is not its own:
 * - A page whose own name leads to this machine (DNS rebinding) sends that name as `Host`.
 * - Browsers send `Origin` with each request that is neither GET nor HEAD; `null` if the page is a file, is sandboxed or sends no
 *   referrer. https://fetch.spec.whatwg.org/#origin-header (read 2026-11-30)
 * - Browsers say with each request to a loopback address how far away the page is that makes it: images, frames and forms too.
 *   https://www.w3.org/TR/fetch-metadata/#sec-fetch-site-header (read 2026-11-30)
 *
 * A program sends neither of the last two. Links to the report still work: a link opens a page, and does nothing but read, or at
 * `/api/check` poll, as the timer does.
 */
export function refusalOf(message: IncomingMessage, port: number): string | null {
  const own = NAMES.flatMap((name) => (port === 80 ? [name, `${name}:80`] : [`${name}:${port}`]));
  const { host = '', origin } = message.headers;
  if (!own.includes(host.toLowerCase()) || !message.url?.startsWith('/'))
    return `This host answers only at ${own.map((name) => `http://${name}`).join(' and ')}.`;
  const isOwn = origin === undefined || origin === `http://${host.toLowerCase()}`;
  return isOwn && isNear(message) ? null : 'This host answers no page of another origin.';
}

function isNear({ method, headers }: IncomingMessage): boolean {
  const site = headers['sec-fetch-site'];
  if (site === undefined || (typeof site === 'string' && OWN.includes(site))) return true;
  const isPage = headers['sec-fetch-mode'] === 'navigate' && headers['sec-fetch-dest'] === 'document';
  return isPage && (method === 'GET' || method === 'HEAD');
}
