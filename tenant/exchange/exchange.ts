import { isoTime } from '../../shared/domain/time';
import { Refusal } from '../refusal';
import type { Random } from '../world/random';

/** How Exchange treats a message. Times are milliseconds, drawn for each message. */
export type ExchangeWays = {
  /** Whether the copy in Sent Items has the immutable id of the draft: documented, and not always so. */
  readonly keepsId: boolean;
  /** How long a draft still shows after it was accepted for delivery. */
  readonly lingers: readonly number[];
  /** When the copy in Sent Items appears after that. */
  readonly copyAfter: readonly number[];
  /** Whether a draft that is accepted and still shows takes changes and another request to send, without effect; else it is refused as gone. */
  readonly acceptsLate: boolean;
  /** When a new message is found by a filter. */
  readonly indexedAfter: readonly number[];
};

export const PROMPT: ExchangeWays = {
  keepsId: true,
  acceptsLate: false,
  lingers: [0],
  copyAfter: [0],
  indexedAfter: [0],
};

/** The parts of a message that a caller writes. */
export type Written = {
  readonly subject: string;
  readonly html: string;
  readonly bcc: readonly string[];
  /** Single-value extended properties by id. */
  readonly marks: Readonly<Record<string, string>>;
};

/** A message as a folder shows it at a moment. */
export type Shown = Written & {
  /** Immutable. */
  readonly id: string;
  readonly isDraft: boolean;
  readonly createdDateTime: string;
};

/** A message that Exchange handed over to its recipients. */
export type Delivered = Written & { readonly mailbox: string; readonly at: number };

type Stored = {
  written: Written;
  readonly mailbox: string;
  readonly id: string;
  readonly createdMs: number;
  readonly indexedMs: number;
  sent: { readonly at: number; readonly goneMs: number; readonly copyMs: number; readonly id: string } | null;
};

/** The mailboxes of a tenant. Nobody can send a message twice, and nobody can take it back. */
export type Exchange = {
  readonly create: (mailbox: string, written: Written, atMs: number) => Shown;
  /** All messages of all folders, newest first. */
  readonly all: (mailbox: string, atMs: number) => readonly Shown[];
  /** The mailbox that has or had a message of this id; `null` if none. */
  readonly ownerOf: (id: string) => string | null;
  /** Those that a filter finds. */
  readonly indexed: (mailbox: string, atMs: number) => readonly Shown[];
  readonly change: (
    mailbox: string,
    id: string,
    to: { readonly written: Written; readonly atMs: number },
  ) => Shown;
  readonly send: (mailbox: string, id: string, atMs: number) => void;
  readonly delivered: () => readonly Delivered[];
};

export function makeExchange(random: Random, ways: ExchangeWays = PROMPT): Exchange {
  const messages: Stored[] = [];
  const newId = () => `AAkALgAAAAAA${random.guid().replaceAll('-', '')}AAA=`;

  const draftAt = (mailbox: string, id: string, atMs: number): Stored => {
    const draft = messages.find((one) => one.id === id);
    if (draft !== undefined && draft.mailbox !== mailbox) throw itemOfAnother();
    // How Exchange answers while a draft that it has accepted still shows is a guess: hence two ways.
    const isOver = draft?.sent && !(ways.acceptsLate && atMs < draft.sent.goneMs);
    if (draft === undefined || isOver || draft.createdMs > atMs) throw itemNotFound();
    return draft;
  };
  const shownIn = (mailbox: string, atMs: number, isSeen: (one: Stored) => boolean) =>
    messages.filter((one) => one.mailbox === mailbox && isSeen(one)).flatMap((one) => shownAt(one, atMs));

  return {
    create: (mailbox, written, atMs) => {
      const stored = {
        ...{ written, mailbox, id: newId(), createdMs: atMs, sent: null },
        indexedMs: atMs + random.pick(ways.indexedAfter),
      };
      messages.unshift(stored);
      return show(stored, stored.id, true);
    },
    all: (mailbox, atMs) => shownIn(mailbox, atMs, () => true),
    ownerOf: (id) => messages.find((one) => one.id === id || one.sent?.id === id)?.mailbox ?? null,
    indexed: (mailbox, atMs) => shownIn(mailbox, atMs, ({ indexedMs }) => indexedMs <= atMs),
    change: (mailbox, id, { written, atMs }) => {
      const draft = draftAt(mailbox, id, atMs);
      if (draft.sent === null) draft.written = written;
      return show(draft, id, true);
    },
    send: (mailbox, id, atMs) => {
      const draft = draftAt(mailbox, id, atMs);
      if (draft.sent !== null) return;
      const goneMs = atMs + random.pick(ways.lingers);
      const copyMs = goneMs + random.pick(ways.copyAfter);
      draft.sent = { at: atMs, goneMs, copyMs, id: ways.keepsId ? id : newId() };
    },
    delivered: () =>
      messages.flatMap(({ written, mailbox, sent }) =>
        sent === null ? [] : [{ ...written, mailbox, at: sent.at }],
      ),
  };
}

function shownAt(stored: Stored, atMs: number): readonly Shown[] {
  const { id, sent } = stored;
  if (sent === null || atMs < sent.goneMs) return [show(stored, id, true)];
  return atMs < sent.copyMs ? [] : [show(stored, sent.id, false)];
}

function show({ written, createdMs }: Stored, id: string, isDraft: boolean): Shown {
  return { ...written, id, isDraft, createdDateTime: isoTime(createdMs) };
}

/** https://github.com/AzureAD/microsoft-authentication-library-for-js/issues/7264 (read 2026-11-29) */
export function itemOfAnother(): Refusal {
  return new Refusal(404, 'ErrorInvalidMailboxItemId', "Item Id doesn't belong to the targeted mailbox.");
}

export function itemNotFound(): Refusal {
  return new Refusal(404, 'ErrorItemNotFound', 'The specified object was not found in the store.');
}
