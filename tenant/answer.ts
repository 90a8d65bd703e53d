import { randomUUID } from 'node:crypto';
import { armAnswer, isForArm } from './arm/answer';
import type { Answer, Asked } from './asked';
import type { Call } from './call';
import { Refusal, refusalText } from './refusal';
import { ADMIN_ROUTES } from './routes/admin';
import { DIRECTORY_ROUTES } from './routes/directory';
import { EVALUATE_ROUTE } from './routes/evaluate';
import { MESSAGE_ROUTES } from './routes/messages';
import { POLICY_ROUTES } from './routes/policies';
import { REGISTRATION_ROUTES } from './routes/registrations';
import { ROLE_ROUTES } from './routes/roles';
import type { Route, Service } from './routes/route';
import { signInJson } from './routes/signInJson';
import { signInRoutes } from './routes/signIns';
import type { Throttle } from './throttle';

/** Answers as Graph does: who asks, how often, with which permission, and only then what for. */
export function answerer(
  service: Service,
  throttle: Throttle | null,
): (asked: Asked, atMs: number) => Answer {
  const routes = [
    ...signInRoutes(signInJson()),
    ...REGISTRATION_ROUTES,
    ...ROLE_ROUTES,
    ...DIRECTORY_ROUTES,
    ...POLICY_ROUTES,
    EVALUATE_ROUTE,
    ...MESSAGE_ROUTES,
    ...ADMIN_ROUTES,
  ];
  return (asked, atMs) => {
    if (isForArm(asked)) return armAnswer(service, asked);
    const requestId = randomUUID();
    const usual = {
      'Content-Type': 'application/json;odata.metadata=minimal;charset=utf-8',
      'request-id': requestId,
    };
    try {
      const json = jsonFor({ service, routes, throttle }, callOf(asked, atMs), asked);
      return { status: 200, headers: usual, body: typeof json === 'string' ? Buffer.from(json) : json };
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

function jsonFor({ service, routes, throttle }: Setup, call: Call, asked: Asked): string | Buffer {
  if (!/^Bearer \S/.test(asked.authorization ?? '')) {
    throw new Refusal(401, 'InvalidAuthenticationToken', 'Access token is empty.');
  }
  const resource = call.path.slice(`/${call.version}`.length);
  const known = routes.filter(({ pattern }) => pattern.test(resource));
  const route = known.find(({ method = 'GET' }) => method === asked.method) ?? known[0];
  if (route === undefined || !call.path.startsWith(`/${call.version}/`)) throw unknownPath(call.path);
  if (asked.method !== (route.method ?? 'GET'))
    throw new Refusal(405, 'MethodNotAllowed', `This path takes ${route.method ?? 'GET'} only.`);
  if (route.limit !== null) throttle?.(route.limit, call.atMs);
  if (!route.permissions.some((permission) => service.permissions.has(permission))) {
    throw new Refusal(
      403,
      'Authorization_RequestDenied',
      'Insufficient privileges to complete the operation.',
    );
  }
  return route.answer(service, call, decodeURIComponent(route.pattern.exec(resource)?.[1] ?? ''));
}

function callOf({ url, prefer, body }: Asked, atMs: number): Call {
  return {
    origin: url.origin,
    path: url.pathname,
    version: url.pathname.startsWith('/beta/') ? 'beta' : 'v1.0',
    query: url.searchParams,
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
