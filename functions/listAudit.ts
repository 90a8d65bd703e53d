import { app } from '@azure/functions';
import { auditCsv } from '../shared/render/auditCsv';
import { services } from '../shared/services';
import { LIST_MS } from './http/deadline';
import { answering } from './http/errorResponse';
import { answerCsv, answerJson } from './http/response';

app.http('listAudit', {
  route: 'audit',
  methods: ['GET'],
  authLevel: 'function',
  handler: answering(async (request) => {
    const { parseQuery } = await import('./http/query');
    const { auditQuery, auditToken } = await import('./http/audit');
    const parsed = parseQuery(auditQuery, request);
    if ('refusal' in parsed) return parsed.refusal;
    const { from, to, user, action, format, limit, continuation } = parsed.query;
    const { listAudit } = await services();
    const { entries, next } = await listAudit({
      from: from ?? null,
      to: to ?? null,
      userId: user ?? null,
      action: action ?? null,
      limit,
      after: continuation ?? null,
    });
    const token = next && auditToken.encode(next);
    if (format === 'json') return answerJson({ entries, continuation: token });
    return answerCsv(auditCsv(entries), token);
  }, LIST_MS),
});
