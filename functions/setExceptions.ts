import { app } from '@azure/functions';
import { exceptAccounts } from '../shared/jobs/onDemand/exceptAccounts';
import { services } from '../shared/services';
import { answering } from './http/errorResponse';

app.http('setExceptions', {
  route: 'exceptions',
  methods: ['PUT'],
  authLevel: 'function',
  handler: answering(async (request, context) => {
    const { parseBody } = await import('./http/body');
    const { askedBy } = await import('./http/caller');
    const { answerExceptions, exceptionsBody } = await import('./http/exceptions');
    const { access, exceptAccounts: deps } = await services();
    const asking = askedBy(request, context, access);
    if ('refusal' in asking) return asking.refusal;
    const now = new Date();
    const parsed = await parseBody(exceptionsBody(now.getTime()), request);
    if ('refusal' in parsed) return parsed.refusal;
    const { users = [], group: groupId = null, reason, until } = parsed.body;
    const exception = { reason, until, by: asking.askedBy.author.by, setAt: now.toISOString() };
    return answerExceptions(await exceptAccounts(deps, { users, groupId, exception, ...asking }));
  }),
});
