import type { AccountView } from '../account/account';
import type { EffectCounts } from '../account/effectCounts';
import type { RegistrationCounts } from '../account/registration';
import type { BreakGlassReview } from '../breakGlass/review';
import type { Cloud } from '../cloud';
import type { CoverageNews } from '../coverage/coverageNews';
import type { AppStanding } from '../enforcement/standings';
import type { Problem } from '../problem';
import type { EffectParts } from './effectParts';
import type { FirstStep } from './firstSteps';
import type { MicrosoftNews } from './microsoftNews';
import type { Unreached } from './recipients';

/** `day`: UTC, `YYYY-MM-DD`. */
export type EffectsOfDay = { readonly day: string; readonly effects: EffectCounts };

/** The content of one digest: only the changes since the last one that was sent. */
export type DigestContent = {
  /** The local day it is for, `YYYY-MM-DD`. */
  readonly localDay: string;
  /** As Graph names the tenant; `null` if it did not in time. */
  readonly tenantName: string | null;
  readonly timeZone: string;
  readonly cloud: Cloud;
  /** The time up to which the sign-in log has been read, ISO 8601 UTC; `null` before the first poll. */
  readonly readUntil: string | null;
  /** True if nothing has changed and no problem keeps the watch from reading: the digest is a sign of life. */
  readonly quiet: boolean;
  /** True for the first digest ever, which has nothing to compare with. */
  readonly first: boolean;
  /** Over all accounts, and not only those that changed. */
  readonly effects: EffectCounts;
  readonly parts: EffectParts;
  /** The same numbers a week ago; `null` if they were not counted on that day. */
  readonly weekAgo: EffectsOfDay | null;
  /** Accounts with a privileged role that are stopped, get in or only read, worst first; most of them get this mail. */
  readonly administrators: readonly AccountView[];
  readonly firstSteps: readonly FirstStep[];
  /** The phases that count as enforced although their state could not be read. */
  readonly assumedPhases: readonly AppStanding['phase'][];
  /** Users of the whole tenant whose only method is a phone; `null` if they were not counted. */
  readonly phoneOnly: Pick<RegistrationCounts, 'phoneOnly' | 'phoneOnlyAdmins'> | null;
  /** Accounts whose state changed, worst first. */
  readonly news: readonly AccountView[];
  readonly returned: readonly AccountView[];
  readonly resolved: readonly AccountView[];
  /** All accounts that are excepted now; they are not open. */
  readonly excepted: readonly AccountView[];
  /** The number of these that no digest has listed as excepted yet. */
  readonly newlyExcepted: number;
  /** The number of accounts from earlier digests that are stopped, get in or only read. */
  readonly ongoing: number;
  /** Accounts that were stopped at sign-in lately and not listed before: the people that enforcement hurts today. */
  readonly stopped: readonly AccountView[];
  /** The news about the coverage by the tenant's own policies; `null` if there is none. */
  readonly coverage: CoverageNews | null;
  readonly microsoft: MicrosoftNews;
  /** Standing information: it alone makes no digest. `null` if it was not read yet. */
  readonly breakGlass: BreakGlassReview | null;
  readonly problems: readonly Problem[];
  /** Global Administrators that this mail does not reach. */
  readonly unreached: readonly Unreached[];
  readonly reportUrl: string | null;
  /** Names of the enforced apps by key. */
  readonly appNames: Readonly<Record<string, string>>;
};
