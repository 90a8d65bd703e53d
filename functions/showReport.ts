import { app } from '@azure/functions';
import { buildReport } from '../shared/jobs/buildReport';
import { renderReport } from '../shared/render/reportPage';
import { services } from '../shared/services';
import { answering, answerText } from './http/answer';

/** The page needs no script and loads nothing: whatever slipped into it could do nothing. */
const LOCKED = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'";

app.http('showReport', {
  route: 'report',
  methods: ['GET'],
  authLevel: 'function',
  handler: answering(async () => {
    const { report } = await services();
    const page = renderReport(await buildReport(report, new Date()));
    return answerText(page, 'text/html; charset=utf-8', { 'content-security-policy': LOCKED });
  }),
});
