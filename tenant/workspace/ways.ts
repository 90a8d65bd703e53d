/** The workspace that the sign-in log of a tenant is sent to. */
export type WorkspaceWays = {
  readonly id: string;
  /** Whether the caller may read it. */
  readonly granted: boolean;
  /** Whether any sign-in has reached it: without one, it has none of the tables. */
  readonly hasTables: boolean;
};

export const WORKSPACE: WorkspaceWays = {
  id: '6d3b1c9e-52f4-4d0a-8f7e-0a1b2c3d4e5f',
  granted: true,
  hasTables: true,
};
