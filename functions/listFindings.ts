import { app } from '@azure/functions';
import { findingsCsv } from '../shared/render/findingsCsv';
import { services } from '../shared/services';
import { LIST_MS } from './http/deadline';
import { answering } from './http/errorResponse';
import { answerCsv, answerError, answerJson } from './http/response';

app.http('listFindings', {
  route: 'findings',
  methods: ['GET'],
  authLevel: 'function',
  handler: answering(async (request) => {
    const { findingsQuery, parseQuery } = await import('./http/query');
    const { findingPageJson } = await import('./http/pages');
    const parsed = parseQuery(findingsQuery, request);
    if ('refusal' in parsed) return parsed.refusal;
    const { format, ...asked } = parsed.query;
    const { listFindings, appNames } = await services();
    if (asked.app !== undefined && !Object.hasOwn(appNames, asked.app)) {
      return answerError('badRequest', `app: must be one of ${Object.keys(appNames).join(', ')}`);
    }
    const page = await listFindings({
      from: asked.from ?? null,
      to: asked.to ?? null,
      user: asked.user ?? null,
      app: asked.app ?? null,
      verdict: asked.verdict ?? null,
      limit: asked.limit,
      continuation: asked.continuation ?? null,
    });
    if (format === 'json') {
      return answerJson(findingPageJson(page));
    }
    return answerCsv(findingsCsv(page.findings), page.continuation);
  }, LIST_MS),
});
