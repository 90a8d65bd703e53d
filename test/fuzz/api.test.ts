import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { openApi } from '../../functions/http/openApi';
import { fc } from '../seededFc';
import { type Answered, type ApiDocument, type Operation, operationsOf } from './document';
import { type Asked, requestsOf } from './requests';
import { CANARY } from './values';
import { startWorld, type World } from './world';

// Thousands of requests, made from the OpenAPI document, to the built app with stored data. Whatever is asked, the answer is one that
// the document describes, and what the document refuses is refused. `npm run fuzz` sends more, and other ones.

const document: ApiDocument = JSON.parse(JSON.stringify(openApi()));
const OPERATIONS = operationsOf(document);

/** Requests of each operation: fewer to those that take long, more to those that have much to get wrong. */
const RUNS: Readonly<Record<string, number>> = {
  checkNow: 60,
  checkNowByPost: 60,
  listFindings: 400,
  listAccounts: 250,
  readAccount: 250,
  setException: 500,
  endException: 250,
  setExceptions: 500,
  endExceptions: 500,
  showReport: 50,
  previewDigest: 60,
  sendTestMail: 120,
  reportHealth: 100,
  describeApi: 50,
};
const OF_NEW_ONES = 100;
const more = Number(process.env.EXPLORE_RUNS ?? 0);
const runsOf = ({ id }: Operation) => more || (RUNS[id] ?? OF_NEW_ONES);

let world: World;
/** How often each status came. */
const statuses = new Map<number, number>();
/** What each parameter was given: texts that it takes, and others. */
const given = new Map<string, Set<boolean>>();

beforeAll(async () => {
  world = await startWorld();
}, 180_000);
afterAll(() => world?.stop());

/** Sound for the document, and refused for what it says: no such app, an end that is over, a token of another list, two of one name, a group. */
const MEANT_WRONG =
  /until: must be (in the future|at most a year ahead)|^app: must be one of|continuation|users? have this address|group (are hidden|has more than)/;

function judge(operation: Operation, { query, refusals }: Asked, answer: Answered): void {
  const { status, body } = answer;
  for (const { name } of operation.parameters) {
    const texts = query.filter((pair) => pair[0] === name).map((pair) => operation.takes(name, pair[1]));
    const key = `${operation.id} ${name}`;
    given.set(key, new Set([...(given.get(key) ?? []), ...texts]));
  }
  statuses.set(status, (statuses.get(status) ?? 0) + 1);
  expect(operation.faultOf(answer)).toBeNull();
  const isMeantWrong = status === 400 && MEANT_WRONG.test(JSON.parse(body).error.message);
  const expected = refusals.length > 0 ? refusals : [200, 202, 404, 409, ...(isMeantWrong ? [400] : [])];
  expect(expected).toContain(status);
}

test('the app serves the document that its requests are made of', async () => {
  const { body } = await world.send('GET', plain('/openapi.json'));
  expect(JSON.parse(body)).toEqual(document);
});

test.each(OPERATIONS.map((operation) => [operation.id, operation] as const))(
  '%s answers as described, and refuses what is not described',
  async (_id, operation) => {
    await fc.assert(
      fc.asyncProperty(requestsOf(operation, world.known), async (asked) => {
        judge(operation, asked, await world.send(operation.method, asked));
      }),
      { numRuns: runsOf(operation) },
    );
  },
  more > 0 ? 3_600_000 : 120_000,
);

const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'];

describe('what the document does not offer', () => {
  test('is no method of any path', async () => {
    for (const [path, methods] of Object.entries(document.paths)) {
      for (const method of METHODS.filter((name) => !(name.toLowerCase() in methods))) {
        const answer = await world.send(method, plain(path.replace('{userId}', 'x')));
        // Azure answers 404: https://github.com/Azure/azure-functions-host/issues/10098 (read 2026-11-30)
        expect([path, method, answer.status]).toEqual([path, method, 405]);
        if (method !== 'HEAD') expect(JSON.parse(answer.body).error.code).toBe('methodNotAllowed');
      }
    }
  });

  test('is no path', async () => {
    const part = fc.string({ unit: 'binary', minLength: 1 }).map(encodeURIComponent);
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...METHODS), part, async (method, name) => {
        const answer = await world.send(method, plain(`/none/${name}`));
        expect(answer.status).toBe(404);
        if (method !== 'HEAD') expect(JSON.parse(answer.body).error.code).toBe('notFound');
      }),
    );
  });
});

describe('afterwards', () => {
  test('every kind of answer that a caller can bring about was seen, and no other', () => {
    expect([...statuses.keys()].sort()).toEqual([200, 202, 400, 404, 409, 413, 415]);
    const sound = (statuses.get(200) ?? 0) + (statuses.get(202) ?? 0);
    const all = [...statuses.values()].reduce((sum, count) => sum + count, 0);
    expect(sound / all).toBeGreaterThan(0.2);
    expect(all).toBeGreaterThanOrEqual(2_500);
    for (const { id, parameters } of OPERATIONS) {
      const inQuery = parameters.filter((one) => one.in === 'query');
      for (const { name } of inQuery) expect([name, given.get(`${id} ${name}`)?.size]).toEqual([name, 2]);
    }
  });

  test('the log has no error, and no text of any request', () => {
    const lines = world.log();
    expect(lines.filter((line) => / (error|critical): /.test(line))).toEqual([]);
    expect(lines.filter((line) => line.includes(CANARY))).toEqual([]);
  });
});

function plain(path: string): Asked {
  return { path, query: [], headers: {}, body: null, isChunked: false, refusals: [] };
}
