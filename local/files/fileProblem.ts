/** Why a file or folder gives no sign-ins: a code, and the facts that `local/words/files.ts` puts into sentences. */
export type FileProblem =
  | { readonly code: 'notFound' | 'isFolder' | 'empty' | 'portalSteps' }
  | { readonly code: 'notReadable'; readonly because: Unreadable }
  /** `content` is `null` if it is of no kind that is known. */
  | { readonly code: 'notRecords'; readonly content: OtherContent | null }
  /** It holds sign-ins without the values that decide. */
  | { readonly code: 'unjudgeable'; readonly because: Unjudgeable }
  /** Some of its dates have one order and some the other, or nothing shows any. */
  | { readonly code: 'dateOrder'; readonly example: string; readonly isMixed: boolean }
  /** `files` is how many files the folder has. */
  | { readonly code: 'noneInFolder'; readonly files: number };

export type Unreadable =
  | { readonly code: 'damagedGzip' }
  /** `systemCode` is the file system's own: EACCES, for example. */
  | { readonly code: 'forbidden' | 'failed'; readonly systemCode: string };

export type Unjudgeable = 'defenderTable' | 'lostValues';

/** The content of a file that is not a sign-in log. */
export type OtherContent =
  | { readonly code: OtherKind }
  | { readonly code: 'otherLog'; readonly log: string }
  | { readonly code: 'errorAnswer'; readonly errorCode: string; readonly because: ErrorAnswer };

/** Kinds of files that people take for the sign-in log. */
export type OtherKind =
  | 'purviewSearch'
  | 'purviewLog'
  | 'officeActivity'
  | 'policies'
  | 'auditLog'
  | 'auditLogRows'
  | 'auditLogDownload'
  | 'riskDetections'
  | 'riskyUsers'
  | 'graphRequests'
  | 'activityLog'
  | 'activityLogDownload'
  | 'mandateReport'
  | 'methodsReport'
  | 'signInSummary'
  | 'users'
  | 'ownResult'
  | 'webPage'
  | 'zip';

/** Why Graph, Azure or the sign-in endpoint answered with an error. */
export type ErrorAnswer = 'notLicensed' | 'notPermitted' | 'notSignedIn' | 'tooBusy' | 'other';

/** Why a file in a folder is passed over. */
export type Skip =
  | { readonly code: 'linkToFolder' | 'notOrdinaryFile' | 'isResult' }
  | { readonly code: 'sameFile'; readonly as: string }
  | { readonly code: 'noSignIns'; readonly problem: FileProblem };
