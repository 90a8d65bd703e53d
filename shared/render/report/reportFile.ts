import type { ReportContent } from '../../domain/report';
import { reportPolicy } from './policy';
import { renderReport } from './reportPage';

/** The report with the Content-Security-Policy that its own file names, for a server that sends it as a header too. */
export function reportFile(content: ReportContent): { readonly html: string; readonly policy: string } {
  return { html: renderReport(content), policy: reportPolicy() };
}
