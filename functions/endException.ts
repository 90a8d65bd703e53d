import { app } from '@azure/functions';
import { exceptAccount } from '../shared/jobs/onDemand/exceptAccount';
import { services } from '../shared/services';
import { answering } from './http/errorResponse';

app.http('endException', {
  route: 'accounts/{userId}/exception',
  methods: ['DELETE'],
  authLevel: 'function',
  handler: answering(async (request) => {
    const { refuseExtras } = await import('./http/query');
    const refusal = refuseExtras(request);
    if (refusal !== null) return refusal;
    const { answerException } = await import('./http/exception');
    const { accounts } = await services();
    const { userId: idOrUpn = '' } = request.params;
    return answerException(await exceptAccount(accounts, { idOrUpn, exception: null }, new Date()));
  }),
});
