import { randomUUID } from 'node:crypto';
import { armResponse, isForArm } from './arm/armResponse';
import type { GraphCall } from './graphCall';
import type { HttpRequest, HttpResponse } from './http';
import { Refusal, refusalText } from './refusal';
import { ADMIN_ROUTES } from './routes/admin';
import { EVALUATE_ROUTE } from './routes/evaluate';
import { MAILBOX_ROUTES } from './routes/mailbox';
import { MEMBERSHIP_ROUTES } from './routes/memberships';
import { MESSAGE_ROUTES } from './routes/messages';
import { POLICY_ROUTES } from './routes/policies';
import { REGISTRATION_ROUTES } from './routes/registrations';
import { ROLE_ROUTES } from './routes/roles';
import type { Route, Service } from './routes/route';
import { signInJson } from './routes/signInJson';
import { signInRoutes } from './routes/signIns';
import { USER_AND_GROUP_ROUTES } from './routes/usersAndGroups';
import type { Throttle } from './throttle';
import { isForWorkspace, workspaceResponder } from './workspace/workspaceResponse';

/** Answers like Graph. It checks the caller, the pace and the permission in this order, and reads the question last. */
export function responder(
  service: Service,
  throttle: Throttle | null,
): (request: HttpRequest, atMs: number) => HttpResponse {
  const routes = [
    ...signInRoutes(signInJson()),
    ...REGISTRATION_ROUTES,
    ...ROLE_ROUTES,
    ...MAILBOX_ROUTES,
    ...USER_AND_GROUP_ROUTES,
    ...MEMBERSHIP_ROUTES,
    ...POLICY_ROUTES,
    EVALUATE_ROUTE,
    ...MESSAGE_ROUTES,
    ...ADMIN_ROUTES,
  ];
  const workspace = workspaceResponder(service);
  return (request, atMs) => {
    if (isForArm(request)) return armResponse(service, request);
    if (isForWorkspace(request)) return workspace(request, atMs);
    const requestId = randomUUID();
    const usual = {
      'Content-Type': 'application/json;odata.metadata=minimal;charset=utf-8',
      'request-id': requestId,
    };
    try {
      const { status, json } = answerFor({ service, routes, throttle }, callOf(request, atMs), request);
      return { status, headers: usual, body: typeof json === 'string' ? Buffer.from(json) : json };
    } catch (error) {
      const refusal =
        error instanceof Refusal ? error : new Refusal(500, 'InternalServerError', String(error));
      const { status, headers } = refusal;
      return {
        status,
        headers: { ...usual, ...headers },
        body: Buffer.from(refusalText(refusal, requestId, atMs)),
      };
    }
  };
}

type Setup = {
  readonly service: Service;
  readonly routes: readonly Route[];
  readonly throttle: Throttle | null;
};

function answerFor(
  { service, routes, throttle }: Setup,
  call: GraphCall,
  request: HttpRequest,
): { readonly status: number; readonly json: string | Buffer } {
  if (!/^Bearer \S/.test(request.authorization ?? '')) {
    throw new Refusal(401, 'InvalidAuthenticationToken', 'Access token is empty.');
  }
  const resource = call.path.slice(`/${call.version}`.length);
  const matching = routes.filter(({ pattern }) => pattern.test(resource));
  const route = matching.find(({ method = 'GET' }) => method === request.method) ?? matching[0];
  if (route === undefined || !call.path.startsWith(`/${call.version}/`)) throw unknownPath(call.path);
  if (request.method !== (route.method ?? 'GET'))
    throw new Refusal(405, 'MethodNotAllowed', `This path takes ${route.method ?? 'GET'} only.`);
  if (route.limit !== null) throttle?.(route.limit, call.atMs);
  if (
    route.permissions !== null &&
    !route.permissions.some((permission) => service.permissions.has(permission))
  ) {
    throw new Refusal(
      403,
      'Authorization_RequestDenied',
      'Insufficient privileges to complete the operation.',
    );
  }
  const json = route.answer(service, call, decodeURIComponent(route.pattern.exec(resource)?.[1] ?? ''));
  return { status: route.status ?? 200, json };
}

function callOf({ url, prefer, body }: HttpRequest, atMs: number): GraphCall {
  return {
    origin: url.origin,
    path: url.pathname,
    version: url.pathname.startsWith('/beta/') ? 'beta' : 'v1.0',
    query: url.searchParams,
    immutableIds: prefer?.includes('IdType="ImmutableId"') === true,
    newerEnums: prefer?.includes('include-unknown-enum-members') === true,
    body: jsonIn(body),
    atMs,
  };
}

function jsonIn(text: string | undefined): unknown {
  try {
    return JSON.parse(text ?? '');
  } catch {
    return undefined;
  }
}

function unknownPath(path: string): Refusal {
  return new Refusal(
    404,
    'ResourceNotFound',
    `Resource not found for the segment '${path.split('/').at(-1)}'.`,
  );
}
