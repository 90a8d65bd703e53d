/** What stands for the enforced apps when Entra is asked: the API behind clients and portal, and the portals by name. */
export const RESOURCE_CLASSES = ['azureManagement', 'adminPortals'] as const;
export type ResourceClass = (typeof RESOURCE_CLASSES)[number];

/** What the enabled policies together do to an account at a resource, by what Entra says; strictest first. */
export const WHAT_IF_ANSWERS = ['blocked', 'mfa', 'mfaOrOther', 'sometimes', 'nothing'] as const;
export type WhatIfAnswer = (typeof WHAT_IF_ANSWERS)[number];

/** What is demanded of an account by itself, whatever the policies say. */
export const PER_USER_MFA = ['disabled', 'enabled', 'enforced'] as const;
export type PerUserMfa = (typeof PER_USER_MFA)[number];

/** By resource; what Entra was not asked is left out. */
export type AccountAnswers = Readonly<Partial<Record<ResourceClass, WhatIfAnswer>>> & {
  /** Graph's own error code where Entra gave no answer; left out where it gave all. */
  readonly unanswered?: Readonly<Partial<Record<ResourceClass, string>>>;
  readonly perUserMfa?: PerUserMfa;
};
