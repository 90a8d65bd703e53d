import { describe, expect, test } from '@jest/globals';
import type { TenantCoverage } from '../../../shared/domain/coverage/tenantCoverage';
import type { DigestContent } from '../../../shared/domain/digest/digest';
import type { MicrosoftKnown } from '../../../shared/domain/digest/microsoftNews';
import type { Problem } from '../../../shared/domain/problem';
import { DAY_MS, HOUR_MS, isoTime, MINUTE_MS } from '../../../shared/domain/time';
import { aTenantCoverage, NOW, someFacts } from '../../domain/builders';
import { ADMINS, aWorld, refused, unclear } from './digestWorld';

const TOMORROW = NOW + DAY_MS;

test('the enforcement and the notices of Microsoft are reported once, whatever fails, and are reason enough for a mail', async () => {
  const at = isoTime(NOW);
  const enforced = { state: 'enforced', because: 'allDenied' } as const;
  const absent = { state: 'notEnforced', because: 'notThereYet' } as const;
  const modifiedAt = isoTime(NOW + DAY_MS);
  const notice = { id: 'MC1', title: 'Mandatory MFA', startsAt: at, modifiedAt, actBy: null };
  let known: MicrosoftKnown = { enforcement: { at, phase1: enforced, phase2: absent }, notices: null };
  const told: unknown[] = [];
  const world = aWorld({
    readMicrosoft: async () => known,
    renderDigest: ({ microsoft: { enforcement, firstRead, notices } }) => {
      told.push([enforcement?.phase2.state ?? null, firstRead?.phase2.state ?? null, notices.length]);
      return { subject: '', text: '', html: '' };
    },
  });
  const day = async (count: number) => (await world.tick(NOW + count * DAY_MS)).outcome;
  expect([await day(0), await day(1)]).toEqual(['sent', 'quiet']);
  known = { enforcement: { at, phase1: enforced, phase2: enforced }, notices: { at, notices: [notice] } };
  world.answer(refused('busy'));
  await expect(day(2)).rejects.toMatchObject({ code: 'notSent' });
  expect([await day(3), await day(4)]).toEqual(['sent', 'quiet']);
  expect(told).toEqual([
    [null, 'notEnforced', 0],
    ['enforced', null, 1],
    ['enforced', null, 1],
  ]);
});

describe('the first digest', () => {
  const polled = (behindSince: string | null) => ({
    at: isoTime(NOW),
    problems: [],
    behindSince,
    etag: 'e',
  });

  test('waits for the first poll to come to its end, at most three hours, and claims nothing until then', async () => {
    let run = polled(isoTime(NOW));
    const world = aWorld({
      startedAt: async () => NOW,
      readCheckpoint: async (kind) => (kind === 'run' ? run : null),
    });
    expect(await world.tick()).toEqual({ outcome: 'waiting', localDay: '2026-03-02' });
    expect(world.digests.size).toBe(0);
    run = polled(null);
    expect((await world.tick(NOW + HOUR_MS)).outcome).toBe('sent');
  });

  test('waits some minutes in its own run, because the timers of both fire at once', async () => {
    let looks = 0;
    const world = aWorld({
      startedAt: async () => NOW,
      readCheckpoint: async () => (++looks > 3 ? polled(null) : null),
    });
    expect((await world.tick()).outcome).toBe('sent');
  });

  test('goes with what there is when the wait is over', async () => {
    const world = aWorld({ startedAt: async () => NOW, readCheckpoint: async () => null });
    const outcomes: string[] = [];
    for (const hour of [0, 1, 2, 3, 4]) outcomes.push((await world.tick(NOW + hour * HOUR_MS)).outcome);
    expect(outcomes).toEqual(['waiting', 'waiting', 'waiting', 'waiting', 'sent']);
  });
});

