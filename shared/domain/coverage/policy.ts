/** A Conditional Access policy in our shape: words as Graph spells them, ids in lower case. */
export type Policy = {
  /** As the policy itself spells it. */
  readonly id: string;
  readonly name: string;
  readonly state: 'enabled' | 'reportOnly' | 'disabled';
  /**
   * Whether Microsoft created it. Microsoft turns such a policy on 30 days or more after it appears in report-only, unless somebody turns
   * it off. https://learn.microsoft.com/entra/identity/conditional-access/managed-policies (page of 2026-05-28, read 2026-11-29)
   */
  readonly isMicrosoftManaged: boolean;
  readonly apps: PolicyApps;
  readonly include: People;
  readonly exclude: People;
  readonly conditions: readonly Condition[];
  readonly controls: Controls;
  /** The parts that could not be read; judged as if they made the policy narrower. */
  readonly unread: readonly Unread[];
};

/** A part of a policy that could not be read. */
export type Unread = {
  /**
   * A member or value that is not known here; tenants or types of guests that the export lost; an app by a name; a strength
   * without its methods; a state that is not known.
   */
  readonly what: 'member' | 'guestTenants' | 'guestTypes' | 'app' | 'strength' | 'state';
  /** As the policy spells it. */
  readonly name: string;
};

export type PolicyApps = {
  /** Ids of resources, or names of groups of them such as `All` and `MicrosoftAdminPortals`. */
  readonly include: readonly string[];
  readonly exclude: readonly string[];
  /** A rule over attributes excludes resources that only the tenant knows. */
  readonly excludesByFilter: boolean;
};

export type People = {
  readonly everyone: boolean;
  readonly users: readonly string[];
  readonly groups: readonly string[];
  /** Template ids. */
  readonly roles: readonly string[];
  readonly guests: readonly Guests[];
};

export type Guests = {
  /** `null` for all. */
  readonly types: readonly string[] | null;
  /** Ids of home tenants; `null` for all. */
  readonly tenants: readonly string[] | null;
};

export type Condition = {
  readonly what: ConditionName;
  /** `null` for any. */
  readonly include: readonly string[] | null;
  readonly exclude: readonly string[];
};

/** `other` is a condition that this product does not know: nothing is certain under it. */
export const CONDITION_NAMES = [
  'location',
  'platform',
  'client',
  'device',
  'deviceState',
  'signInRisk',
  'userRisk',
  'insiderRisk',
  'authenticationFlow',
  'other',
] as const;
export type ConditionName = (typeof CONDITION_NAMES)[number];

export type Controls = {
  readonly operator: 'and' | 'or';
  /** Includes terms of use; `mfa` is one. */
  readonly builtIn: readonly string[];
  readonly custom: readonly string[];
  readonly strength: Strength | null;
};

export type Strength = {
  readonly id: string | null;
  /** The requirement that it satisfies, according to Entra: `mfa` or `none`. */
  readonly satisfies: string | null;
  /** Of methods, comma-separated; `null` if the export does not say. */
  readonly combinations: readonly string[] | null;
};
