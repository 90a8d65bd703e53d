import { HttpRequest } from '@azure/functions';
import { describe, expect, test } from '@jest/globals';
import { auditQuery, auditToken } from '../../functions/http/audit';
import { openApi } from '../../functions/http/openApi';
import { parseQuery } from '../../functions/http/query';
import { AUDIT_ACTIONS, type AuditEntry } from '../../shared/domain/audit/auditEntry';
import { auditCsv } from '../../shared/render/auditCsv';
import { fc } from '../seededFc';

const AT = { at: '2026-11-30T09:00:00.000Z', id: 'a0000001-0000-4000-8000-00000000000a' };
const encoded = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
const parse = (query: string) =>
  parseQuery(auditQuery, new HttpRequest({ method: 'GET', url: `http://127.0.0.1/?${query}` }));

describe('a continuation token', () => {
  test('leads back to its place, and fits a query as it is', () => {
    const time = fc.date({ min: new Date(0), noInvalidDate: true, max: new Date('9999-12-31') });
    fc.assert(
      fc.property(time, fc.uuid(), (date, id) => {
        const at = { at: date.toISOString(), id };
        const token = auditToken.encode(at);
        expect(token).toMatch(/^[\w-]+$/);
        expect(parse(`continuation=${token}`)).toMatchObject({ query: { continuation: at } });
      }),
    );
  });

  test.each([
    ['no base64url', '%25%25'],
    ['no JSON', Buffer.from('{').toString('base64url')],
    ['null', encoded(null)],
    ['a time that is none', encoded({ ...AT, at: 'today' })],
    ['a time without milliseconds, which no page gives', encoded({ ...AT, at: '2026-11-30T09:00:00Z' })],
    ['an id that ends a filter', encoded({ ...AT, id: "' or RowKey ge '" })],
    ['one field too many', encoded({ ...AT, more: 1 })],
  ])('that is %s is refused, with the fix', (_what, token) => {
    const { refusal } = parse(`continuation=${token}`) as { refusal: { status: number; jsonBody: unknown } };
    expect(refusal).toMatchObject({ status: 400 });
    expect(JSON.stringify(refusal.jsonBody)).toContain('must come from a page of the audit');
  });
});

test('the query asks for an hour, an account and a kind of change', () => {
  expect(parse('from=2026-11-01&user=A0000001&action=endException&limit=5&format=csv&code=k')).toEqual({
    query: {
      from: '2026-11-01T00:00:00.000Z',
      user: 'a0000001',
      action: 'endException',
      limit: 5,
      format: 'csv',
    },
  });
  for (const bad of ['limit=0', 'limit=1001', 'action=delete', 'from=x', 'who=kim'])
    expect(parse(bad)).toMatchObject({ refusal: { status: 400 } });
});

const ENTRY: AuditEntry = {
  ...AT,
  action: 'setException',
  outcome: 'done',
  by: '=cmd()',
  how: 'functionKey',
  byId: '3f9a1c2b',
  userId: 'u',
  to: null,
  before: { reason: 'Old', until: '2026-11-01T00:00:00.000Z', by: 'kim', setAt: '2026-10-01T00:00:00.000Z' },
  after: { reason: '+1, "quoted"', until: '2026-12-01T00:00:00.000Z' },
};

test('the CSV has a line for each entry, and no cell runs as a formula', () => {
  const [head, line, ...rest] = auditCsv([ENTRY]).split('\n');
  expect(head).toBe(
    'at,action,outcome,by,how,byId,userId,to,reason,until,reasonBefore,untilBefore,byBefore,setAtBefore,id',
  );
  expect(line).toBe(
    `${AT.at},setException,done,'=cmd(),functionKey,3f9a1c2b,u,,"'+1, ""quoted""",2026-12-01T00:00:00.000Z,Old,2026-11-01T00:00:00.000Z,kim,2026-10-01T00:00:00.000Z,${AT.id}`,
  );
  expect(rest).toEqual(['']);
});

test('an entry has the fields that the OpenAPI document describes', () => {
  const { schemas } = JSON.parse(JSON.stringify(openApi())).components;
  const { properties } = schemas.AuditEntry;
  expect(Object.keys(properties).sort()).toEqual(Object.keys(ENTRY).sort());
  expect(properties.action.enum).toEqual([...AUDIT_ACTIONS]);
});