describe('one a day', () => {
  test('nothing before its time, one at the first tick after, none at the next ones', async () => {
    const world = aWorld();
    expect((await world.tick(Date.parse('2026-03-02T06:00:00Z'))).outcome).toBe('notDue');
    expect((await world.tick()).outcome).toBe('sent');
    expect((await world.tick(NOW + HOUR_MS)).outcome).toBe('alreadyDone');
    expect(world.subjects()).toEqual(['1 new, 0 resolved']);
    expect(world.mails[0]?.mail.to).toEqual(['robin@contoso.example']);
  });

  test('a machine whose clock is a day behind sends nothing', async () => {
    const world = aWorld();
    await world.tick(TOMORROW);
    expect((await world.tick()).outcome).toBe('alreadyDone');
    expect(world.mails).toHaveLength(1);
  });

  test('nor does it try again what the day after has made good', async () => {
    const world = aWorld();
    world.answer(refused('busy'));
    await expect(world.tick()).rejects.toThrow('busy');
    await world.tick(TOMORROW);
    expect((await world.tick(NOW + HOUR_MS)).outcome).toBe('alreadyDone');
    expect(world.mails).toHaveLength(1);
  });

  test('nor one that is at it when the day after is taken', async () => {
    let meets = [() => world.tick(TOMORROW)];
    const world = aWorld({
      freshenPosture: async () => {
        const [meet] = meets;
        meets = [];
        await meet?.();
      },
    });
    expect((await world.tick()).outcome).toBe('underWay');
    expect(world.mails).toHaveLength(1);
    expect(world.digests.get('2026-03-03')?.status).toBe('sent');
  });

  test('a digest waits when the day before is taken up meanwhile, whatever the time on that machine', async () => {
    let isMet = false;
    const world = aWorld({
      freshenPosture: async () => {
        const before = world.digests.get('2026-03-02');
        if (isMet && before) await world.updateDigest(before, { ...before, status: 'sending' });
        isMet = false;
      },
    });
    world.answer(refused('busy'));
    await expect(world.tick()).rejects.toThrow('busy');
    isMet = true;
    expect((await world.tick(TOMORROW)).outcome).toBe('underWay');
    expect(world.mails).toHaveLength(0);
    expect((await world.tick(TOMORROW + HOUR_MS)).outcome).toBe('sent');
    expect(world.mails).toHaveLength(1);
  });

  test('two ticks at once send one', async () => {
    const world = aWorld();
    const outcomes = (await Promise.all([world.tick(), world.tick()])).map(({ outcome }) => outcome);
    expect(outcomes.sort()).toEqual(['sent', 'underWay']);
    expect(world.mails).toHaveLength(1);
  });

  test('only changes are reported, and MFA once three days have passed without a finding', async () => {
    const world = aWorld();
    await world.tick();
    world.accounts.set(
      'u',
      someFacts({
        userId: 'u',
        apps: {
          adminPortals: {
            firstFinding: isoTime(NOW),
            lastFinding: isoTime(NOW),
            lastMfa: isoTime(NOW + HOUR_MS),
          },
        },
      }),
    );
    const outcomes: string[] = [];
    for (let day = 1; day <= 4; day++) outcomes.push((await world.tick(NOW + day * DAY_MS)).outcome);
    expect(outcomes).toEqual(['quiet', 'quiet', 'sent', 'quiet']);
    expect(world.subjects()).toEqual(['1 new, 0 resolved', '0 new, 1 resolved']);
  });

  test('a day without a change passes in silence, until a week has passed', async () => {
    const world = aWorld();
    await world.tick();
    const outcomes: string[] = [];
    for (let day = 1; day <= 7; day++) outcomes.push((await world.tick(NOW + day * DAY_MS)).outcome);
    expect(outcomes).toEqual(['quiet', 'quiet', 'quiet', 'quiet', 'quiet', 'quiet', 'sent']);
  });
});

