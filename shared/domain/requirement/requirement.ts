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

/** A text that names one requirement, to keep it by; `requirementIn` reads it back. */
export function requirementKey({ source, name }: Requirement): string {
  return name === null ? source : `${source} ${name}`;
}

export function requirementIn(key: string): Requirement | null {
  const source = REQUIREMENT_SOURCES.find((one) => key === one || key.startsWith(`${one} `));
  if (source === undefined) return null;
  return { source, name: key === source ? null : key.slice(source.length + 1) };
}
