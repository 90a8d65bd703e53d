import { app } from '@azure/functions';
import { exceptAccount } from '../shared/jobs/onDemand/exceptAccount';
import { services } from '../shared/services';
import { answering } from './http/errorResponse';

app.http('endException', {
  route: 'accounts/{userId}/exception',
  methods: ['DELETE'],
  authLevel: 'function',
  handler: answering(async (request, context) => {
    const { refuseExtras } = await import('./http/query');
    const { askedBy } = await import('./http/caller');
    const refusal = refuseExtras(request);
    if (refusal !== null) return refusal;
    const { answerException } = await import('./http/exception');
    const { access, accounts } = await services();
    const asking = askedBy(request, context, access);
    if ('refusal' in asking) return asking.refusal;
    const { userId: idOrUpn = '' } = request.params;
    const asked = { idOrUpn, exception: null, ...asking };
    return answerException(await exceptAccount(accounts, asked, new Date()));
  }),
});
