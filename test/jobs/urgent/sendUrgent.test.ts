import { describe, expect, test } from '@jest/globals';
import type { AccountFacts } from '../../../shared/domain/account/accountFacts';
import type { UseOutcome } from '../../../shared/domain/account/lastUse';
import type { SendOutcome } from '../../../shared/domain/digest/mail';
import { DAY_MS, HOUR_MS, isoTime, MINUTE_MS } from '../../../shared/domain/time';
import { sendUrgent, type UrgentDeps } from '../../../shared/jobs/urgent/sendUrgent';
import { NOW, someFacts } from '../../domain/builders';
import { aMailer } from '../aMailer';
import { storedTables } from '../storedTables';

const SERIES = 'urgent root';
const TODAY = '2026-03-02';
const MIDNIGHT = Date.parse('2026-03-03T00:00:00Z');

const refused: SendOutcome = {
  kind: 'refused',
  reason: { kind: 'refused', status: 400, serviceCode: 'busy' },
};
const unclear: SendOutcome = { kind: 'unclear', reason: { kind: 'noAnswer', errorCode: null } };

/** A break-glass account by id, one by UPN, and an administrator; nobody has signed in. */
function aWorld(change: Partial<UrgentDeps> = {}) {
  const fake = storedTables();
  const { mailer, ...service } = aMailer();
  const deps: UrgentDeps = {
    ...fake,
    urgentMail: true,
    readTenantName: async () => 'Contoso',
    timeZone: 'UTC',
    cloud: 'global',
    reportUrl: null,
    appNames: {},
    breakGlass: new Set(['root', 'key@contoso.example']),
    privilegedUsers: async () => new Set(['admin']),
    toGlobalAdmins: false,
    configuredRecipients: ['soc@contoso.example'],
    readAdministrators: async () => ({ administrators: [], unread: [] }),
    problemOf: () => null,
    startedAt: async () => NOW - 30 * DAY_MS,
    clock: () => NOW,
    renderUrgent: ({ kind, at, outcome, times, tenantName }) => ({
      subject: `${kind} at ${at.slice(11, 16)} ${outcome} ${times}`,
      text: `${tenantName}`,
      html: '',
    }),
    mailer,
    uuidOf: (text) => `uuid of ${text}`,
    ...change,
  };
  return {
    ...fake,
    deps,
    ...service,
    tick: (now = NOW) => sendUrgent(deps, new Date(now)),
    use: (at: number, facts: Partial<AccountFacts> = {}, outcome: UseOutcome = 'mfa') => {
      const lastUse = { at: isoTime(at), app: 'azureCli', outcome, ipAddress: '192.0.2.1' };
      const used = someFacts({ userId: 'root', ...facts, lastUse });
      fake.accounts.set(used.userId, used);
    },
    alone: (...minutes: number[]) => {
      const passwordAlone = minutes.map((at) => at / MINUTE_MS);
      const occasions = { azureCli: { passwordAlone } };
      fake.accounts.set('admin', someFacts({ userId: 'admin', occasions }));
    },
  };
}

describe('the use of a break-glass account', () => {
  test.each(['mfa', 'withoutMfa', 'stopped', 'cannotTell'] as const)(
    'is reported at the next tick, and not again: %s',
    async (outcome) => {
      const world = aWorld();
      world.use(NOW - HOUR_MS, {}, outcome);
      expect(await world.tick()).toEqual({ urgentMails: 1, urgentUnderWay: 0 });
      for (const hours of [1, 13, 30]) {
        expect(await world.tick(NOW + hours * HOUR_MS)).toEqual({ urgentMails: 0, urgentUnderWay: 0 });
      }
      expect(world.subjects()).toEqual([`breakGlassUsed at 11:00 ${outcome} 1`]);
      expect(world.mails[0]?.mail.to).toEqual(['soc@contoso.example']);
    },
  );

  test('is reported with the name of the tenant, and without it if Graph does not answer', async () => {
    for (const [readTenantName, text] of [
      [async () => 'Contoso', 'Contoso'],
      [() => Promise.reject(new Error('late')), 'null'],
    ] as const) {
      const world = aWorld({ readTenantName });
      world.use(NOW);
      await world.tick();
      expect(world.mails.map(({ mail }) => mail.text)).toEqual([text]);
    }
  });

  test('is found by the UPN of the setting, in any case', async () => {
    const world = aWorld();
    world.use(NOW, { userId: 'other', userPrincipalName: 'Key@Contoso.example' });
    world.use(NOW, { userId: 'somebody', userPrincipalName: 'anna@contoso.example' });
    await world.tick();
    expect(world.mails).toHaveLength(1);
    expect(world.digests.has(`${TODAY} urgent other`)).toBe(true);
  });

  test('on a day that has had its mail is reported on the next day', async () => {
    const world = aWorld();
    world.use(NOW);
    await world.tick();
    world.use(MIDNIGHT - 10 * MINUTE_MS);
    expect(await world.tick(MIDNIGHT - 5 * MINUTE_MS)).toMatchObject({ urgentMails: 0 });
    await world.tick(MIDNIGHT);
    expect(world.subjects()).toEqual(['breakGlassUsed at 12:00 mfa 1', 'breakGlassUsed at 23:50 mfa 1']);
  });

  test('that its record later judges in another way is not reported again', async () => {
    const world = aWorld();
    world.use(NOW, {}, 'cannotTell');
    await world.tick();
    world.use(NOW, {}, 'mfa');
    await world.tick(MIDNIGHT);
    expect(world.mails).toHaveLength(1);
  });

  test('from long before the first run, or of two weeks ago, is not urgent', async () => {
    const world = aWorld({ startedAt: async () => NOW });
    world.use(NOW - 2 * DAY_MS);
    await world.tick();
    const old = aWorld();
    old.use(NOW - 15 * DAY_MS);
    await old.tick();
    expect([...world.mails, ...old.mails]).toEqual([]);
  });

  test('of one account does not wait for another whose mail fails', async () => {
    const world = aWorld();
    world.use(NOW);
    world.use(NOW - HOUR_MS, { userId: 'other', userPrincipalName: 'key@contoso.example' });
    world.answer(refused);
    await expect(world.tick()).rejects.toMatchObject({ code: 'notSent' });
    expect(world.subjects()).toEqual(['breakGlassUsed at 11:00 mfa 1']);
  });
});

