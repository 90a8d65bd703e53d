/** How callers are recognised, and who of them may change something. */
export type Access = {
  /** Whether App Service authentication is on, so that its headers come from it and from nobody else. */
  readonly isSignInOn: boolean;
  /** Values of app roles. */
  readonly writerRoles: readonly string[];
  /** Object ids, lower case. */
  readonly writerGroups: readonly string[];
  /** Names of function keys, by the first digits of their hash. */
  readonly keyNames: ReadonlyMap<string, string>;
};
