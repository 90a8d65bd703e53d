import { type Cloud, isEnforcedIn } from '../cloud';

/** A post of Microsoft's message center. */
export type Notice = {
  /** `MC` and a number. */
  readonly id: string;
  readonly title: string;
  /** ISO 8601 UTC, as are the next two. */
  readonly startsAt: string;
  readonly modifiedAt: string;
  /** The time by which an admin must act; `null` if nothing has to be done. */
  readonly actBy: string | null;
};

/** A post that may be about the mandate. */
export type Post = Notice & {
  /** Plain text. */
  readonly body: string;
  /** As Microsoft names them. */
  readonly services: readonly string[];
};

/** The posts about mandatory MFA, as they were on a day. */
export type Notices = {
  /** When they were read, ISO 8601 UTC. */
  readonly at: string;
  /** Newest change first. */
  readonly notices: readonly Notice[];
};

export function newestFirst(notices: readonly Notice[]): readonly Notice[] {
  return [...notices].sort((a, b) => b.modifiedAt.localeCompare(a.modifiedAt) || a.id.localeCompare(b.id));
}

/** The address of the post; `null` outside the public cloud, where addresses differ. */
export function noticeUrl(id: string, cloud: Cloud): string | null {
  if (!isEnforcedIn(cloud)) return null;
  return `https://admin.microsoft.com/#/MessageCenter/:/messages/${encodeURIComponent(id.replace(/\p{Cs}/gu, '\uFFFD'))}`;
}
