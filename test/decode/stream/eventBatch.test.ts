import { expect, test } from '@jest/globals';
import { eventBatch } from '../../../shared/decode/stream/eventBatch';

const METADATA = {
  partitionContext: { partitionId: '3', eventHubName: 'sign-ins' },
  sequenceNumberArray: [41, 42],
  enqueuedTimeUtcArray: ['2026-03-02T12:00:00.123', '2026-03-02T12:00:01'],
};
const PLACE = {
  partition: '3',
  first: { sequence: 41, enqueuedAt: '2026-03-02T12:00:00.123Z' },
  last: { sequence: 42, enqueuedAt: '2026-03-02T12:00:01.000Z' },
};

test('a batch is in a partition, from its first event to its last', () => {
  expect(eventBatch(['a', 'b'], METADATA)).toEqual({ bodies: ['a', 'b'], place: PLACE });
});

// The worker's gRPC library gives objects of two halves: seen with github.com/Azure/azure-functions-nodejs-worker 3.9.1 (2026-11-30).
test.each([
  ['two halves', [41, 42].map((low) => ({ low, high: 0, unsigned: false }))],
  ['texts', ['41', '42']],
])('sequence numbers may come as %s', (_how, sequenceNumberArray) => {
  expect(eventBatch(['a', 'b'], { ...METADATA, sequenceNumberArray }).place).toEqual(PLACE);
});

test('two halves make numbers beyond 32 bits', () => {
  const sequenceNumberArray = [{ low: -2, high: 1 }];
  expect(eventBatch(['a'], { ...METADATA, sequenceNumberArray }).place?.first.sequence).toBe(2 ** 33 - 2);
});

test.each([
  ['no metadata', undefined],
  ['no partition', { ...METADATA, partitionContext: undefined }],
  ['no times', { ...METADATA, enqueuedTimeUtcArray: [] }],
  ['a time that is none', { ...METADATA, enqueuedTimeUtcArray: ['now'] }],
])('with %s, the place of a batch is not known', (_what, metadata) => {
  expect(eventBatch(['a'], metadata)).toEqual({ bodies: ['a'], place: null });
});

test('one event alone is a batch too', () => {
  expect(eventBatch({ records: [] }, METADATA).bodies).toEqual([{ records: [] }]);
});
