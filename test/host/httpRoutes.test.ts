import { describe, expect, test } from '@jest/globals';
import type { HttpFunction } from '../../local/host/hostedFunction';
import { matchRoute, parseRoutes } from '../../local/host/httpRoutes';

function aRoute(name: string, route: string, methods: readonly string[] = ['GET']): HttpFunction {
  return { name, trigger: 'http', route, methods };
}

const routes = parseRoutes([
  aRoute('oneAccount', '/api/accounts/{userId}'),
  aRoute('setException', '/api/accounts/{userId}/exception', ['PUT']),
  aRoute('endException', '/api/accounts/{userId}/exception', ['DELETE']),
  aRoute('accounts', '/api/accounts'),
  aRoute('me', '/api/accounts/Me'),
  aRoute('page', '/api/pages/{number?}'),
]);

describe('matchRoute', () => {
  test.each([
    ['/api/accounts', 'accounts', {}],
    ['/api/accounts/', 'accounts', {}],
    ['/api/accounts/u1', 'oneAccount', { userId: 'u1' }],
    ['/api/accounts/ana%40contoso.example', 'oneAccount', { userId: 'ana@contoso.example' }],
    ['/API/accounts/ME', 'me', {}],
    ['/api/pages', 'page', {}],
    ['/api/pages/7', 'page', { number: '7' }],
  ])('sends %s to %s', (path, functionName, params) => {
    expect(matchRoute(routes, 'GET', path)).toEqual({ kind: 'found', functionName, params });
  });

  test('selects among functions of one route by method', () => {
    const path = '/api/accounts/u1/exception';
    expect(matchRoute(routes, 'DELETE', path)).toMatchObject({ functionName: 'endException' });
    expect(matchRoute(routes, 'GET', path)).toEqual({ kind: 'wrongMethod', allowed: ['PUT', 'DELETE'] });
  });

  test.each(['/', '/accounts', '/api', '/api/accounts/u1/x', '/api/pages/1/2', '/api/accounts/%E0%A4%A'])(
    'finds nothing at %s',
    (path) => {
      expect(matchRoute(routes, 'GET', path)).toEqual({ kind: 'notFound' });
    },
  );
});

describe('parseRoutes', () => {
  test.each(['/api/a{b}', '/api/{a}{b}', '/api/{}', '/api/{a', '/api/{a:int}', '/api/{*a}'])(
    'refuses %s',
    (route) => {
      expect(() => parseRoutes([aRoute('odd', route)])).toThrow(/^The route of "odd", /);
    },
  );
});