describe('when sending goes wrong', () => {
  test('a refusal is noted with its reason and tried again under a fresh operation', async () => {
    const world = aWorld();
    world.answer(refused('tooManyRequests'));
    await expect(world.tick()).rejects.toMatchObject({ code: 'notSent' });
    expect(world.digests.get('2026-03-02')).toMatchObject({
      status: 'failed',
      reason: { code: 'notSent', mail: { serviceCode: 'tooManyRequests' } },
    });
    expect((await world.tick(NOW + HOUR_MS)).outcome).toBe('sent');
    expect(world.mails).toHaveLength(1);
    expect(world.mails[0]?.operationId).not.toBe('uuid of digest 2026-03-02');
  });

  test('after an answer that was lost, a mail that went out is not sent again', async () => {
    const world = aWorld();
    world.answer(unclear('theConnectionDropped'));
    await expect(world.tick()).rejects.toMatchObject({ code: 'notSent' });
    expect((await world.tick(NOW + HOUR_MS)).outcome).toBe('sent');
    expect(world.mails).toHaveLength(1);
  });

  test('nobody asks for the fate of a mail before the service can know it', async () => {
    const world = aWorld();
    world.answer(unclear('theConnectionDropped'));
    await expect(world.tick()).rejects.toMatchObject({ code: 'notSent' });
    expect((await world.tick(NOW + 14 * MINUTE_MS)).outcome).toBe('underWay');
    expect((await world.tick(NOW + 15 * MINUTE_MS)).outcome).toBe('sent');
    expect(world.mails).toHaveLength(1);
  });

  test('the content of that mail counts as reported', async () => {
    const world = aWorld();
    world.answer(unclear('theConnectionDropped'));
    await expect(world.tick()).rejects.toThrow();
    world.accounts.set('v', someFacts({ userId: 'v' }));
    await world.tick(NOW + HOUR_MS);
    expect(world.digests.get('2026-03-02')?.named).toEqual({ u: 'new' });
    await world.tick(TOMORROW);
    expect(world.subjects().at(-1)).toBe('1 new, 0 resolved');
  });

  test('a run that died after its claim is taken up again, not sooner than a run can last', async () => {
    const world = aWorld();
    await world.claimDigest('digest', '2026-03-02', {
      status: 'claimed',
      operationId: 'o',
      draftId: null,
      at: isoTime(NOW),
      tries: 1,
      reason: null,
      named: {},
      stopped: {},
      to: [],
      others: [],
      coverage: null,
      microsoft: {},
      reported: null,
    });
    expect((await world.tick(NOW + HOUR_MS / 6)).outcome).toBe('underWay');
    expect((await world.tick(NOW + HOUR_MS)).outcome).toBe('sent');
  });

  test('a digest without recipients is an error that says why', async () => {
    const world = aWorld({ readAdministrators: async () => ({ administrators: [], unread: [] }) });
    await expect(world.tick()).rejects.toMatchObject({ code: 'noRecipients' });
    expect(world.digests.get('2026-03-02')?.reason).toMatchObject({
      code: 'noRecipients',
      why: { kind: 'noAddress' },
    });
  });

  test('administrators that may not be read do not keep it from the configured addresses', async () => {
    const problem: Problem = {
      code: 'missingPermission',
      permission: 'RoleManagement.Read.Directory',
      lost: null,
    };
    const forbidden = {
      readAdministrators: () => Promise.reject(new Error('403')),
      problemOf: () => problem,
    };
    const world = aWorld({ ...forbidden, configuredRecipients: ['soc@contoso.example'] });
    await world.tick();
    expect(world.mails[0]?.mail.to).toEqual(['soc@contoso.example']);
    const alone = aWorld(forbidden);
    await expect(alone.tick()).rejects.toMatchObject({
      code: 'noRecipients',
      fault: { why: { kind: 'missingPermission', permission: 'RoleManagement.Read.Directory' } },
    });
  });

  test('a passing fault of reading them is waited out, so that they do not miss the news', async () => {
    let faults = 1;
    const world = aWorld({
      readAdministrators: async () => {
        if (faults-- > 0) throw new Error('throttled');
        return ADMINS;
      },
      configuredRecipients: ['soc@contoso.example'],
    });
    await expect(world.tick()).rejects.toThrow('throttled');
    expect(world.digests.get('2026-03-02')?.status).toBe('failed');
    await world.tick(NOW + HOUR_MS);
    expect(world.mails[0]?.mail.to).toContain('robin@contoso.example');
  });

  test('an operation whose fate cannot be learnt is not sent again, whatever its number of tries', async () => {
    const world = aWorld();
    world.answer(refused('busy'), unclear('dropped'));
    await expect(world.tick()).rejects.toThrow('busy');
    await expect(world.tick(NOW + HOUR_MS)).rejects.toThrow('dropped');
    const operation = world.mails[0]?.operationId ?? '';
    world.known.set(operation, unclear('theServiceDoesNotAnswer'));
    await expect(world.tick(NOW + 2 * HOUR_MS)).rejects.toThrow('theServiceDoesNotAnswer');
    world.known.set(operation, { kind: 'sent' });
    expect((await world.tick(NOW + 3 * HOUR_MS)).outcome).toBe('sent');
    expect(world.mails).toHaveLength(1);
  });

  test('a digest that went out unnoted, with no tick left on its day, is not repeated the next day', async () => {
    const world = aWorld();
    world.answer(unclear('theConnectionDropped'));
    await expect(world.tick()).rejects.toThrow();
    world.accounts.set('v', someFacts({ userId: 'v' }));
    await world.tick(TOMORROW);
    expect(world.digests.get('2026-03-02')?.status).toBe('sent');
    expect(world.subjects()).toEqual(['1 new, 0 resolved', '1 new, 0 resolved']);
    expect(Object.keys(world.digests.get('2026-03-03')?.named ?? {})).toEqual(['u', 'v']);
  });

  test('a digest that never went out is made good by the next one', async () => {
    const world = aWorld();
    world.answer(refused('noSuchSender'));
    await expect(world.tick()).rejects.toThrow();
    await world.tick(TOMORROW);
    expect(world.digests.get('2026-03-02')?.status).toBe('failed');
    expect(world.subjects()).toEqual(['1 new, 0 resolved']);
  });

  test('while the last digest is on its way, or a run is at it, the next one waits', async () => {
    const world = aWorld();
    world.answer({ kind: 'underWay' });
    await world.tick();
    // The last tick of its day.
    expect((await world.tick(TOMORROW - 6 * HOUR_MS)).outcome).toBe('underWay');
    expect((await world.tick(TOMORROW)).outcome).toBe('underWay');
    world.known.set(world.mails[0]?.operationId ?? '', { kind: 'sent' });
    expect((await world.tick(TOMORROW + HOUR_MS)).outcome).toBe('quiet');
    const [yesterday] = [...world.digests.values()];
    if (!yesterday) throw new Error('nothing was claimed');
    world.digests.set('2026-03-04', {
      ...yesterday,
      localDay: '2026-03-04',
      status: 'claimed',
      at: isoTime(NOW + 3 * DAY_MS),
    });
    expect((await world.tick(NOW + 3 * DAY_MS)).outcome).toBe('underWay');
  });

  test('a mail that stays on its way is reported by health, and keeps the next one waiting for six hours', async () => {
    const world = aWorld();
    world.answer({ kind: 'underWay' });
    await world.tick();
    expect(world.digests.get('2026-03-02')?.reason).toBeNull();
    const lastTick = TOMORROW - 6 * HOUR_MS;
    await world.tick(lastTick);
    expect(world.digests.get('2026-03-02')?.reason).toMatchObject({ mail: { kind: 'unconfirmed' } });
    expect((await world.tick(lastTick + 6 * HOUR_MS)).outcome).toBe('underWay');
    expect((await world.tick(lastTick + 6 * HOUR_MS + 1)).outcome).toBe('sent');
    expect(world.subjects()).toEqual(['1 new, 0 resolved', '1 new, 0 resolved']);
  });

  test('a run whose claim was taken over does not note its failure over what the other one did', async () => {
    const world = aWorld({
      readAdministrators: async () => {
        const [entry] = [...world.digests.values()];
        if (entry) world.digests.set(entry.localDay, { ...entry, status: 'sent', tries: 2 });
        throw new Error('too late');
      },
    });
    await expect(world.tick()).rejects.toThrow('too late');
    expect(world.digests.get('2026-03-02')?.status).toBe('sent');
  });

  test('while the fate of the last digest cannot be learnt, the next one waits', async () => {
    const world = aWorld();
    world.answer(unclear('theConnectionDropped'));
    await expect(world.tick()).rejects.toThrow();
    const operation = world.mails[0]?.operationId ?? '';
    world.known.set(operation, unclear('theServiceDoesNotAnswer'));
    await expect(world.tick(TOMORROW)).rejects.toThrow('theServiceDoesNotAnswer');
    expect(world.mails).toHaveLength(1);
  });

  test('a mail on its way counts as sent only when it is', async () => {
    const world = aWorld();
    world.answer({ kind: 'underWay' });
    expect((await world.tick()).outcome).toBe('underWay');
    expect(world.digests.get('2026-03-02')?.status).toBe('sending');
    world.known.set(world.mails[0]?.operationId ?? '', {
      kind: 'refused',
      reason: { kind: 'dropped', state: 'Failed', serviceCode: null },
    });
    expect((await world.tick(NOW + HOUR_MS)).outcome).toBe('sent');
    expect(new Set(world.mails.map(({ operationId }) => operationId)).size).toBe(2);
  });
});

