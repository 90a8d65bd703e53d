import { randomUUID } from 'node:crypto';
import type { HttpRequest, HttpResponse } from '../http';
import { Refusal } from '../refusal';
import type { Service } from '../routes/route';
import { DEPLOYMENT_ROUTES } from './deploymentRoutes';
import { ENFORCEMENT_ROUTES } from './enforcementRoutes';
import { EXPORT_ROUTES } from './exportRoutes';

const ROUTES = [...ENFORCEMENT_ROUTES, ...DEPLOYMENT_ROUTES, ...EXPORT_ROUTES];

/** Whether a request is meant for Azure Resource Manager: Graph's paths begin with a version. */
export function isForArm({ url }: HttpRequest): boolean {
  return /^\/(subscriptions|providers)(\/|$)/i.test(url.pathname);
}

/** Answers like Azure Resource Manager. It checks the caller and the role, and reads the question last. */
export function armResponse(service: Service, request: HttpRequest): HttpResponse {
  const headers = { 'Content-Type': 'application/json; charset=utf-8', 'x-ms-request-id': randomUUID() };
  try {
    return { status: 200, headers, body: Buffer.from(JSON.stringify(jsonFor(service, request))) };
  } catch (error) {
    const { status, code, message } =
      error instanceof Refusal ? error : new Refusal(500, 'InternalServerError', String(error));
    return { status, headers, body: Buffer.from(JSON.stringify({ error: { code, message } })) };
  }
}

function jsonFor(service: Service, { method, url, authorization }: HttpRequest): object {
  const { origin, pathname: path, searchParams: query } = url;
  if (!/^Bearer \S/.test(authorization ?? ''))
    throw new Refusal(401, 'AuthenticationFailed', "The 'Authorization' header is missing.");
  if (!query.has('api-version'))
    throw new Refusal(
      400,
      'MissingApiVersionParameter',
      'The api-version query parameter (?api-version=) is required.',
    );
  const route = ROUTES.find(({ pattern }) => pattern.test(path));
  if (route === undefined || method !== (route.method ?? 'GET'))
    throw new Refusal(404, 'NotFound', 'The simulated tenant does not know this.');
  if (route.scope !== null && !service.azureScopes.has(route.scope))
    throw new Refusal(
      403,
      'AuthorizationFailed',
      'The client does not have authorization to perform this action.',
    );
  return route.answer(
    service,
    { origin, path, query },
    route.pattern.exec(path)?.slice(1).map(decodeURIComponent) ?? [],
  );
}
