/** An answer that was read: `contentType` and `text` are `null` or empty if it has none. */
export type Refusal = {
  readonly status: number;
  readonly contentType: string | null;
  readonly text: string;
};

/** 407 and 511 are a proxy's own. The services refuse with the others in JSON, so there a page comes from somebody in between. */
const ITS_OWN: readonly number[] = [407, 511];
const REFUSALS: readonly number[] = [401, 403, 404];

/** Whether a proxy, a firewall or a sign-in page of the network refuses in place of the service: then no permission helps. */
export function isOfProxy({ status, contentType, text }: Refusal): boolean {
  if (ITS_OWN.includes(status)) return true;
  return REFUSALS.includes(status) && (/^\s*text\/html\b/i.test(contentType ?? '') || isPage(text));
}

function isPage(text: string): boolean {
  return /^\s*(<!--.*?-->\s*)*<(!doctype|html|head|body|meta|title)\b/is.test(text.slice(0, 1_000));
}
