import { DAY_MS, isoTime } from '../../shared/domain/time';

/** A post of the message center, under Microsoft's names. The texts are made up. */
export type PostRow = ReturnType<typeof post>;

/** One is about mandatory MFA; the others name MFA, the admin center, or neither. */
export function makePosts(nowMs: number): PostRow[] {
  const posted = (id: string, daysAgo: number, content: PostContent) =>
    post(id, nowMs - daysAgo * DAY_MS, content);
  return [
    posted('MC1187204', 6, {
      title: '(Updated) Mandatory multifactor authentication for Azure resource changes in your tenant',
      services: ['Microsoft Entra'],
      body: '<p>We are completing the rollout of <b>mandatory MFA</b>. Users who sign in to Azure CLI, Azure PowerShell and other clients must use multifactor authentication to create, update or delete resources.</p><p>See <a href="https://aka.ms/mfaforazure">how to prepare</a>.</p>',
      actByMs: nowMs + 20 * DAY_MS,
    }),
    posted('MC1186011', 9, {
      title: 'New conditional formatting options in Excel for the web',
      services: ['Excel'],
      body: '<p>No action is required.</p>',
      actByMs: null,
    }),
    posted('MC1184950', 12, {
      title: 'Microsoft Authenticator: number matching shows the app name in MFA notifications',
      services: ['Microsoft Entra'],
      body: '<p>Users see the name of the app in each notification. There is nothing to prepare.</p>',
      actByMs: null,
    }),
    posted('MC1183377', 15, {
      title: 'Microsoft 365 admin center: redesigned list of active users',
      services: ['Microsoft 365 suite'],
      body: '<p>The list requires no setup. Admins who use MFA see no change.</p>',
      actByMs: null,
    }),
    posted('MC1182208', 21, {
      title: 'Retirement of Exchange Web Services in Exchange Online',
      services: ['Exchange Online'],
      body: '<p>Apps are required to move to Microsoft Graph.</p>',
      actByMs: nowMs + 300 * DAY_MS,
    }),
  ];
}

type PostContent = {
  readonly title: string;
  readonly services: readonly string[];
  readonly body: string;
  readonly actByMs: number | null;
};

/** https://learn.microsoft.com/graph/api/resources/serviceupdatemessage (read 2026-11-21) */
function post(id: string, modifiedMs: number, { title, services, body, actByMs }: PostContent) {
  return {
    id,
    title,
    startDateTime: isoTime(modifiedMs - 30 * DAY_MS),
    endDateTime: isoTime(modifiedMs + 120 * DAY_MS),
    lastModifiedDateTime: isoTime(modifiedMs),
    actionRequiredByDateTime: actByMs === null ? null : isoTime(actByMs),
    category: actByMs === null ? 'stayInformed' : 'planForChange',
    severity: 'normal',
    isMajorChange: actByMs !== null,
    tags: ['Admin impact'],
    services,
    details: [],
    body: { contentType: 'html', content: body },
  };
}
