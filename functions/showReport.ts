import { app } from '@azure/functions';
import { buildReport } from '../shared/jobs/onDemand/buildReport';
import { renderReport } from '../shared/render/report/reportPage';
import { services } from '../shared/services';
import { answering } from './http/errorResponse';
import { answerPage } from './http/response';

app.http('showReport', {
  route: 'report',
  methods: ['GET'],
  authLevel: 'function',
  handler: answering(async () => {
    const { report } = await services();
    return answerPage(renderReport(await buildReport(report, new Date())));
  }),
});
