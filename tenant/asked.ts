/** A request before it is known to be one that Graph answers. */
export type Asked = {
  readonly method: string;
  readonly url: URL;
  readonly authorization: string | undefined;
  readonly prefer: string | undefined;
  readonly body?: string;
};

export type Answer = {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
};