describe('an administrator who gets in by a password alone', () => {
  test('is reported once, with the number of times', async () => {
    const world = aWorld();
    world.alone(NOW - 3 * HOUR_MS, NOW - HOUR_MS);
    await world.tick();
    world.alone(NOW - 3 * HOUR_MS, NOW - HOUR_MS, NOW + HOUR_MS);
    await world.tick(NOW + 2 * HOUR_MS);
    await world.tick(MIDNIGHT);
    expect(world.subjects()).toEqual([
      'passwordAlone at 11:00 withoutMfa 2',
      'passwordAlone at 13:00 withoutMfa 1',
    ]);
  });

  test('is no administrator without a role', async () => {
    const world = aWorld({ privilegedUsers: async () => new Set() });
    world.alone(NOW);
    await world.tick();
    expect(world.mails).toEqual([]);
  });

  test('waits for the first poll, which may still find the MFA of the session', async () => {
    let behindSince: string | null = isoTime(NOW);
    const world = aWorld({
      startedAt: async () => NOW,
      readCheckpoint: async () => ({ at: isoTime(NOW), problems: [], behindSince, etag: 'e' }),
    });
    world.alone(NOW);
    await world.tick();
    expect(world.mails).toEqual([]);
    behindSince = null;
    await world.tick();
    expect(world.mails).toHaveLength(1);
  });
});

describe('no urgent mail', () => {
  test('an hour without a use claims nothing, and writes nothing', async () => {
    const world = aWorld({ startedAt: () => Promise.reject(new Error('It would write.')) });
    expect(await world.tick()).toEqual({ urgentMails: 0, urgentUnderWay: 0 });
    world.accounts.set('root', someFacts({ userId: 'root' }));
    await world.tick();
    expect(world.digests.size).toBe(0);
  });

  test('goes out if the setting is off, and nothing is read', async () => {
    const world = aWorld({ urgentMail: false, accountsOf: () => Promise.reject(new Error('It reads.')) });
    world.use(NOW);
    await world.tick();
    expect(world.mails).toEqual([]);
  });

  test('is claimed once it is out', async () => {
    const world = aWorld();
    world.use(NOW);
    await world.tick();
    await world.tick(MIDNIGHT);
    expect(world.digests.size).toBe(1);
  });
});

