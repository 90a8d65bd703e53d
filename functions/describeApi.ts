import { app } from '@azure/functions';
import { answering } from './http/errorResponse';
import { answerJson } from './http/response';

app.http('describeApi', {
  route: 'openapi.json',
  methods: ['GET'],
  authLevel: 'function',
  handler: answering(async () => answerJson((await import('./http/openApi')).openApi())),
});
