import { app } from '@azure/functions';
import { exceptAccount } from '../shared/jobs/onDemand/exceptAccount';
import { services } from '../shared/services';
import { answering } from './http/errorResponse';

app.http('setException', {
  route: 'accounts/{userId}/exception',
  methods: ['PUT'],
  authLevel: 'function',
  handler: answering(async (request) => {
    const { parseBody } = await import('./http/body');
    const { answerException, callerOf, exceptionBody } = await import('./http/exception');
    const now = new Date();
    const parsed = await parseBody(exceptionBody(now.getTime()), request);
    if ('refusal' in parsed) return parsed.refusal;
    const exception = { ...parsed.body, by: callerOf(request), setAt: now.toISOString() };
    const { accounts } = await services();
    const { userId: idOrUpn = '' } = request.params;
    return answerException(await exceptAccount(accounts, { idOrUpn, exception }, now));
  }),
});
