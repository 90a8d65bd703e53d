import { createHash } from 'node:crypto';
import type { HttpRequest, HttpResponseInit, InvocationContext } from '@azure/functions';
import type { Access } from '../../shared/domain/access';
import type { Author } from '../../shared/domain/audit/auditEntry';
import type { AskedBy } from '../../shared/jobs/onDemand/audited';
import { type Principal, principalOf } from './callerPrincipal';
import { answerError } from './response';

type Asking = Pick<HttpRequest, 'headers' | 'query'>;

/** Who asks for a change, if the caller may make one; else the answer that says who may. */
export function askedBy(
  request: Asking,
  context: Pick<InvocationContext, 'info'>,
  access: Access,
): { readonly askedBy: AskedBy } | { readonly refusal: HttpResponseInit } {
  const principal = access.isSignInOn ? principalOf(request) : null;
  const reason = refusalOf(principal, access);
  if (reason !== null) return { refusal: answerError('forbidden', REFUSALS[reason]) };
  const author = principal === null ? keyHolder(request, access) : signedIn(principal);
  return { askedBy: { author, log: (line) => context.info(JSON.stringify(line)) } };
}

/**
 * Nobody may change anything while sign-in is on and no writers are named: whoever switches it on wants to know who does what, and
 * every user who may sign in would be a writer otherwise.
 */
function refusalOf(principal: Principal | null, access: Access): keyof typeof REFUSALS | null {
  const { isSignInOn, writerRoles, writerGroups } = access;
  const hasWriters = writerRoles.length > 0 || writerGroups.length > 0;
  if (!isSignInOn) return hasWriters ? 'signInIsOff' : null;
  if (!hasWriters) return 'noWriters';
  if (principal === null) return 'notSignedIn';
  const { roles, groups, hasMoreGroups } = principal;
  if (writerRoles.some((role) => roles.has(role)) || writerGroups.some((id) => groups.has(id))) return null;
  return hasMoreGroups && writerGroups.length > 0 ? 'tooManyGroups' : 'noWriter';
}

const PAGE = 'docs/operations.md, Who may change something, has the steps.';

const REFUSALS = {
  signInIsOff: `Nobody may change anything: WRITER_ROLES or WRITER_GROUPS is set, but sign-in is off, so that the app cannot know who is a writer. Switch sign-in on, or remove these settings. ${PAGE}`,
  noWriters: `Nobody may change anything: sign-in is on, but no writers are named. Set WRITER_ROLES or WRITER_GROUPS. ${PAGE}`,
  notSignedIn:
    'Nobody is signed in with Entra, so nothing can be changed: a function key alone is not enough while sign-in is on. Sign in, and send the request again.',
  noWriter: `You may read, but not change anything. Ask an administrator of the enterprise application MFA Watch for an app role of WRITER_ROLES, or for membership in a group of WRITER_GROUPS; then sign in again. ${PAGE}`,
  tooManyGroups: `You are in so many groups that Entra names none of them to the app, so that membership in a group of WRITER_GROUPS does not count. Ask an administrator of the enterprise application MFA Watch for an app role of WRITER_ROLES; then sign in again. ${PAGE}`,
} as const;

function signedIn({ id, name }: Principal): Author {
  return { by: name ?? id ?? 'somebody who is signed in', how: 'signedIn', byId: id };
}

/**
 * The host lets a request through if it has a key, and does not tell the library for Node.js which one: it sends the name in
 * `identities` of the request (GrpcMessageConversionExtensions.cs of https://github.com/Azure/azure-functions-host, read 2026-11-30),
 * and `HttpRequest` of @azure/functions 4.16.5 drops it. So the first digits of the hash of the key name it.
 */
function keyHolder(request: Asking, { keyNames }: Access): Author {
  const key = keyIn(request);
  if (key === null) return { by: 'unknown caller', how: 'unknown', byId: null };
  const hash = createHash('sha256').update(key).digest('hex').slice(0, HASH_DIGITS);
  return { by: `function key ${keyNames.get(hash) ?? hash}`, how: 'functionKey', byId: hash };
}

const HASH_DIGITS = 8;

/** The key that the host looks at: the first header, or else the first parameter, under any spelling (AuthenticationLevelHandler.cs there). */
function keyIn({ headers, query }: Asking): string | null {
  const parameter = [...query].find(([name]) => name.toLowerCase() === 'code')?.[1];
  const [key = ''] = (headers.get('x-functions-key') ?? parameter ?? '').split(',');
  return key.trim() || null;
}
