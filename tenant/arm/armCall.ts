/** One request to Azure Resource Manager, taken apart. */
export type ArmCall = {
  readonly origin: string;
  readonly path: string;
  readonly query: URLSearchParams;
};