test('more recipients than a mail may have get several, each address once', async () => {
  const configuredRecipients = Array.from({ length: 120 }, (_, index) => `admin${index}@contoso.example`);
  const world = aWorld({ toGlobalAdmins: false, configuredRecipients });
  expect(await world.tick()).toMatchObject({ outcome: 'sent', recipients: 120, mails: 3 });
  expect(world.mails.flatMap(({ mail }) => mail.to).sort()).toEqual([...configuredRecipients].sort());
  expect(new Set(world.mails.map(({ operationId }) => operationId)).size).toBe(3);
});

describe('of several mails', () => {
  const addresses = (count: number) => Array.from({ length: count }, (_, n) => `admin${n}@contoso.example`);
  const several = (count = 120) => {
    const read = { administrators: addresses(count) };
    const world = aWorld({
      readAdministrators: async () => ({
        administrators: read.administrators.map((address) => ({
          userId: address,
          displayName: null,
          userPrincipalName: null,
          enabled: true,
          address,
          held: 'active',
        })),
        unread: [],
      }),
    });
    return { ...world, read };
  };
  const timesMailed = (world: ReturnType<typeof several>) => {
    const times = new Map<string, number>();
    for (const { mail } of world.mails) {
      for (const address of mail.to) times.set(address, (times.get(address) ?? 0) + 1);
    }
    return times;
  };

  test('those that went out are left alone, though another administrator has come since', async () => {
    const world = several();
    world.answer({ kind: 'sent' }, refused('busy'));
    await expect(world.tick()).rejects.toThrow('busy');
    world.read.administrators = ['a new one@contoso.example', ...addresses(120)];
    expect(await world.tick(NOW + HOUR_MS)).toMatchObject({ outcome: 'sent', mails: 1, recipients: 50 });
    expect(timesMailed(world)).toEqual(
      new Map(world.mails.flatMap(({ mail }) => mail.to.map((to) => [to, 1]))),
    );
    expect(timesMailed(world).size).toBe(120);
  });

  test('each that was refused goes out under an operation that the service has not refused', async () => {
    const world = several();
    const busy = refused('busy');
    world.answer({ kind: 'sent' }, busy, busy);
    await expect(world.tick()).rejects.toThrow('busy');
    world.answer(busy);
    await expect(world.tick(NOW + HOUR_MS)).rejects.toThrow('busy');
    expect((await world.tick(NOW + 2 * HOUR_MS)).outcome).toBe('sent');
    expect(timesMailed(world).size).toBe(120);
    expect([...timesMailed(world).values()].every((times) => times === 1)).toBe(true);
    expect([...world.known.values()].filter(({ kind }) => kind === 'sent')).toHaveLength(3);
  });

  test('one that never went out is made good the next day, and the others get nothing twice', async () => {
    const world = several(60);
    world.answer({ kind: 'sent' }, refused('noSuchSender'));
    await expect(world.tick()).rejects.toThrow('noSuchSender');
    expect(await world.tick(TOMORROW)).toMatchObject({ outcome: 'sent', recipients: 10, mails: 1 });
    expect(world.subjects()).toEqual(['1 new, 0 resolved', '1 new, 0 resolved']);
    expect([...timesMailed(world).values()].every((times) => times === 1)).toBe(true);
    expect(world.digests.get('2026-03-03')).toMatchObject({ status: 'quiet', others: [expect.anything()] });
  });

  test('one that the service dropped goes out again, and the others do not', async () => {
    const world = several(60);
    world.answer({ kind: 'underWay' }, { kind: 'sent' });
    expect((await world.tick()).outcome).toBe('underWay');
    const dropped = refused('dropped');
    world.known.set(world.mails[0]?.operationId ?? '', dropped);
    expect(await world.tick(NOW + HOUR_MS)).toMatchObject({ outcome: 'sent', recipients: 50, mails: 1 });
    expect(world.mails.map(({ mail }) => mail.to.length)).toEqual([50, 10, 50]);
  });

  test('while one is on its way, its readers wait for the digest of the next day, and no others', async () => {
    const world = several(60);
    world.answer({ kind: 'sent' }, { kind: 'underWay' });
    expect((await world.tick()).outcome).toBe('underWay');
    world.accounts.set('v', someFacts({ userId: 'v' }));
    await world.tick(TOMORROW - 6 * HOUR_MS);
    expect((await world.tick(TOMORROW)).outcome).toBe('underWay');
    expect(world.mails.map(({ mail }) => mail.to.length)).toEqual([50, 10, 50]);
  });
});

