import type { Principal } from '../domain/signIn/signIn';
import { isAbsent, readList, readText } from './fields';
import type { GraphFields } from './graphFields';

const USER_EVENTS: readonly unknown[] = ['interactiveuser', 'noninteractiveuser'];
const WORKLOAD_EVENTS: readonly unknown[] = ['serviceprincipal', 'managedidentity'];
/** The logs of workload identities. */
export const WORKLOAD_CATEGORIES: readonly string[] = [
  'ServicePrincipalSignInLogs',
  'MicrosoftServicePrincipalSignInLogs',
  'ManagedIdentitySignInLogs',
];

/** `signInEventTypes` in lower case: a list, its JSON text, or (in string columns) the bare words. */
export function readEventTypes(value: unknown): readonly unknown[] {
  const field = 'signInEventTypes';
  const isWords = typeof value === 'string' && !value.startsWith('[');
  const types = (isWords ? readText(value, field)?.split(/[,\s]+/) : readList(value, field)) ?? [];
  return types.map((type) => (typeof type === 'string' ? type.toLowerCase() : type));
}

/** Users and workload identities share one log; only users are under the mandate. */
export function principalOf(
  fields: GraphFields,
  eventTypes: readonly unknown[],
  category: string | null,
): Principal {
  if (category !== null && WORKLOAD_CATEGORIES.includes(category)) return 'workload';
  if (eventTypes.some((type) => USER_EVENTS.includes(type))) return 'user';
  if (eventTypes.some((type) => WORKLOAD_EVENTS.includes(type))) return 'workload';
  return isAbsent(fields.userId) && !isAbsent(fields.servicePrincipalId) ? 'workload' : 'user';
}

/** Derives `isInteractive`, if it is missing, from the event types or the log that the record came from. */
export function interactiveBy(eventTypes: readonly unknown[], category: string | null): boolean | null {
  if (eventTypes.includes('noninteractiveuser') || category === 'NonInteractiveUserSignInLogs') return false;
  return eventTypes.includes('interactiveuser') ? true : null;
}
