import { describe, expect, test } from '@jest/globals';
import { isWatchError } from '../../shared/domain/watchError';
import { fc } from '../seededFc';
import { ALL_READERS } from './readers';
import { hostileJson } from './texts';

/** Names of fields that the adapters read. */
const NAMES = [
  ...['id', 'displayName', 'userPrincipalName', 'accountEnabled', 'mail', 'otherMails', 'proxyAddresses'],
  ...['principalId', 'roleDefinitionId', 'principal', '@odata.type', 'value', 'signInActivity', 'isEnabled'],
  ...['tenantId', 'inboundTrust', 'isMfaAccepted', 'methodsRegistered', 'isMfaCapable', 'isDraft', 'title'],
  ...['startDateTime', 'lastModifiedDateTime', 'services', 'body', 'content', 'policyApplies', 'properties'],
  ...['subscriptionId', 'state', 'name', 'type', 'eventTimestamp', 'claims', 'operationName', 'conditions'],
  ...['userId', 'createdDateTime', 'sequence', 'enqueuedAt', 'problems', 'hearing', 'signIn', 'status'],
];
const ID = 'b0000001-0000-4000-8000-000000000001';
const NAME = 'alex@contoso.example';

describe('any answer is read, or refused by an error with a name', () => {
  test.each(ALL_READERS)('%s', async (_name, read) => {
    await fc.assert(
      fc.asyncProperty(hostileJson(NAMES), fc.constantFrom(ID, NAME), async (answer, text) => {
        const failure: unknown = await read(answer, text).then(
          () => null,
          (error: unknown) => error,
        );
        if (failure !== null && !isWatchError(failure)) throw failure;
        expect(Object.keys(Object.prototype)).toEqual([]);
      }),
    );
  });
});

test('a post that is all beginnings of links is read in time', async () => {
  const [, read] = ALL_READERS.find(([name]) => name.startsWith('postPages')) ?? [];
  const time = '2026-03-02T10:34:32Z';
  const beginnings = ['<a ', '<a href="', '<', '<a href=x ', '&#xa0', '\n '].map((one) =>
    one.repeat(300_000),
  );
  for (const content of [...beginnings, `<a ${'href="x" '.repeat(300_000)}`]) {
    const body = { content };
    const began = performance.now();
    await read?.([{ id: 'MC1', title: 'x', startDateTime: time, lastModifiedDateTime: time, body }], ID);
    expect(performance.now() - began).toBeLessThan(2_000);
  }
});