test('the digest does not complain that it has not gone out', async () => {
  const told: string[] = [];
  const world = aWorld({
    readHealth: async () => ({
      poll: { readUntil: null },
      problems: [
        { code: 'digestLate', localDay: '2026-03-02' },
        { code: 'pollLate', readUntil: isoTime(NOW) },
      ],
    }),
    renderDigest: ({ problems }) => {
      told.push(...problems.map(({ code }) => code));
      return { subject: '', text: '', html: '' };
    },
  });
  await world.tick();
  expect(told).toEqual(['pollLate']);
});

test('a stop that appears days late is reported, and none is reported twice', async () => {
  const told: string[][] = [];
  const world = aWorld({
    whenQuiet: 'daily',
    renderDigest: ({ stopped }) => {
      told.push(stopped.map(({ userId }) => userId));
      return { subject: '', text: '', html: '' };
    },
  });
  const stop = (userId: string, at: number) =>
    world.accounts.set(
      userId,
      someFacts({ userId, apps: {}, lastSignal: { signal: 'blocked', at: isoTime(at) } }),
    );
  stop('v', NOW - HOUR_MS);
  await world.tick();
  stop('late', NOW - DAY_MS);
  await world.tick(TOMORROW);
  stop('v', NOW + HOUR_MS);
  await world.tick(TOMORROW + DAY_MS);
  stop('after an outage', NOW - 9 * DAY_MS);
  stop('long ago', NOW - 15 * DAY_MS);
  await world.tick(TOMORROW + 2 * DAY_MS);
  await world.tick(TOMORROW + 6 * DAY_MS);
  expect(told).toEqual([['v'], ['late'], ['v'], ['after an outage'], []]);
  expect(Object.keys(world.digests.get('2026-03-05')?.stopped ?? {})).toEqual([
    'v',
    'late',
    'after an outage',
  ]);
  expect(Object.keys(world.digests.get('2026-03-09')?.stopped ?? {})).toEqual(['v', 'late']);
});

