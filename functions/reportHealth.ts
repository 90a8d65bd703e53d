import { app } from '@azure/functions';
import { services } from '../shared/services';
import { LIST_MS } from './http/deadline';
import { answering } from './http/errorResponse';
import { healthJson } from './http/health';
import { answerJson } from './http/response';

app.http('reportHealth', {
  route: 'health',
  methods: ['GET'],
  authLevel: 'function',
  handler: answering(async (request) => {
    const { refuseExtras } = await import('./http/query');
    const refusal = refuseExtras(request);
    if (refusal !== null) return refusal;
    const { readHealth } = await services();
    const found = await readHealth(new Date());
    return answerJson(healthJson(found), found.healthy ? 200 : 503);
  }, LIST_MS),
});
