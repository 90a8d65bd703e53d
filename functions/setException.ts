import { app } from '@azure/functions';
import { exceptAccount } from '../shared/jobs/onDemand/exceptAccount';
import { services } from '../shared/services';
import { answering } from './http/errorResponse';

app.http('setException', {
  route: 'accounts/{userId}/exception',
  methods: ['PUT'],
  authLevel: 'function',
  handler: answering(async (request, context) => {
    const { parseBody } = await import('./http/body');
    const { askedBy } = await import('./http/caller');
    const { answerException, exceptionBody } = await import('./http/exception');
    const { access, accounts } = await services();
    const asking = askedBy(request, context, access);
    if ('refusal' in asking) return asking.refusal;
    const now = new Date();
    const parsed = await parseBody(exceptionBody(now.getTime()), request);
    if ('refusal' in parsed) return parsed.refusal;
    const exception = { ...parsed.body, by: asking.askedBy.author.by, setAt: now.toISOString() };
    const { userId: idOrUpn = '' } = request.params;
    return answerException(await exceptAccount(accounts, { idOrUpn, exception, ...asking }, now));
  }),
});
