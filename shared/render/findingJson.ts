import type { Finding } from '../domain/finding/finding';
import { requirersInWords } from './words/requirement';

/** A finding as the API gives it: text in place of codes. */
export type FindingJson = Omit<Finding, 'requirements'> & { readonly requiredBy: readonly string[] };

/** Field by field: to spread the rest takes thirty times as long, for each finding of a page. */
export function findingJson(finding: Finding): FindingJson {
  return {
    id: finding.id,
    createdDateTime: finding.createdDateTime,
    userId: finding.userId,
    userPrincipalName: finding.userPrincipalName,
    app: finding.app,
    verdict: finding.verdict,
    cause: finding.cause,
    because: finding.because,
    detail: finding.detail,
    evidence: finding.evidence,
    provisional: finding.provisional,
    signal: finding.signal,
    userDisplayName: finding.userDisplayName,
    interactive: finding.interactive,
    ipAddress: finding.ipAddress,
    resourceId: finding.resourceId,
    resourceDisplayName: finding.resourceDisplayName,
    correlationId: finding.correlationId,
    leansOn: finding.leansOn,
    reportOnlyStops: finding.reportOnlyStops,
    requiredBy: requirersInWords(finding.requirements),
    client: finding.client,
    place: finding.place,
  };
}
