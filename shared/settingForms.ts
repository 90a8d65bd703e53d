import { z } from 'zod';
import { isLoopback } from './domain/loopback';

export const endpoint = z
  .string()
  .refine((text) => URL.canParse(text), 'must be a URL')
  .refine(
    (text) => !URL.canParse(text) || new URL(text).protocol === 'https:' || isLoopback(text),
    'must be https (plain http is accepted for loopback only)',
  )
  .transform((text) => text.replace(/\/+$/, ''));
/** Azure Functions accepts a key under any spelling of `code`. */
export const keylessLink = endpoint.refine(
  (text) =>
    !URL.canParse(text) || ![...new URL(text).searchParams.keys()].some((name) => /^code$/i.test(name)),
  'must hold no function key (?code=): every mail shows it',
);
export const flag = z.enum(['true', 'false'], 'must be true or false').transform((text) => text === 'true');
/** As the Functions host reads it. */
export const platformFlag = z
  .string()
  .transform((text) => /^true$/i.test(text) || /^[+-]?0*[1-9]\d*$/.test(text));
export const list = z.string().transform((text) =>
  text
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== ''),
);
export const address = z.email('must be mail addresses');
/** A UPN or an object id: both name a user in Graph. */
export const mailbox = z.union(
  [z.email(), z.guid()],
  'must be the user principal name or object id of a user or shared mailbox',
);
export const groupId = z.guid('must be object ids of groups').transform((id) => id.toLowerCase());
/** The first digits of the hash of a function key, and the name of the key. */
export const keyNames = z
  .array(
    z
      .string()
      .regex(
        /^[\da-f]{8} *= *\S.{0,63}$/i,
        'must be pairs like 3f9a1c2b=name: docs/operations.md, Function keys',
      )
      .transform((pair): [string, string] => {
        const [hash = '', name = ''] = pair.split(/ *= *(.*)/s);
        return [hash.toLowerCase(), name];
      }),
  )
  .transform((pairs) => new Map(pairs));
export const timeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'must be a time of day, HH:MM');
export const timeZone = z.string().refine(isTimeZone, 'must be an IANA time zone, for example Europe/Berlin');
/**
 * The names of Event Hubs.
 * https://learn.microsoft.com/azure/azure-resource-manager/management/resource-name-rules#microsofteventhub (read 2026-11-30)
 */
const EVENT_HUB_NAME = /^[a-z\d]([\w.-]*[a-z\d])?$/i;
const NAME_SIGNS = 'letters, digits, periods, hyphens and underscores, with a letter or digit at both ends';
export const hubName = z
  .string()
  .max(256, 'must be at most 256 characters')
  .regex(EVENT_HUB_NAME, `must be the name of the hub: ${NAME_SIGNS}`);
export const consumerGroup = z.union(
  [z.string().regex(/^\$Default$/i), z.string().max(50).regex(EVENT_HUB_NAME)],
  `must be $Default or the name of a consumer group: at most 50 ${NAME_SIGNS}`,
);
/** Without scheme and port: the trigger takes no address. */
export const namespaceHost = z
  .string()
  .regex(
    /^[a-z][a-z\d-]{4,48}[a-z\d](\.[a-z\d-]+)+$/i,
    'must be the host name of the namespace alone, for example contoso.servicebus.windows.net',
  );
export const schedule = z
  .string()
  .regex(/^\S+( \S+){5}$/, 'must be NCRONTAB with six fields, for example 0 */15 * * * *');
export const graceDays = z
  .string()
  .regex(/^\d+$/, 'must be a whole number of days')
  .transform(Number)
  .pipe(z.number().max(30, 'must be 0 to 30'));

export const wholeDays = z
  .string()
  .regex(/^\d+$/, 'must be a whole number of days')
  .transform(Number)
  .pipe(z.number().min(7, 'must be 7 to 730').max(730, 'must be 7 to 730'));

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}