test('after three weeks without a digest, the next one reports a stop of the days around the last one', async () => {
  const reported: string[][] = [];
  const world = aWorld({
    renderDigest: ({ stopped }) => {
      reported.push(stopped.map(({ userId }) => userId));
      return { subject: '', text: '', html: '' };
    },
  });
  await world.tick();
  const lastSignal = { signal: 'blocked' as const, at: isoTime(NOW - DAY_MS) };
  world.accounts.set('v', someFacts({ userId: 'v', apps: {}, lastSignal }));
  await world.tick(NOW + 21 * DAY_MS);
  expect(reported).toEqual([[], ['v']]);
});

test('an account stopped shortly before a digest is reported by the next one', async () => {
  const told: string[][] = [];
  const world = aWorld({
    readHealth: async () => ({ poll: { readUntil: isoTime(NOW) }, problems: [] }),
    renderDigest: ({ stopped }) => {
      told.push(stopped.map(({ userId }) => userId));
      return { subject: '', text: '', html: '' };
    },
  });
  await world.tick();
  // Stopped half an hour before the digest, and settled only after it.
  const lastSignal = { signal: 'blocked' as const, at: isoTime(NOW - HOUR_MS / 2) };
  world.accounts.set('v', someFacts({ userId: 'v', apps: {}, lastSignal }));
  await world.tick(TOMORROW);
  expect(told).toEqual([[], ['v']]);
});

