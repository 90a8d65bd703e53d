import { app, type HttpRequest, type HttpResponseInit } from '@azure/functions';
import { listAccounts, readAccount } from '../shared/jobs/onDemand/listAccounts';
import { accountJson } from '../shared/render/accountJson';
import { accountsCsv } from '../shared/render/accountsCsv';
import { services } from '../shared/services';
import { LIST_MS } from './http/deadline';
import { answering } from './http/errorResponse';
import { answerCsv, answerJson } from './http/response';

app.http('listAccounts', {
  route: 'accounts/{userId?}',
  methods: ['GET'],
  authLevel: 'function',
  handler: answering(async (request) => {
    const { userId } = request.params;
    return userId ? answerOne(userId, request) : answerList(request);
  }, LIST_MS),
});

async function answerOne(userId: string, request: HttpRequest): Promise<HttpResponseInit> {
  const { refuseExtras } = await import('./http/query');
  const refusal = refuseExtras(request);
  if (refusal !== null) return refusal;
  const account = await readAccount((await services()).accounts, userId, new Date());
  const { answerUnknownAccount } = await import('./http/exception');
  return account ? answerJson(accountJson(account)) : answerUnknownAccount();
}

async function answerList(request: HttpRequest): Promise<HttpResponseInit> {
  const { accountsQuery, parseQuery } = await import('./http/query');
  const { accountToken } = await import('./http/accountToken');
  const { accountPageJson } = await import('./http/pages');
  const parsed = parseQuery(accountsQuery, request);
  if ('refusal' in parsed) return parsed.refusal;
  const { state, kind, readiness, effect, format, limit, continuation } = parsed.query;
  const page = await listAccounts(
    (await services()).accounts,
    {
      state: state ?? null,
      kind: kind ?? null,
      readiness: readiness ?? null,
      effect: effect ?? null,
      limit,
      after: continuation ?? null,
    },
    new Date(),
  );
  const token = page.next && accountToken.encode(page.next);
  if (format === 'json') return answerJson(accountPageJson(page, token));
  return answerCsv(accountsCsv(page.accounts), token);
}
