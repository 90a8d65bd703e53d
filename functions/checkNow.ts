import { app } from '@azure/functions';
import { checkTenant } from '../shared/jobs/onDemand/checkTenant';
import { checkUser } from '../shared/jobs/onDemand/checkUser';
import { services } from '../shared/services';
import { answering } from './http/errorResponse';
import { answerError, answerJson } from './http/response';

app.http('checkNow', {
  route: 'check',
  methods: ['GET', 'POST'],
  authLevel: 'function',
  handler: answering(async (request) => {
    const { checkQuery, parseQuery } = await import('./http/query');
    const { tenantCheckJson, userCheckJson } = await import('./http/checks');
    const parsed = parseQuery(checkQuery, request);
    if ('refusal' in parsed) return parsed.refusal;
    const { user, days } = parsed.query;
    const ready = await services();
    if (user === undefined)
      return answerJson(tenantCheckJson(await checkTenant(ready.checkTenant, new Date())));
    const check = await checkUser(ready.checkUser, { user, days }, new Date());
    return check
      ? answerJson(userCheckJson(check))
      : answerError(
          'notFound',
          'No user with this id, name or address is stored, in the directory, or in the log of these days. Give a user id, UPN or mail address.',
        );
  }),
});
