import { z } from 'zod';
import type { Mail } from '../../domain/digest/mail';
import { encoded } from '../../http/encoded';
import type { WritableGraph } from '../graph';
import { GraphError } from '../graphError';
import { decoded } from '../lookUp';
import { query, quoted } from '../odata';

/** A mailbox, and until when it may be asked: milliseconds since 1970-01-01 UTC. */
export type Asking = {
  readonly graph: WritableGraph;
  /** UPN or object id of the user or shared mailbox. */
  readonly mailbox: string;
  readonly until: number;
};

type Draft = { readonly draftId: string; readonly operationId: string };

/** A message of any folder. */
export type Message = { readonly id: string; readonly isDraft: boolean };

/**
 * Our operation id on the message, under a name of our own: the copy in Sent Items has it too.
 * https://learn.microsoft.com/graph/api/singlevaluelegacyextendedproperty-post-singlevalueextendedproperties (read 2026-11-29)
 */
const OPERATION = 'String {6c1f3a52-8f0e-4d3b-9a1b-52d0c7e4b9f6} Name MfaWatchOperation';

const message = z.object({ id: z.string().min(1), isDraft: z.boolean() });
const page = z.object({ value: z.array(message) });

/**
 * Creates the draft of a mail, and gives its id, which stays the same in every folder.
 * https://learn.microsoft.com/graph/api/user-post-messages (read 2026-11-29)
 *
 * @throws GraphError
 */
export async function createDraft(asking: Asking, mail: Mail, operationId: string): Promise<string> {
  const path = messagesOf(asking);
  const draft = await asking.graph.create(path, draftOf(mail, operationId), asking.until);
  return decoded(draft, message, path).id;
}

/**
 * Writes the mail into a draft that exists.
 *
 * @throws GraphError
 */
export async function changeDraft(
  asking: Asking,
  mail: Mail,
  { draftId, operationId }: Draft,
): Promise<void> {
  await asking.graph.change(messageAt(asking, draftId), draftOf(mail, operationId), asking.until);
}

/**
 * Hands a draft over for delivery. The answer is 202: Exchange may still be busy with it.
 * https://learn.microsoft.com/graph/api/message-send (read 2026-11-29)
 *
 * @throws GraphError
 */
export async function sendDraft(asking: Asking, id: string): Promise<void> {
  await asking.graph.act(`${messageAt(asking, id)}/send`, asking.until);
}

/**
 * The second one is the answer to an id of another mailbox, for example after MAIL_SENDER has changed.
 * https://github.com/AzureAD/microsoft-authentication-library-for-js/issues/7264 (read 2026-11-29)
 */
const NOT_HERE: readonly (string | null)[] = ['ErrorItemNotFound', 'ErrorInvalidMailboxItemId'];

/**
 * `null` if no folder of this mailbox has a message of this id.
 *
 * @throws GraphError
 */
export async function readMessage(asking: Asking, id: string): Promise<Message | null> {
  const path = `${messageAt(asking, id)}${query({ $select: 'id,isDraft' })}`;
  try {
    return decoded(await asking.graph.get(path, asking.until), message, path);
  } catch (error) {
    if (error instanceof GraphError && NOT_HERE.includes(error.fault.serviceCode)) return null;
    throw error;
  }
}

/**
 * The messages of an operation, in all folders: a second mark, because the copy in Sent Items may have another id than the draft.
 * Microsoft documents that it keeps the id; several people have seen that it does not.
 * https://learn.microsoft.com/graph/outlook-immutable-id, https://github.com/microsoftgraph/microsoft-graph-docs/issues/1533 (read 2026-11-29)
 *
 * @throws GraphError
 */
export async function findMessages(asking: Asking, operationId: string): Promise<readonly Message[]> {
  const $filter = `singleValueExtendedProperties/Any(ep: ep/id eq ${quoted(OPERATION)} and ep/value eq ${quoted(operationId)})`;
  const path = `${messagesOf(asking)}${query({ $filter, $select: 'id,isDraft', $top: 10 })}`;
  return decoded(await asking.graph.get(path, asking.until), page, path).value;
}

function messagesOf({ mailbox }: Asking): string {
  return `/v1.0/users/${encoded(mailbox)}/messages`;
}

function messageAt(asking: Asking, id: string): string {
  return `${messagesOf(asking)}/${encoded(id)}`;
}

/** The recipients are hidden from each other. Exchange makes the text part from the HTML. */
function draftOf({ subject, html, to }: Mail, operationId: string) {
  return {
    subject,
    body: { contentType: 'html', content: html },
    toRecipients: [],
    bccRecipients: to.map((address) => ({ emailAddress: { address } })),
    singleValueExtendedProperties: [{ id: OPERATION, value: operationId }],
  };
}