describe('coverage', () => {
  const everyone = aTenantCoverage();
  const leavesOut = (userId: string) =>
    aTenantCoverage({
      apps: {
        azureCli: {
          coverage: 'someone',
          policies: ['p1'],
          gaps: [{ who: userId, why: 'excludedUser', policy: 'p1' }],
          gapCount: 1,
        },
      },
    });
  const trends = (contents: readonly DigestContent[]) =>
    contents.map(({ coverage }) => coverage?.trend ?? null);
  const watched = (coverage: TenantCoverage | null) => {
    const contents: DigestContent[] = [];
    const stored = { coverage };
    const world = aWorld({
      latestCoverage: async () => stored.coverage,
      renderDigest: (content) => {
        contents.push(content);
        return { subject: '', text: '', html: '' };
      },
    });
    return { ...world, contents, stored };
  };

  test('is reported when it has changed since the last digest that was sent, and then no more', async () => {
    const world = watched(everyone);
    await world.tick();
    expect((await world.tick(TOMORROW)).outcome).toBe('quiet');
    world.stored.coverage = leavesOut('u');
    expect((await world.tick(NOW + 2 * DAY_MS)).outcome).toBe('sent');
    expect((await world.tick(NOW + 3 * DAY_MS)).outcome).toBe('quiet');
    expect(trends(world.contents)).toEqual(['first', 'worse']);
    expect(world.contents[1]?.coverage?.known.people).toMatchObject({
      u: { userDisplayName: 'Alex Example' },
    });
  });

  test('that cannot be read any more is as it was last reported', async () => {
    const world = watched(everyone);
    await world.tick();
    world.stored.coverage = null;
    await world.tick(NOW + 7 * DAY_MS);
    world.stored.coverage = leavesOut('u');
    await world.tick(NOW + 8 * DAY_MS);
    expect(trends(world.contents)).toEqual(['first', null, 'worse']);
  });

  test('that changed and changed back between two digests is not reported', async () => {
    const world = watched(everyone);
    await world.tick();
    world.stored.coverage = leavesOut('u');
    world.stored.coverage = everyone;
    expect((await world.tick(TOMORROW)).outcome).toBe('quiet');
  });
});
