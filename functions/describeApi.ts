import { app } from '@azure/functions';
import { LIST_MS } from './http/deadline';
import { answering } from './http/errorResponse';
import { answerJson } from './http/response';

app.http('describeApi', {
  route: 'openapi.json',
  methods: ['GET'],
  authLevel: 'function',
  handler: answering(async (request) => {
    const { refuseExtras } = await import('./http/query');
    const refusal = refuseExtras(request);
    if (refusal !== null) return refusal;
    return answerJson((await import('./http/openApi')).openApi());
  }, LIST_MS),
});
