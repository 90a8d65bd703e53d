import { z } from 'zod';
import { itemNotFound, itemOfAnother, type Shown, type Written } from '../exchange/exchange';
import type { GraphCall } from '../graphCall';
import { pageSize, readOptions, selected } from '../odata/queryOptions';
import { badRequest, Refusal } from '../refusal';
import type { Route, Service } from './route';

const address = z.object({ emailAddress: z.object({ address: z.string().min(3) }) });
/** The parts of a message that this product writes. */
const messageBody = z
  .object({
    subject: z.string(),
    body: z.object({ contentType: z.literal('html'), content: z.string() }),
    toRecipients: z.array(address).default([]),
    bccRecipients: z.array(address).default([]),
    singleValueExtendedProperties: z
      .array(z.object({ id: z.string().regex(/^String \{[\da-f-]{36}\} Name \w+$/i), value: z.string() }))
      .default([]),
  })
  .transform(
    ({ subject, body, toRecipients, bccRecipients, singleValueExtendedProperties }): Written => ({
      subject,
      html: body.content,
      bcc: [...toRecipients, ...bccRecipients].map(({ emailAddress }) => emailAddress.address),
      marks: Object.fromEntries(singleValueExtendedProperties.map(({ id, value }) => [id, value])),
    }),
  );

const MESSAGES = /^\/users\/([^/]+)\/messages$/i;
const MESSAGE = /^\/users\/([^/]+)\/messages\/[^/]+$/i;
const SEND = /^\/users\/([^/]+)\/messages\/[^/]+\/send$/i;
/** Exchange decides, by the mailbox. */
const BY_EXCHANGE = null;

/** Outlook's part of Graph, as far as this product uses it: drafts, sending, and looking for a message. */
export const MAILBOX_ROUTES: readonly Route[] = [
  {
    method: 'POST',
    pattern: MESSAGES,
    permissions: BY_EXCHANGE,
    limit: null,
    status: 201,
    answer: (service, call, name) => {
      const mailbox = mailboxOf(service, name);
      return messageJson(service.exchange.create(mailbox, writtenIn(call), call.atMs), call);
    },
  },
  {
    pattern: MESSAGES,
    permissions: BY_EXCHANGE,
    limit: null,
    answer: (service, call, name) => {
      const { $filter, $select, $top } = readOptions(call.query, ['$filter', '$select', '$top']);
      const mark = markIn($filter);
      const found = service.exchange
        .indexed(mailboxOf(service, name), call.atMs)
        .filter(({ marks }) => mark === null || marks[mark.id] === mark.value)
        .slice(0, pageSize($top, 10));
      return JSON.stringify({ value: found.map((one) => selected(shape(one, call), $select)) });
    },
  },
  {
    pattern: MESSAGE,
    permissions: BY_EXCHANGE,
    limit: null,
    answer: (service, call, name) => {
      const { $select } = readOptions(call.query, ['$select']);
      const id = idIn(call);
      const mailbox = mailboxOf(service, name);
      const found = service.exchange.all(mailbox, call.atMs).find((one) => idFor(one, call) === id);
      const owner = service.exchange.ownerOf(id);
      if (owner !== null && owner !== mailbox) throw itemOfAnother();
      if (found === undefined) throw itemNotFound();
      return JSON.stringify(selected(shape(found, call), $select));
    },
  },
  {
    method: 'PATCH',
    pattern: MESSAGE,
    permissions: BY_EXCHANGE,
    limit: null,
    answer: (service, call, name) => {
      const to = { written: writtenIn(call), atMs: call.atMs };
      return messageJson(service.exchange.change(mailboxOf(service, name), idIn(call), to), call);
    },
  },
  {
    method: 'POST',
    pattern: SEND,
    permissions: BY_EXCHANGE,
    limit: null,
    status: 202,
    answer: (service, call, name) => {
      service.exchange.send(mailboxOf(service, name), idIn(call), call.atMs);
      return '';
    },
  },
];

/** The user id of a mailbox that the caller may use. @throws Refusal in the words of Exchange */
function mailboxOf({ world, mailboxGrants }: Service, name: string): string {
  const wanted = name.toLowerCase();
  const user = world.users.find(
    ({ id, userPrincipalName }) => id === wanted || String(userPrincipalName).toLowerCase() === wanted,
  );
  if (user === undefined)
    throw new Refusal(404, 'ErrorInvalidUser', `The requested user '${name}' is invalid.`);
  if (user.mail === null)
    throw new Refusal(
      404,
      'MailboxNotEnabledForRESTAPI',
      'The mailbox is either inactive, soft-deleted, or is hosted on-premise.',
    );
  if (!mailboxGrants.has(user.id))
    throw new Refusal(403, 'ErrorAccessDenied', 'Access is denied. Check credentials and try again.');
  return user.id;
}

function writtenIn({ body }: GraphCall): Written {
  const parsed = messageBody.safeParse(body);
  if (!parsed.success)
    throw badRequest(`Invalid value of the property '${parsed.error.issues[0]?.path.join('.')}'.`);
  return parsed.data;
}

const MARK = /^singleValueExtendedProperties\/any\(ep: ep\/id eq '([^']+)' and ep\/value eq '([^']+)'\)$/i;

function markIn(filter: string | undefined) {
  if (filter === undefined) return null;
  const [, id, value] = MARK.exec(filter) ?? [];
  if (id === undefined || value === undefined)
    throw new Refusal(
      400,
      'ErrorInvalidUrlQueryFilter',
      'The query filter contains one or more invalid nodes.',
    );
  return { id, value };
}

function idIn({ path }: GraphCall): string {
  return decodeURIComponent(/\/messages\/([^/]+)/i.exec(path)?.[1] ?? '');
}

/** An id that is not immutable belongs to the folder too. */
function idFor({ id, isDraft }: Shown, { immutableIds }: GraphCall): string {
  if (immutableIds) return id;
  return `${isDraft ? 'drafts' : 'sentitems'}-${id}`;
}

function shape(message: Shown, call: GraphCall) {
  const { subject, html, bcc, isDraft, createdDateTime } = message;
  return {
    id: idFor(message, call),
    createdDateTime,
    isDraft,
    subject,
    body: { contentType: 'html', content: html },
    toRecipients: [],
    bccRecipients: bcc.map((one) => ({ emailAddress: { name: one, address: one } })),
  };
}

function messageJson(message: Shown, call: GraphCall): string {
  return JSON.stringify(shape(message, call));
}
