import { describe, expect, test } from '@jest/globals';
import { USE_OUTCOMES } from '../../shared/domain/account/lastUse';
import { renderUrgent } from '../../shared/render/urgent/mail';
import { anUrgentMail } from './builders';
import { unbalanced } from './markup';

const HTML_TAGS = /<style>.*?<\/style>|<div style="display:none">.*?<\/div>|<title>.*?<\/title>|<[^>]*>/gs;

test('an urgent mail says who, when, where, from which address, and what to do', () => {
  expect(renderUrgent(anUrgentMail()).text).toBe(`Contoso

A break-glass account was used.

Account:
  Emergency 1
  emergency1@contoso.example
When:
  21 Nov 2026, 07:12 CET
App:
  Azure CLI
IP address:
  203.0.113.24
MFA:
  It got in with MFA.

What to do:
  1. Ask the other administrators whether one of them did this.
  2. If nobody did, revoke the sessions of the account, change its
  credentials, and look at its sign-ins.

Its sign-ins in Entra:
https://entra.microsoft.com/#view/Microsoft_AAD_UsersAndTenants/UserProfileMenuBlade/~/SignIns/userId/5a3c0c7e-0000-4000-8000-000000000001

------------------------

There is at most one such mail a day about an account. If it is used
again, the next mail reports its newest use.

You get this mail because you are a Global Administrator of the tenant,
or because your address is in DIGEST_RECIPIENTS.

To change who gets this mail, set DIGEST_TO_GLOBAL_ADMINS or
DIGEST_RECIPIENTS on the function app. To get no such mail, set
URGENT_MAIL to false.
`);
});

describe('its subject holds no personal data', () => {
  test.each([
    [{}, 'MFA Watch: a break-glass account was used'],
    [{ outcome: 'stopped' }, 'MFA Watch: a break-glass sign-in was stopped'],
    [{ kind: 'passwordAlone' }, 'MFA Watch: an admin got in by a password alone'],
  ] as const)('%j', (change, subject) => {
    expect(renderUrgent(anUrgentMail(change)).subject).toBe(subject);
  });
});

test.each(USE_OUTCOMES)('text and HTML say the same: %s', (outcome) => {
  const { text, html } = renderUrgent(anUrgentMail({ outcome, reportUrl: 'https://intranet.example/mfa' }));
  expect(unbalanced(html)).toEqual([]);
  const words = (part: string) => new Set(part.match(/[\p{L}\d@.]{3,}/gu));
  const inText = words(text);
  const shown = html.replace(HTML_TAGS, ' ').replaceAll('&#39;', "'");
  // The button has a label of its own.
  expect([...words(shown)].filter((word) => !inText.has(word))).toEqual(['Open']);
});

test('several sign-ins by a password alone are counted', () => {
  const { text } = renderUrgent(anUrgentMail({ kind: 'passwordAlone', outcome: 'withoutMfa', times: 3 }));
  expect(text).toContain('This mail reports 3 such sign-ins');
});

test('there is no link to the sign-ins in other clouds, or for an id of no form', () => {
  for (const change of [{ cloud: 'china' }, { userId: 'x/../y' }] as const) {
    const { text, html } = renderUrgent(anUrgentMail(change));
    expect(text + html).not.toContain('entra.microsoft.com');
  }
});

test('an address that is not stored is named so', () => {
  expect(renderUrgent(anUrgentMail({ ipAddress: null })).text).toContain('not stored; see its sign-ins');
});
