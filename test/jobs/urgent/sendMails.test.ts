import { expect, test } from '@jest/globals';
import type { Mail, SendOutcome } from '../../../shared/domain/digest/mail';
import { DAY_MS, HOUR_MS, isoTime } from '../../../shared/domain/time';
import { type MailDeps, sendMails } from '../../../shared/jobs/urgent/sendMails';
import { NOW, someFacts } from '../../domain/builders';
import { mailerThat } from '../aMailer';
import { storedTables } from '../storedTables';

/** A break-glass account that was used, and a digest that is due. */
function aWorld(change: Partial<MailDeps> = {}) {
  const fake = storedTables();
  const lastUse = { at: isoTime(NOW - HOUR_MS), app: 'azureCli', outcome: 'mfa', ipAddress: null } as const;
  fake.accounts.set('root', someFacts({ userId: 'root', lastUse }));
  const mails: Mail[] = [];
  const answers: SendOutcome[] = [];
  const deps: MailDeps = {
    ...fake.mailDeps,
    renderDigest: () => ({ subject: 'MFA Watch: digest', text: '', html: '' }),
    breakGlass: new Set(['root']),
    readAdministrators: async () => ({
      administrators: [
        {
          userId: 'r',
          displayName: null,
          userPrincipalName: null,
          enabled: true,
          address: 'robin@contoso.example',
          held: 'active',
        },
      ],
      unread: [],
    }),
    freshenPosture: async () => {},
    startedAt: async () => NOW - 30 * DAY_MS,
    mailer: mailerThat(async (mail) => {
      const outcome = answers.shift() ?? { kind: 'sent' };
      if (outcome.kind === 'sent') mails.push(mail);
      return outcome;
    }),
    ...change,
  };
  return {
    deps,
    answers,
    subjects: () => mails.map(({ subject }) => subject),
    tick: () => sendMails(deps, new Date(NOW)),
  };
}

test('urgent mails go out before the digest, to the same readers, who are read once', async () => {
  let reads = 0;
  const { readAdministrators } = aWorld().deps;
  const world = aWorld({
    readAdministrators: (until) => {
      reads++;
      return readAdministrators(until);
    },
  });
  expect(await world.tick()).toEqual({
    outcome: 'sent',
    localDay: '2026-03-02',
    recipients: 1,
    mails: 1,
    urgentMails: 1,
    urgentUnderWay: 0,
  });
  expect(world.subjects()).toEqual(['MFA Watch: a break-glass account was used', 'MFA Watch: digest']);
  expect(reads).toBe(1);
});

test('an error of the urgent mails does not keep the digest from going out, and the other way round', async () => {
  const refused: SendOutcome = {
    kind: 'refused',
    reason: { kind: 'refused', status: 400, serviceCode: 'busy' },
  };
  const urgent = aWorld();
  urgent.answers.push(refused);
  await expect(urgent.tick()).rejects.toMatchObject({ code: 'notSent' });
  expect(urgent.subjects()).toEqual(['MFA Watch: digest']);
  const digest = aWorld({ freshenPosture: () => Promise.reject(new Error('no posture')) });
  await expect(digest.tick()).rejects.toThrow('no posture');
  expect(digest.subjects()).toEqual(['MFA Watch: a break-glass account was used']);
  const both = aWorld({ freshenPosture: () => Promise.reject(new Error('no posture')) });
  both.answers.push(refused);
  await expect(both.tick()).rejects.toMatchObject({ code: 'notSent' });
});
