import { app } from '@azure/functions';
import { exceptAccounts } from '../shared/jobs/onDemand/exceptAccounts';
import { services } from '../shared/services';
import { answering } from './http/errorResponse';

/**
 * The users are in the body, because a thousand ids do not fit in a path. Azure hands the body of any method to the app if the
 * request names its length (ToRpcHttp in https://github.com/Azure/azure-functions-host, read 2026-11-29).
 */
app.http('endExceptions', {
  route: 'exceptions',
  methods: ['DELETE'],
  authLevel: 'function',
  handler: answering(async (request, context) => {
    const { parseBody } = await import('./http/body');
    const { askedBy } = await import('./http/caller');
    const { answerExceptions, endExceptionsBody } = await import('./http/exceptions');
    const { access, exceptAccounts: deps } = await services();
    const asking = askedBy(request, context, access);
    if ('refusal' in asking) return asking.refusal;
    const parsed = await parseBody(endExceptionsBody, request);
    if ('refusal' in parsed) return parsed.refusal;
    const { users = [], group: groupId = null } = parsed.body;
    const asked = { users, groupId, exception: null, ...asking };
    return answerExceptions(await exceptAccounts(deps, asked));
  }),
});
