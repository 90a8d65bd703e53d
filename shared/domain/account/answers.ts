/** The resources that stand for the enforced apps when Entra is asked: the API behind clients and portal, and the portals by name. */
export const RESOURCE_CLASSES = ['azureManagement', 'adminPortals'] as const;
export type ResourceClass = (typeof RESOURCE_CLASSES)[number];

/** The effect of all enabled policies on an account at a resource, as Entra answers; strictest first. */
export const WHAT_IF_ANSWERS = ['blocked', 'mfa', 'mfaOrOther', 'sometimes', 'nothing'] as const;
export type WhatIfAnswer = (typeof WHAT_IF_ANSWERS)[number];

/** The MFA setting of the account itself, whatever the policies require. */
export const PER_USER_MFA = ['disabled', 'enabled', 'enforced'] as const;
export type PerUserMfa = (typeof PER_USER_MFA)[number];

/** By resource; absent if Entra was not asked. */
export type AccountAnswers = Readonly<Partial<Record<ResourceClass, WhatIfAnswer>>> & {
  /** Graph's error code for each resource without an answer; absent if all have one. */
  readonly unanswered?: Readonly<Partial<Record<ResourceClass, string>>>;
  readonly perUserMfa?: PerUserMfa;
};
