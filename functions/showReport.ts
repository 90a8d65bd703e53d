import { app } from '@azure/functions';
import { buildReport } from '../shared/jobs/buildReport';
import { renderReport } from '../shared/render/reportPage';
import { services } from '../shared/services';
import { answering, answerPage } from './http/answer';

app.http('showReport', {
  route: 'report',
  methods: ['GET'],
  authLevel: 'function',
  handler: answering(async () => {
    const { report } = await services();
    return answerPage(renderReport(await buildReport(report, new Date())));
  }),
});
