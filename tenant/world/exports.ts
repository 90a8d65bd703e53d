/** The workspaces and hubs in the tenant's Azure, and where Entra sends its logs. */
export type Exports = {
  readonly workspaces: readonly Workspace[];
  readonly namespaces: readonly Namespace[];
  /** The roles of the app's identity on them: ids of roles, and resource ids. */
  readonly roles: readonly { readonly id: string; readonly on: string }[];
  readonly diagnosticSettings: readonly DiagnosticSetting[];
};

export type Workspace = {
  /** Resource id. */
  readonly id: string;
  /** Workspace id. */
  readonly customerId: string;
  readonly isOverQuota: boolean;
};

export type Namespace = {
  /** Resource id. */
  readonly id: string;
  /** Host name. */
  readonly host: string;
  /** By the name of a hub, its consumer groups. */
  readonly hubs: Readonly<Record<string, readonly string[]>>;
};

export type DiagnosticSetting = {
  readonly name: string;
  readonly workspaceId: string | null;
  readonly eventHubAuthorizationRuleId: string | null;
  readonly eventHubName: string | null;
  /** Enabled ones; Azure lists the others too. */
  readonly categories: readonly string[];
};

export const NO_EXPORTS: Exports = { workspaces: [], namespaces: [], roles: [], diagnosticSettings: [] };

/** Names of categories, as the diagnostic settings of Entra list them (read 2026-11-30). */
export const CATEGORIES = [
  'AuditLogs',
  'SignInLogs',
  'NonInteractiveUserSignInLogs',
  'ServicePrincipalSignInLogs',
  'ManagedIdentitySignInLogs',
] as const;
