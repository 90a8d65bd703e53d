import type { PolicyExportFault } from '../../shared/decode/policyExport';

/** Why a file or folder gives no policies; `local/words/policyFile.ts` puts it into a sentence. */
export type PolicyFileFault =
  | PolicyExportFault
  | { readonly code: 'empty' | 'notJson' | 'damagedGzip' }
  /** `files` is how many files the folder has. */
  | { readonly code: 'noneInFolder'; readonly files: number };
