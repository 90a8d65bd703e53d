import type { Finding } from '../domain/finding/finding';
import { requirersInWords } from './words/requirement';

/** A finding as the API gives it: text in place of codes. */
export type FindingJson = Omit<Finding, 'requirements'> & { readonly requiredBy: readonly string[] };

export function findingJson({ requirements, client, place, ...finding }: Finding): FindingJson {
  return { ...finding, requiredBy: requirersInWords(requirements), client, place };
}
