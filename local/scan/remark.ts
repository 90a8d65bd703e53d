import type { FormName } from '../../shared/decode/form';

/** Something worth knowing about the input that is no error; `local/words/scan.ts` puts it into a sentence. */
export type Remark =
  /** Only the style of its dates shows their order. */
  | { readonly code: 'monthFirst'; readonly file: string }
  /** It is a page of Graph that is not the last. */
  | { readonly code: 'morePages'; readonly file: string }
  | {
      readonly code: 'fieldsMissing';
      readonly file: string;
      readonly form: FormName;
      /** How many sign-ins lack some of the fields. */
      readonly signIns: number;
      /** Paths in the form of Graph. */
      readonly fields: readonly string[];
    }
  | { readonly code: 'otherLogs'; readonly records: number; readonly logs: readonly string[] }
  /** Workload identities are exempt from the mandate. */
  | { readonly code: 'onlyWorkloads' }
  /** `records` leaves out the one that counts of each sign-in. */
  | { readonly code: 'repeats'; readonly records: number }
  /** No sign-in is to the tenant that the user named. */
  | { readonly code: 'otherTenant'; readonly tenant: string };
