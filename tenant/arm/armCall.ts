/** One request to Azure Resource Manager, in parts. */
export type ArmCall = {
  readonly origin: string;
  readonly path: string;
  readonly query: URLSearchParams;
};
