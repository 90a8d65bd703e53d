import type { Unread } from '../../shared/domain/coverage/policy';
import type { FileError } from '../files/fileError';
import type { Skip } from '../files/fileProblem';
import type { PolicyFileFault } from './policyFileFault';

/** A message of `policy` on standard error; `local/words/policy.ts` puts it into a sentence. */
export type PolicyRemark =
  /** The policies, by name, have a part that could not be read. */
  | { readonly code: 'unread'; readonly policies: readonly string[]; readonly unread: Unread }
  | { readonly code: 'onePage'; readonly file: string }
  /** Deleted policies enforce nothing until they are restored. */
  | { readonly code: 'deletedLeftOut'; readonly file: string; readonly policies: number }
  /** By name, each as often as it is repeated. */
  | { readonly code: 'repeated'; readonly policies: readonly string[] }
  | { readonly code: 'skipped'; readonly file: string; readonly because: PolicyFileFault }
  | { readonly code: 'passedOver'; readonly file: string; readonly skip: Skip }
  | { readonly code: 'notReadable'; readonly error: FileError }
  | { readonly code: 'moreSkipped'; readonly folder: string; readonly files: number }
  /** A policy takes user ids alone. */
  | { readonly code: 'breakGlassByName'; readonly account: string }
  | { readonly code: 'noBreakGlass' | 'notLicensed' | 'securityDefaultsUnknown' }
  | { readonly code: 'closingWritten' | 'closingNotNeeded'; readonly path: string }
  | { readonly code: 'nothingToCreate' | 'notConfirmed' | 'mayBeCreated' }
  | { readonly code: 'created'; readonly id: string };

export type WriteRemark = (remark: PolicyRemark) => void;
