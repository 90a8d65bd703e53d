import type { SignInQuery } from '../domain/signIn/signInQuery';
import { isoTime } from '../domain/time';
import { quoted } from './odata';

type EventType = 'interactiveUser' | 'nonInteractiveUser';

/** One filter for the whole query; `null` if the query names no app and so matches nothing. */
export function wholeFilter(query: SignInQuery): string | null {
  const apps = appClauses(query);
  if (apps.length === 0 || query.span.from >= query.span.to) return null;
  return filterOf(query, apps, eventTypes(query));
}

/** The same in pieces that Microsoft documents: one app id, or resource id, and one event type each. */
export function pieceFilters(query: SignInQuery): string[] {
  return appClauses(query).flatMap((app) => eventTypes(query).map((type) => filterOf(query, [app], [type])));
}

function filterOf(query: SignInQuery, apps: readonly string[], types: readonly EventType[]): string {
  return [
    `createdDateTime ge ${isoTime(query.span.from)}`,
    `createdDateTime le ${lastInstantBefore(query.span.to)}`,
    `(${apps.join(' or ')})`,
    `signInEventTypes/any(t: ${types.map((type) => `t eq ${quoted(type)}`).join(' or ')})`,
    ...(query.userId === null ? [] : [`userId eq ${quoted(query.userId)}`]),
  ].join(' and ');
}

/** The log counts in 100 ns, and does not document `lt`: one millisecond less would lose the records between. */
function lastInstantBefore(ms: number): string {
  return isoTime(ms - 1).replace('Z', '9999Z');
}

function appClauses({ appIds, resourceIds }: SignInQuery): string[] {
  return [
    ...appIds.map((id) => `appId eq ${quoted(id)}`),
    ...resourceIds.map((id) => `resourceId eq ${quoted(id)}`),
  ];
}

/** Without a type, Graph returns interactive sign-ins only. */
function eventTypes(query: SignInQuery): readonly EventType[] {
  return query.includeNonInteractive ? ['interactiveUser', 'nonInteractiveUser'] : ['interactiveUser'];
}
