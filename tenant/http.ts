/** A request to the tenant, whether Graph or Azure Resource Manager answers it or none of them. */
export type HttpRequest = {
  readonly method: string;
  readonly url: URL;
  readonly authorization: string | undefined;
  readonly prefer: string | undefined;
  readonly body?: string;
};

export type HttpResponse = {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
};
