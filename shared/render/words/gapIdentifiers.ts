import { ENFORCED_APPS } from '../../domain/apps/enforcedApps';
import { ADMIN_PORTALS, GOVERNMENT_MANAGEMENT_API, MANAGEMENT_API } from '../../domain/coverage/targets';

/** Graph's identifiers in a policy, in words. */
const WORDS: ReadonlyMap<string, string> = new Map([
  ['GuestsOrExternalUsers', 'all guests and external users'],
  ['internalGuest', 'internal guests'],
  ['b2bCollaborationGuest', 'B2B collaboration guests'],
  ['b2bCollaborationMember', 'B2B collaboration members'],
  ['b2bDirectConnectUser', 'B2B direct connect users'],
  ['otherExternalUser', 'other external users'],
  ['serviceProvider', 'service provider users'],
  ['compliantDevice', 'a compliant device'],
  ['domainJoinedDevice', 'a hybrid joined device'],
  ['approvedApplication', 'an approved client app'],
  ['compliantApplication', 'an app protection policy'],
  ['passwordChange', 'a password change'],
  ['mobileAppsAndDesktopClients', 'mobile apps and desktop clients'],
  ['exchangeActiveSync', 'Exchange ActiveSync'],
  ['deviceCodeFlow', 'device code flow'],
  ['authenticationTransfer', 'authentication transfer'],
  ['All', 'all resources'],
  [ADMIN_PORTALS, 'Microsoft Admin Portals'],
  ['Office365', 'Office 365'],
  [MANAGEMENT_API, 'Windows Azure Service Management API'],
  [GOVERNMENT_MANAGEMENT_API, 'Windows Azure Service Management API'],
  ...ENFORCED_APPS.flatMap(({ name, clientAppIds }) => clientAppIds.map((id) => [id, name] as const)),
]);

/** Ids that only the tenant knows, and names that are not known here, stay as they are. */
export function identifierInWords(identifier: string): string {
  return WORDS.get(identifier) ?? identifier;
}
