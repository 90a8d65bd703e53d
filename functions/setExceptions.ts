import { app } from '@azure/functions';
import { exceptAccounts } from '../shared/jobs/onDemand/exceptAccounts';
import { services } from '../shared/services';
import { answering } from './http/errorResponse';

app.http('setExceptions', {
  route: 'exceptions',
  methods: ['PUT'],
  authLevel: 'function',
  handler: answering(async (request) => {
    const { parseBody } = await import('./http/body');
    const { callerOf } = await import('./http/exception');
    const { answerExceptions, exceptionsBody } = await import('./http/exceptions');
    const now = new Date();
    const parsed = await parseBody(exceptionsBody(now.getTime()), request);
    if ('refusal' in parsed) return parsed.refusal;
    const { users = [], group: groupId = null, reason, until } = parsed.body;
    const exception = { reason, until, by: callerOf(request), setAt: now.toISOString() };
    const ready = await services();
    return answerExceptions(await exceptAccounts(ready.exceptAccounts, { users, groupId, exception }));
  }),
});
