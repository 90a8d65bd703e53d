import { describe, expect, test } from '@jest/globals';
import type { Fate, Prepared, SendOutcome } from '../../../shared/domain/digest/mail';
import { HOUR_MS } from '../../../shared/domain/time';
import { NOW, someFacts } from '../../domain/builders';
import { aWorld } from './digestWorld';

// A mail service that sends drafts: the ledger must have the id of a draft before it is sent.

/** A mailbox that notes each call with the draft in the ledger at that moment. */
function aMailbox() {
  const calls: [call: string, subject: string | null, inLedger: string | null | undefined][] = [];
  const failing: ('prepare' | 'send')[] = [];
  let draft: string | null = null;
  const ledger = () => world.digests.get('2026-03-02')?.draftId;
  const refusal: SendOutcome & { kind: 'refused' } = {
    kind: 'refused',
    reason: { kind: 'mailbox', why: 'notAllowed', status: 403, serviceCode: 'ErrorAccessDenied' },
  };
  const fails = (call: 'prepare' | 'send') => failing[0] === call && failing.shift() !== undefined;
  const world = aWorld({
    mailer: {
      prepare: async ({ subject }, { draftId }) => {
        calls.push([draftId === null ? 'create' : `change ${draftId}`, subject, ledger()]);
        if (fails('prepare')) return refusal;
        draft = 'draft 1';
        return { kind: 'ready', draftId: draft };
      },
      send: async (_mail, { draftId }) => {
        calls.push([`send ${draftId}`, null, ledger()]);
        return fails('send') ? refusal : { kind: 'sent' };
      },
      fateOf: async () => ({ kind: 'notSent', draftId: draft }),
    },
  });
  return { ...world, calls, failing };
}

test('the ledger has the id of the draft before the draft is sent', async () => {
  const world = aMailbox();
  expect((await world.tick()).outcome).toBe('sent');
  expect(world.calls).toEqual([
    ['create', '1 new, 0 resolved', null],
    ['send draft 1', null, 'draft 1'],
  ]);
});

test('a try after a refusal writes the news of its time into the draft that is there', async () => {
  const world = aMailbox();
  world.failing.push('send');
  await expect(world.tick()).rejects.toMatchObject({ code: 'notSent' });
  world.accounts.set('v', someFacts({ userId: 'v' }));
  expect((await world.tick(NOW + HOUR_MS)).outcome).toBe('sent');
  expect(world.calls.slice(2)).toEqual([
    ['change draft 1', '2 new, 0 resolved', null],
    ['send draft 1', null, 'draft 1'],
  ]);
});

test('nothing is sent without a draft, and the next tick tries again', async () => {
  const world = aMailbox();
  world.failing.push('prepare');
  await expect(world.tick()).rejects.toMatchObject({ code: 'notSent' });
  expect(world.calls).toHaveLength(1);
  expect((await world.tick(NOW + HOUR_MS)).outcome).toBe('sent');
});

describe('a draft that is known from an earlier try', () => {
  const DRAFT: Fate = { kind: 'notSent', draftId: 'draft 1' };
  const READY: Prepared = { kind: 'ready', draftId: 'draft 1' };
  const OPEN: SendOutcome = {
    kind: 'unclear',
    reason: { kind: 'mailboxUnclear', status: 504, serviceCode: null },
  };

  /** The answer to the first mail was lost; the mailbox shows its draft. */
  async function lostAnswer() {
    let fate: Fate = DRAFT;
    let prepared = async (): Promise<Prepared> => READY;
    const sends: (string | null)[] = [];
    const world = aWorld({
      mailer: {
        prepare: () => prepared(),
        send: async (_mail, { draftId }) => {
          sends.push(draftId);
          return OPEN;
        },
        fateOf: async () => fate,
      },
    });
    await expect(world.tick()).rejects.toMatchObject({ code: 'notSent' });
    return {
      ...world,
      sends,
      setFate: (to: Fate) => {
        fate = to;
      },
      setPrepared: (to: typeof prepared) => {
        prepared = to;
      },
    };
  }

  test('counts with the news that it has, and not with those that it did not get', async () => {
    const world = await lostAnswer();
    world.accounts.set('v', someFacts({ userId: 'v' }));
    const gone = {
      kind: 'mailbox',
      why: 'draftGone',
      status: 404,
      serviceCode: 'ErrorItemNotFound',
    } as const;
    world.setPrepared(async () => ({ kind: 'refused', reason: gone }));
    await expect(world.tick(NOW + HOUR_MS)).rejects.toMatchObject({ code: 'notSent' });
    world.setFate({ kind: 'sent' });
    expect((await world.tick(NOW + 2 * HOUR_MS)).outcome).toBe('sent');
    expect(world.digests.get('2026-03-02')?.named).toEqual({ u: 'new' });
  });

  test('is not sent by a run that another one has overtaken meanwhile', async () => {
    const world = await lostAnswer();
    world.setPrepared(async () => {
      const entry = world.digests.get('2026-03-02');
      if (entry) await world.updateDigest(entry, { ...entry, tries: 7 });
      return READY;
    });
    expect((await world.tick(NOW + HOUR_MS)).outcome).toBe('underWay');
    expect(world.sends).toHaveLength(1);
  });

  test('is found by its mark alone after a certain refusal, so that a draft that is gone then does not count as sent', async () => {
    const world = aMailbox();
    world.failing.push('send');
    await expect(world.tick()).rejects.toMatchObject({ code: 'notSent' });
    expect(world.digests.get('2026-03-02')).toMatchObject({ status: 'failed', draftId: null });
  });
});
