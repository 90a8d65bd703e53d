import type { Schedule } from './schedule';

/** One fact that shows the kind of an account, or a script under the account of a person. Times are ISO 8601 UTC. */
export type KindEvidence = ScriptSign | GuestEvidence | SyncEvidence | { readonly code: 'namedBreakGlass' };

export type GuestEvidence =
  | { readonly code: 'homeTenant'; readonly tenantId: string }
  | { readonly code: 'personalAccount' | 'noHomeTenant' | 'homeTenantNotNamed' };

export type SyncEvidence = { readonly code: 'syncsDirectory' | 'holdsSyncRole' | 'hasSyncName' };

export type ScriptSign =
  | { readonly code: 'ropc' | 'deviceCode'; readonly last: string }
  /** `client` by the name of scriptClients.ts. */
  | { readonly code: 'scriptClient'; readonly client: string; readonly last: string }
  | { readonly code: 'neverInteractive' }
  /** Minutes of the hour, both ends included; `hours` of the day. */
  | { readonly code: 'sameMinutes'; readonly from: number; readonly to: number; readonly hours: number }
  | { readonly code: 'roundTheClock'; readonly hours: number }
  | { readonly code: 'schedule'; readonly schedule: Schedule };
