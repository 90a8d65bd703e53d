import { app } from '@azure/functions';
import { readHealth } from '../shared/jobs/onDemand/readHealth';
import { services } from '../shared/services';
import { answering, answerJson } from './http/answer';

app.http('reportHealth', {
  route: 'health',
  methods: ['GET'],
  authLevel: 'function',
  handler: answering(async () => {
    const { health } = await services();
    const found = await readHealth(health, new Date());
    return answerJson(found, found.healthy ? 200 : 503);
  }),
});
