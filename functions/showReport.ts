import { app } from '@azure/functions';
import { buildReport } from '../shared/jobs/onDemand/buildReport';
import { services } from '../shared/services';
import { REPORT_MS } from './http/deadline';
import { answering } from './http/errorResponse';
import { answerPage } from './http/response';

app.http('showReport', {
  route: 'report',
  methods: ['GET'],
  authLevel: 'function',
  handler: answering(async (request) => {
    const { refuseExtras } = await import('./http/query');
    const refusal = refuseExtras(request);
    if (refusal !== null) return refusal;
    // The page with its script is a third of the app: a worker loads it when somebody asks for it.
    const { reportFile } = await import('../shared/render/report/reportFile');
    const { report } = await services();
    return answerPage(reportFile(await buildReport(report, new Date())));
  }, REPORT_MS),
});