describe('when sending goes wrong', () => {
  test('two runs at once send one', async () => {
    const world = aWorld();
    world.use(NOW);
    await Promise.all([world.tick(), world.tick()]);
    expect(world.mails).toHaveLength(1);
  });

  test('after an answer that was lost, a mail that went out is not sent again, not even the next day', async () => {
    const world = aWorld();
    world.use(MIDNIGHT - HOUR_MS);
    world.answer(unclear);
    await expect(world.tick(MIDNIGHT - HOUR_MS / 2)).rejects.toMatchObject({ code: 'notSent' });
    await world.tick(MIDNIGHT);
    expect(world.mails).toHaveLength(1);
    expect(world.digests.get(`${TODAY} ${SERIES}`)).toMatchObject({ status: 'sent' });
    expect(world.digests.size).toBe(1);
  });

  test('a run that died after its claim is taken up again the next day, and its use is reported', async () => {
    const world = aWorld({ renderUrgent: () => ({ subject: 'x', text: '', html: '' }) });
    const late = MIDNIGHT - 5 * MINUTE_MS;
    world.use(late);
    const { claimDigest } = world.deps;
    const dying = {
      ...world.deps,
      claimDigest: async (...claim: Parameters<typeof claimDigest>) => {
        await claimDigest(...claim);
        throw new Error('The machine died.');
      },
    };
    await expect(sendUrgent(dying, new Date(late))).rejects.toThrow('died');
    await world.tick(MIDNIGHT + 5 * MINUTE_MS);
    expect(world.mails).toHaveLength(0);
    await world.tick(MIDNIGHT + HOUR_MS);
    expect(world.mails).toHaveLength(1);
    await world.tick(MIDNIGHT + 2 * HOUR_MS);
    expect(world.mails).toHaveLength(1);
  });

  test('a machine whose clock is a day behind sends nothing', async () => {
    const world = aWorld();
    world.use(NOW);
    await world.tick(MIDNIGHT);
    world.use(MIDNIGHT - HOUR_MS);
    expect(await world.tick(MIDNIGHT - HOUR_MS / 2)).toEqual({ urgentMails: 0, urgentUnderWay: 0 });
    expect(world.mails).toHaveLength(1);
  });

  test('a mail waits when a run by another clock takes up the next day meanwhile', async () => {
    let meet = true;
    const world = aWorld({
      renderUrgent: ({ at }) => ({ subject: at, text: '', html: '' }),
      readAdministrators: async () => {
        const isFirst = meet;
        meet = false;
        if (isFirst) await sendUrgent(world.deps, new Date(MIDNIGHT));
        return { administrators: [], unread: [] };
      },
      toGlobalAdmins: true,
    });
    world.use(NOW);
    // Neither goes out twice: the other run finds this one's claim, and this one the other's row.
    await world.tick();
    await world.tick(MIDNIGHT + HOUR_MS);
    await world.tick(MIDNIGHT + 2 * HOUR_MS);
    expect(world.mails).toHaveLength(1);
  });

  test('while the service does not say what became of a mail, nothing is sent', async () => {
    const world = aWorld();
    world.use(NOW);
    world.answer(unclear);
    await expect(world.tick()).rejects.toMatchObject({ code: 'notSent' });
    world.known.set(world.mails[0]?.operationId ?? '', unclear);
    await expect(world.tick(NOW + HOUR_MS)).rejects.toMatchObject({ code: 'notSent' });
    await expect(world.tick(MIDNIGHT)).rejects.toMatchObject({ code: 'notSent' });
    expect(world.mails).toHaveLength(1);
  });

  test('a mail about a use that the log has taken back is brought to its end', async () => {
    const world = aWorld();
    world.alone(NOW);
    world.answer({ kind: 'underWay' });
    expect(await world.tick()).toEqual({ urgentMails: 0, urgentUnderWay: 1 });
    world.alone();
    for (const { operationId } of world.mails) world.known.set(operationId, { kind: 'sent' });
    expect(await world.tick(NOW + HOUR_MS)).toEqual({ urgentMails: 1, urgentUnderWay: 0 });
    expect(await world.unsentUrgent(TODAY)).toEqual([]);
  });

  test('the accounts that one run has no time for are left to the next', async () => {
    let now = NOW;
    const world = aWorld({ clock: () => now });
    const names = ['a', 'b', 'c', 'd', 'e', 'f'];
    for (const [index, userId] of names.entries())
      world.use(NOW - index * MINUTE_MS, { userId, userPrincipalName: 'key@contoso.example' });
    const { send } = world.deps.mailer;
    const slow: UrgentDeps = {
      ...world.deps,
      mailer: {
        ...world.deps.mailer,
        send: (...mail) => {
          now += 5 * MINUTE_MS;
          return send(...mail);
        },
      },
    };
    await sendUrgent(slow, new Date(NOW));
    expect(world.mails).toHaveLength(4);
    await sendUrgent(slow, new Date(NOW + HOUR_MS));
    expect(world.mails).toHaveLength(6);
  });
});

test('with more readers than one mail can have, the set that was not reached gets the mail the next day', async () => {
  const configuredRecipients = Array.from({ length: 60 }, (_, index) => `reader${index}@contoso.example`);
  const world = aWorld({ configuredRecipients });
  world.use(NOW);
  world.answer({ kind: 'sent' }, refused);
  await expect(world.tick()).rejects.toMatchObject({ code: 'notSent' });
  await world.tick(MIDNIGHT);
  await world.tick(MIDNIGHT + HOUR_MS);
  const reached = world.mails.flatMap(({ mail }) => mail.to);
  expect(world.mails.map(({ mail }) => mail.to.length)).toEqual([50, 10]);
  expect(new Set(reached).size).toBe(60);
});
