import { expect, test } from '@jest/globals';
import { recordsIn } from '../../../shared/decode/stream/recordsIn';
import { fc } from '../../seededFc';

const RECORDS = [{ id: 'a' }, { id: 'b' }];
const ENVELOPE = { records: RECORDS };

test.each([
  ['the envelope of Azure Monitor', ENVELOPE, RECORDS],
  ['its text', JSON.stringify(ENVELOPE), RECORDS],
  ['its bytes', Buffer.from(JSON.stringify(ENVELOPE)), RECORDS],
  ['a list of records', RECORDS, RECORDS],
  ['a list of envelopes', [ENVELOPE, { records: [{ id: 'c' }] }], [...RECORDS, { id: 'c' }]],
  ['one record', { id: 'a' }, [{ id: 'a' }]],
  ['an envelope with one record that is no list', { records: { id: 'a' } }, [{ id: 'a' }]],
  ['an empty envelope', { records: [] }, []],
])('%s holds its records', (_what, body, records) => {
  expect(recordsIn(body)).toEqual({ kind: 'records', records });
});

test.each([
  ['text that is no JSON', '{"records": [', 'not JSON', '{"records": ['],
  ['bytes that are no text', Buffer.from([0xff, 0x00]), 'not JSON', '\ufffd\u0000'],
  ['a number', 7, 'not an object or a list', '7'],
  ['nothing', null, 'not an object or a list', 'null'],
  ['JSON text of a text', '"hello"', 'not an object or a list', '"hello"'],
])('%s is rejected with its reason and its text', (_what, body, reason, raw) => {
  expect(recordsIn(body)).toEqual({ kind: 'rejected', reject: { field: 'event', reason, raw } });
});

test('any body gives records or a reject, and never an error', () => {
  fc.assert(
    fc.property(fc.oneof(fc.jsonValue(), fc.string(), fc.uint8Array(), fc.anything()), (body) => {
      expect(['records', 'rejected']).toContain(recordsIn(body).kind);
    }),
  );
});
