import { app } from '@azure/functions';
import { answering, answerJson } from './http/answer';

app.http('describeApi', {
  route: 'openapi.json',
  methods: ['GET'],
  authLevel: 'function',
  handler: answering(async () => answerJson((await import('./http/openApi')).openApi())),
});
