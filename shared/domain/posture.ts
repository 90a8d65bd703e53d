import type { Directory } from './account/directory';
import type { RegistrationCounts } from './account/registration';
import type { BreakGlassFacts } from './breakGlass/facts';
import type { TenantCoverage } from './coverage/tenantCoverage';
import type { WhatIf } from './coverage/whatIf';
import type { Enforcement } from './enforcement/enforcement';
import type { UnprovenWrites } from './enforcement/unprovenWrites';
import type { Notices } from './notices/notice';
import type { PostureRun } from './postureRun';
import type { Roles } from './roles/roles';
import type { DayCounts } from './trend/dayCounts';

/** The posture of a tenant: what is kept of each kind, by UTC day. */
export type Posture = {
  readonly run: PostureRun;
  readonly runBeforeDigest: PostureRun;
  readonly registration: RegistrationCounts;
  readonly directory: Directory;
  readonly roles: Roles;
  readonly breakGlass: BreakGlassFacts;
  readonly coverage: TenantCoverage;
  readonly whatIf: WhatIf;
  readonly counts: DayCounts;
  readonly enforcement: Enforcement;
  readonly writes: UnprovenWrites;
  readonly notices: Notices;
};

/** @param day the UTC day, `YYYY-MM-DD` */
export type SavePosture = <K extends keyof Posture>(kind: K, day: string, value: Posture[K]) => Promise<void>;
