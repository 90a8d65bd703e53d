/** Who can require MFA for a sign-in. */
export const REQUIREMENT_SOURCES = [
  'mandate',
  'policy',
  'securityDefaults',
  'perUserMfa',
  'riskPolicy',
  'other',
] as const;
export type RequirementSource = (typeof REQUIREMENT_SOURCES)[number];

/** One who required MFA for a sign-in. */
export type Requirement = {
  readonly source: RequirementSource;
  /** Of a policy, its display name; of `other`, what the record calls it; otherwise, and if it is not known, `null`. */
  readonly name: string | null;
};
