import { app } from '@azure/functions';
import { answering, answerJson } from './http/answer';
import { openApi } from './http/openApi';

app.http('describeApi', {
  route: 'openapi.json',
  methods: ['GET'],
  authLevel: 'function',
  handler: answering(async () => answerJson(openApi())),
});
