import { expect, test } from '@jest/globals';
import type { SendOutcome } from '../../../shared/domain/digest/mail';
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
    ['change draft 1', '2 new, 0 resolved', 'draft 1'],
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

test('a run that another one has overtaken meanwhile sends nothing', async () => {
  const world = aMailbox();
  const update = world.updateDigest;
  let updates = 0;
  const late = aWorld({
    ...world,
    updateDigest: async (...change) => (++updates === 2 ? null : update(...change)),
    mailer: {
      prepare: async () => ({ kind: 'ready', draftId: 'draft 1' }),
      send: async () => {
        throw new Error('must not be sent');
      },
      fateOf: async () => ({ kind: 'notSent', draftId: null }),
    },
  });
  expect((await late.tick()).outcome).toBe('underWay');
});
