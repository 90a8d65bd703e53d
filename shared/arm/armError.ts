import { type FaultCode, HttpError } from '../http/httpError';

export type ArmErrorCode = FaultCode;

export type ArmFacts = {
  readonly status?: number;
  /** Azure's own error code. */
  readonly armCode?: string | null;
  /** How long Azure asked us to wait. */
  readonly retryAfterMs?: number | null;
  readonly cause?: unknown;
};

/** Why Azure Resource Manager gave no answer. `path` has no query. */
export class ArmError extends HttpError {
  readonly code: ArmErrorCode;
  readonly path: string;
  readonly status: number | null;
  readonly armCode: string | null;
  readonly retryAfterMs: number | null;

  constructor(code: ArmErrorCode, url: string, facts: ArmFacts = {}) {
    const path = URL.canParse(url, ANY_HOST) ? new URL(url, ANY_HOST).pathname : '/';
    const said = [facts.status, facts.armCode].filter((fact) => fact !== undefined && fact !== null);
    const answer = said.length > 0 ? ` (${said.join(' ')})` : '';
    super(`GET ${path}: ${WHAT[code]}${answer}. ${MEND[code]}`, { cause: facts.cause });
    this.name = 'ArmError';
    this.code = code;
    this.path = path;
    this.status = facts.status ?? null;
    this.armCode = facts.armCode ?? null;
    this.retryAfterMs = facts.retryAfterMs ?? null;
  }
}

const ANY_HOST = 'https://arm.invalid';

const WHAT: Readonly<Record<ArmErrorCode, string>> = {
  forbidden: 'Azure does not let the identity read this',
  unauthorized: 'Azure does not know the identity',
  notFound: 'Azure does not know this, or does not show it',
  throttled: 'Azure asks to wait for longer than this run may',
  outOfTime: 'the time of this run is over',
  unavailable: 'Azure Resource Manager cannot be reached or has a fault',
  timedOut: 'Azure Resource Manager took too long',
  badRequest: 'Azure does not take this query',
  badAnswer: 'the answer is not what Azure documents',
  foreignLink: 'the next page is on another host, which gets no token',
  endlessPaging: 'the pages do not end',
};

const MEND: Readonly<Record<ArmErrorCode, string>> = {
  forbidden: 'docs/permissions.md says which role shows it; the watch does without.',
  unauthorized:
    'Check that the identity (AZURE_CLIENT_ID) is of this tenant and that AZURE_CLOUD and ARM_ENDPOINT fit.',
  notFound: 'docs/permissions.md says which role shows it; the watch does without.',
  throttled: 'Nothing to do: the next run tries again.',
  outOfTime: 'Nothing to do: the next run tries again.',
  unavailable: 'If it stays, check ARM_ENDPOINT and the way out to it.',
  timedOut: 'If it stays, check ARM_ENDPOINT and the way out to it.',
  badRequest: 'Upgrade MFA Watch; if it stays, report it to the project.',
  badAnswer: 'Check ARM_ENDPOINT and that no proxy answers in its place.',
  foreignLink: 'Check ARM_ENDPOINT and that no proxy rewrites the answers.',
  endlessPaging: 'Upgrade MFA Watch; if it stays, report it to the project.',
};
