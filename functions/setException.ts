import { app } from '@azure/functions';
import { exceptAccount } from '../shared/jobs/exceptAccount';
import { services } from '../shared/services';
import { answering } from './http/answer';
import { parseBody } from './http/body';
import { answerException, callerOf, exceptionBody } from './http/exception';

app.http('setException', {
  route: 'accounts/{userId}/exception',
  methods: ['PUT'],
  authLevel: 'function',
  handler: answering(async (request) => {
    const now = new Date();
    const parsed = await parseBody(exceptionBody(now.getTime()), request);
    if ('refusal' in parsed) return parsed.refusal;
    const exception = { ...parsed.body, by: callerOf(request), setAt: now.toISOString() };
    const { accounts } = await services();
    const { userId: idOrUpn = '' } = request.params;
    return answerException(await exceptAccount(accounts, { idOrUpn, exception }, now));
  }),
});
