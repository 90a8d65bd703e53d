import { HttpRequest, InvocationContext } from '@azure/functions';
import { describe, expect, test } from '@jest/globals';
import { answering } from '../../functions/http/errorResponse';
import { describeFailure } from '../../local/commands/failure';
import { askHealth } from '../../local/doctor/health';
import { NotCreatedError, RefusedError } from '../../local/policy/refused';
import { connectArm } from '../../shared/arm/connectArm';
import { acsMailer } from '../../shared/email/acs';
import { LOCAL_CREDENTIAL } from '../../shared/email/acsTalk';
import { connectGraph } from '../../shared/graph/connectGraph';
import { GraphError } from '../../shared/graph/graphError';
import { DigestError } from '../../shared/jobs/digest/digestError';
import { connectWorkspace } from '../../shared/logAnalytics/connectWorkspace';
import { kql } from '../../shared/logAnalytics/kql';
import { accountOf } from '../../shared/tables/accounts';
import { connectTables } from '../../shared/tables/connect';
import { served } from '../served';

const TEXTS = [
  ['clears the screen', '\u001B[2J\u001B[1;1HAll is well'],
  ['colours the screen by one character', '\u009B31mAll is well'],
  ['adds a line of ours', 'x\r\nmfa-watch: All is well\u2028mfa-watch: All is well'],
  ['turns the reading direction', '\u202Ellew si llA\u2066'],
  ['hides a part', 'All\u200Bis\u0000well\u{E0041}'],
  ['is very long', 'All is well. '.repeat(4_000)],
  ['is a very long word', 'w'.repeat(50_000)],
] as const;

const NOW = { now: () => 0, wait: async () => {}, random: () => 0 };
const token = async () => 'secret';

/** The errors of all adapters if their services refuse with this text as code and message. */
async function errorsOf(text: string): Promise<readonly Error[]> {
  const errors: Error[] = [];
  for (const status of [400, 403, 404, 429, 500]) {
    const { endpoint } = await served(() => ({
      status,
      headers: { 'retry-after': '7200' },
      body: {
        error: { code: text, message: text },
        'odata.error': { code: text, message: { lang: 'en', value: text } },
      },
    }));
    const tables = connectTables({ endpoint, credential: null, firstWaitMs: 1, longestWaitMs: 2 });
    const asked: readonly Promise<unknown>[] = [
      connectGraph({ endpoint, token, paced: false, ...NOW }).get('/v1.0/users'),
      connectArm({ endpoint, token, ...NOW }).get('/subscriptions'),
      connectWorkspace({ endpoint, token, workspaceId: 'w', ...NOW }).ask({
        query: kql`SigninLogs`,
        generated: { from: 0, to: 1 },
      }),
      accountOf(tables.accounts, 'a'),
      sent(endpoint),
    ];
    for (const outcome of await Promise.allSettled(asked)) {
      if (outcome.status !== 'rejected') throw new Error(`No error after ${status}.`);
      errors.push(outcome.reason);
    }
  }
  const refusals = errors.filter((error) => error instanceof GraphError);
  return [
    ...errors,
    ...refusals.flatMap((error) => [new RefusedError(error), new NotCreatedError(error)]),
    new Error(text),
    Object.assign(new Error('x'), { name: text, stack: `${text}\n    at ${text}` }),
  ];
}

async function sent(endpoint: string): Promise<void> {
  const acs = acsMailer({ endpoint, sender: 'a@contoso.example', credential: LOCAL_CREDENTIAL, clock: NOW });
  const mail = { subject: 's', text: 't', html: 'h', to: ['b@contoso.example'] };
  const name = { operationId: '0f8fad5b-d9cb-469f-a165-70867728950e', draftId: null };
  const outcome = await acs.send(mail, name);
  if (outcome.kind === 'refused' || outcome.kind === 'unclear')
    throw new DigestError({ system: 'watch', code: 'notSent', mail: outcome.reason });
}

/** The answer to the caller, and what the log keeps. */
async function answered(error: unknown): Promise<string> {
  const lines: string[] = [];
  const context = new InvocationContext({
    logHandler: (_level, ...parts) => void lines.push(parts.join(' ')),
  });
  const request = new HttpRequest({ method: 'GET', url: 'http://127.0.0.1/' });
  const answer = await answering(() => Promise.reject(error))(request, context);
  return JSON.stringify([answer, lines]);
}

/** What moves the cursor, colours, breaks a line or turns the reading direction; the end of a line of ours is none of it. */
const MOVES = /(?!\n)[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u;

describe.each(TEXTS)('a code or a message that %s', (_what, text) => {
  test('reaches neither terminal, answer nor log as it is', async () => {
    const errors = await errorsOf(text);
    expect(errors.length).toBeGreaterThan(30);
    for (const error of errors) {
      const { message } = describeFailure(error);
      expect(message).not.toMatch(MOVES);
      expect(message.split('\n').filter((line) => line.startsWith('mfa-watch: All'))).toEqual([]);
      expect(message.length).toBeLessThan(5_000);
      const fault = 'fault' in error ? JSON.stringify(error.fault) : '';
      expect(fault).not.toMatch(/All is well|llew|www/);
      const kept = await answered(error);
      expect(JSON.parse(kept).flat().join('')).not.toMatch(MOVES);
      expect(kept.length).toBeLessThan(30_000);
    }
  });

  test('of an app does not reach the terminal through doctor', async () => {
    const problem = { code: text, sentence: text, mend: text };
    const health = { healthy: false, posture: { refreshedAt: null }, problems: [problem] };
    for (const reply of [{ body: health }, { status: 500, body: { error: { message: text } } }]) {
      const { endpoint } = await served(() => reply);
      const answer = JSON.stringify(await askHealth(endpoint, 'key'));
      expect(JSON.parse(answer)).toMatchObject({ kind: expect.stringMatching(/^(health|failed)$/) });
      expect(answer).not.toMatch(MOVES);
      expect(answer).not.toMatch(/\\u00|\\n/);
      expect(answer.length).toBeLessThan(5_000);
    }
  });
});
