import { ENFORCED_APPS } from '../../domain/apps/enforcedApps';
import { ADMIN_PORTALS, GOVERNMENT_MANAGEMENT_API, MANAGEMENT_API } from '../../domain/coverage/targets';

/** What Graph's identifiers in a gap are called, in the order in which they are looked for. */
const CALLED: readonly (readonly [identifier: RegExp, words: string])[] = [
  [/^(sign-ins) with the location AllTrusted$/, '$1 from any trusted place'],
  [/^(sign-ins) outside the location AllTrusted$/, '$1 from outside the trusted places'],
  [/\bGuestsOrExternalUsers\b/, 'all guests and external users'],
  [/\binternalGuest\b/, 'internal guests'],
  [/\bb2bCollaborationGuest\b/, 'B2B collaboration guests'],
  [/\bb2bCollaborationMember\b/, 'B2B collaboration members'],
  [/\bb2bDirectConnectUser\b/, 'B2B direct connect users'],
  [/\botherExternalUser\b/, 'other external users'],
  [/\bserviceProvider\b/, 'service provider users'],
  [/\bcompliantDevice\b/, 'a compliant device'],
  [/\bdomainJoinedDevice\b/, 'a hybrid joined device'],
  [/\bapprovedApplication\b/, 'an approved client app'],
  [/\bcompliantApplication\b/, 'an app protection policy'],
  [/\bpasswordChange\b/, 'a password change'],
  [/\bmobileAppsAndDesktopClients\b/, 'mobile apps and desktop clients'],
  [/\bexchangeActiveSync\b/, 'Exchange ActiveSync'],
  [/\bdeviceCodeFlow\b/, 'device code flow'],
  [/\bauthenticationTransfer\b/, 'authentication transfer'],
  [/^everyone at All$/, 'everyone at all resources'],
  [new RegExp(`\\b${ADMIN_PORTALS}\\b`), 'Microsoft Admin Portals'],
  [/\bOffice365\b/, 'Office 365'],
  [new RegExp(`${MANAGEMENT_API}|${GOVERNMENT_MANAGEMENT_API}`), 'Windows Azure Service Management API'],
  ...ENFORCED_APPS.flatMap(({ name, clientAppIds }) =>
    clientAppIds.map((id) => [new RegExp(id), name] as const),
  ),
];

/** A gap's `who` with words where Graph has identifiers; ids that only the tenant knows stay. */
export function withoutIdentifiers(who: string): string {
  return CALLED.reduce((text, [identifier, words]) => text.replace(identifier, words), who);
}
