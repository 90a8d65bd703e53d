import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { RestError } from '@azure/data-tables';
import { HttpRequest, InvocationContext } from '@azure/functions';
import { describe, expect, test } from '@jest/globals';
import { answering } from '../functions/http/errorResponse';
import { healthJson } from '../functions/http/health';
import { connectArm } from '../shared/arm/connectArm';
import type { MailFault } from '../shared/domain/fault';
import { failureOf } from '../shared/domain/watchError';
import { fateOfLook, outcomeOfPost } from '../shared/email/acsOutcome';
import { outboxMailer } from '../shared/email/outbox';
import { connectGraph } from '../shared/graph/connectGraph';
import { DigestError } from '../shared/jobs/digest/digestError';
import { UnreadableError } from '../shared/jobs/poll/pollProblems';
import { renderDigest } from '../shared/render/digest/mail';
import { renderReport } from '../shared/render/report/reportPage';
import { tablesError } from '../shared/tables/errors';
import { aDigest, aReport } from './render/builders';
import { withoutScripts } from './render/markup';

const ROOT = join(__dirname, '..');

/** The text of Node, of a proxy and of an SDK: a host of the network, markup, and a person. */
const NODE = 'connect ECONNREFUSED 10.1.2.3:443';
const PAGE = `<html><body>${'Blocked by proxy01.corp.invalid. '.repeat(500)}</body></html>`;
const SDK = 'ManagedIdentityCredential: no identity for alex@contoso.example';
const FOREIGN = /10\.1\.2\.3|proxy01|Blocked|corp\.invalid|alex|ManagedIdentityCredential/;

const TEXTS = [
  ['Node', NODE],
  ['a proxy', PAGE],
  ['an SDK', SDK],
] as const;

const fast = { now: () => 0, wait: async () => {}, random: () => 0 };

/** The error of an adapter that is answered so, or whose own client throws. */
async function errorsOfHttp(text: string): Promise<readonly unknown[]> {
  const errors: unknown[] = [];
  const clients: readonly (() => Promise<Response>)[] = [
    () => Promise.reject(Object.assign(new Error(text), { code: text, cause: new Error(text) })),
    async () => new Response(text, { status: 500 }),
    async () => new Response(text, { status: 403 }),
    async () => new Response(text),
    async () => Response.json({ error: { code: text, message: text } }, { status: 400 }),
    async () =>
      Response.json({ value: [], '@odata.nextLink': `https://${text}`, nextLink: `https://${text}` }),
  ];
  const token = async () => 'local';
  for (const fetch of clients) {
    const options = { ...fast, endpoint: 'http://127.0.0.1:1', token, fetch };
    for (const pages of [
      connectGraph({ ...options, paced: false }).pages('/v1.0/users'),
      connectArm(options).pages('/x'),
    ])
      await (async () => {
        for await (const _ of pages);
      })().catch((error: unknown) => errors.push(error));
  }
  const refused = {
    ...fast,
    endpoint: 'http://127.0.0.1:1',
    fetch,
    token: () => Promise.reject(new Error(text)),
  };
  await connectGraph(refused)
    .get('/v1.0/organization')
    .catch((error: unknown) => errors.push(error));
  return errors;
}

function errorsOfTables(text: string): readonly unknown[] {
  const facts = [{}, { statusCode: 400 }, { statusCode: 403 }, { statusCode: 503 }];
  return facts.map((fact) => tablesError(new RestError(text, { code: text, ...fact })));
}

async function errorsOfMail(text: string): Promise<readonly unknown[]> {
  const error = Object.assign(new Error(text), { code: text, name: text });
  const answer = (status: number) => ({
    status,
    retryAfter: null,
    state: text,
    code: text,
    isOfProxy: false,
  });
  const talks = [0, 202, 400, 401, 429, 500].map((status) => ({
    answers: status === 0 ? [] : [answer(status)],
    error,
  }));
  const broken = async () => Promise.reject(error);
  const files = { mkdir: broken, writeFile: broken, rename: broken, access: broken };
  const outbox = outboxMailer({ folder: 'out', now: () => new Date(0), files });
  const name = { operationId: '00000000-0000-5000-8000-000000000001', draftId: 'draft' };
  const outcomes = [
    ...talks.flatMap((talk) => [outcomeOfPost(talk), fateOfLook(talk)]),
    await outbox.send({ subject: '', text: '', html: '', to: [] }, name),
    await outbox.fateOf(name),
  ];
  const mails = outcomes.flatMap((outcome): MailFault[] =>
    outcome.kind === 'refused' || outcome.kind === 'unclear' ? [outcome.reason] : [],
  );
  return mails.map((mail) => new DigestError({ system: 'watch', code: 'notSent', mail }));
}

/** All that a reader sees of an error: health, digest, report, and the answer of the API. */
async function shown(error: unknown): Promise<string> {
  const failure = failureOf(error);
  const problems = [
    { code: 'pollFailed', failure },
    { code: 'postureFailed', part: 'coverage', at: null, failure },
    { code: 'digestFailed', failure },
  ] as const;
  const health = healthJson({
    healthy: false,
    poll: { onTime: false, readUntil: null, lagMinutes: null },
    posture: { onTime: false, refreshedAt: null },
    digest: { onTime: false, localDay: null, status: null },
    rejectsLast7Days: 0,
    problems,
  });
  const handler = answering(() => Promise.reject(error));
  const request = new HttpRequest({ method: 'GET', url: 'http://127.0.0.1/' });
  const answer = await handler(request, new InvocationContext({ logHandler: () => {} }));
  return JSON.stringify([
    health,
    answer,
    renderDigest(aDigest({ problems })),
    withoutScripts(renderReport(aReport({ problems }))),
  ]);
}

describe.each(TEXTS)('no text of %s reaches health, digest, report or API', (_whose, text) => {
  test.each([
    ['Graph or Azure Resource Manager', errorsOfHttp, 13],
    ['Table Storage', errorsOfTables, 4],
    ['the mail service', errorsOfMail, 10],
    ['no adapter', () => [new Error(text), Object.assign(new Error(text), { code: 'throttled' }), text], 3],
  ])('in an error of %s', async (_adapter, errorsOf, least) => {
    const errors = await errorsOf(text);
    expect(errors.length).toBeGreaterThanOrEqual(least);
    for (const error of errors) {
      const span = { from: 0, to: 1 };
      expect(await shown(error)).not.toMatch(FOREIGN);
      expect(await shown(new UnreadableError(span, error))).not.toMatch(FOREIGN);
    }
  });
});

test('every error class extends WatchError, but FieldError, which its decoder always catches', async () => {
  const bases: string[] = [];
  for (const folder of ['functions', 'shared', 'local']) {
    for (const path of await readdir(join(ROOT, folder), { recursive: true })) {
      if (!path.endsWith('.ts')) continue;
      const text = await readFile(join(ROOT, folder, path), 'utf8');
      bases.push(...[...text.matchAll(/class (\w+) extends Error\b/g)].map(([, name = '']) => name));
    }
  }
  expect(bases.sort()).toEqual(['FieldError', 'WatchError']);
});

test('no error is recognised by its code alone', async () => {
  for (const folder of ['functions', 'shared', 'local']) {
    for (const path of await readdir(join(ROOT, folder), { recursive: true })) {
      if (!path.endsWith('.ts')) continue;
      expect(await readFile(join(ROOT, folder, path), 'utf8')).not.toMatch(
        /'code' in (error|cause|failure|thrown)/,
      );
    }
  }
});
