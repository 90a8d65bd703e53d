import { app, type HttpRequest, type HttpResponseInit, type InvocationContext } from '@azure/functions';
import { previewDigest, sendTestMail } from '../shared/jobs/digest/previewDigest';
import { previewPage } from '../shared/render/digest/previewPage';
import { mailFaultInWords } from '../shared/render/words/mailFaults';
import { services } from '../shared/services';
import { answering } from './http/errorResponse';
import { answerError, answerJson, answerPage, answerText } from './http/response';

app.http('previewDigest', {
  route: 'digest',
  methods: ['GET', 'POST'],
  authLevel: 'function',
  handler: answering((request, context) =>
    request.method === 'POST' ? sendTest(request, context) : preview(request),
  ),
});

async function preview(request: HttpRequest): Promise<HttpResponseInit> {
  const { parseQuery, previewQuery } = await import('./http/query');
  const parsed = parseQuery(previewQuery, request);
  if ('refusal' in parsed) return parsed.refusal;
  const found = await previewDigest((await services()).digest, new Date());
  switch (parsed.query.format) {
    case 'html':
      return answerPage(previewPage(found.html));
    case 'text':
      return answerText(`${found.subject}\n\n${found.text}`, 'text/plain; charset=utf-8');
    case 'json':
      return answerJson(found);
  }
}

async function sendTest(request: HttpRequest, context: InvocationContext): Promise<HttpResponseInit> {
  const { parseBody, testMailBody } = await import('./http/body');
  const { askedBy } = await import('./http/caller');
  const { access, digest } = await services();
  const asking = askedBy(request, context, access);
  if ('refusal' in asking) return asking.refusal;
  const parsed = await parseBody(testMailBody, request);
  if ('refusal' in parsed) return parsed.refusal;
  const outcome = await sendTestMail(digest, { to: parsed.body.to, ...asking }, new Date());
  switch (outcome.kind) {
    case 'sent':
    case 'underWay':
      return answerJson({ outcome: outcome.kind }, 202);
    case 'refused':
    case 'unclear':
      return answerError('unavailable', mailFaultInWords(outcome.reason));
  }
}
