import { DAY_MS, isoTime } from '../../shared/domain/time';

/**
 * A post of the message center, under Microsoft's names. The texts are made up. MC1426371 and MC1422061 exist; their titles are as public
 * copies give them: https://mc.merill.net/message/MC1426371 (cited by others, read 2026-11-29).
 */
export type PostRow = ReturnType<typeof post>;

/** One is about mandatory MFA, two about the end of ways to do it; the others name MFA, SMS, the admin center, or none. */
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
    posted('MC1426371', 7, {
      title: 'Microsoft Entra ID retirement of SMS/Voice and passkey by default',
      services: ['Microsoft Entra'],
      body: '<p>Microsoft-provided SMS and voice end on <b>February 1, 2027</b>, for Global Administrators and external users on July 1, 2027. Who has no other method must then register a passkey to sign in.</p>',
      actByMs: Date.parse('2027-02-01T00:00:00Z'),
    }),
    posted('MC1422061', 8, {
      title: 'Retirement of Custom Controls in Conditional Access and migration to External MFA',
      services: ['Microsoft Entra'],
      body: '<p>Custom controls can no longer be created or changed. They stop working in May 2027.</p>',
      actByMs: Date.parse('2027-05-01T00:00:00Z'),
    }),
    posted('MC1185520', 10, {
      title: 'Microsoft Teams: SMS notifications for appointments retire',
      services: ['Microsoft Teams'],
      body: '<p>Virtual appointments send mail in place of SMS.</p>',
      actByMs: null,
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
