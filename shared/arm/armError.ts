import type { z } from 'zod';
import type { ArmFault, HttpCode } from '../domain/fault';
import { wordOf } from '../domain/word';
import { type Fail, HttpError, type HttpFacts } from '../http/httpError';

/** Azure Resource Manager did not answer as asked. */
export class ArmError extends HttpError<ArmFault> {
  constructor(code: HttpCode, url: string, facts: HttpFacts = {}) {
    const { status = null } = facts;
    super({ system: 'arm', code, path: pathOf(url), status, serviceCode: wordOf(facts.serviceCode) }, facts);
    this.name = 'ArmError';
  }
}

const ANY_HOST = 'https://arm.invalid';
/** A link to the next page is the service's own text. */
const LONGEST_PATH = 200;

function pathOf(url: string): string {
  return URL.canParse(url, ANY_HOST) ? new URL(url, ANY_HOST).pathname.slice(0, LONGEST_PATH) : '/';
}

export const armError: Fail = (code, url, facts) => new ArmError(code, url, facts);

/**
 * An answer in our shape.
 *
 * @throws ArmError `badAnswer` if it does not fit the schema
 */
export function decoded<T>(answer: unknown, schema: z.ZodType<T, unknown>, path: string): T {
  const result = schema.safeParse(answer);
  if (result.success) return result.data;
  throw new ArmError('badAnswer', path, { cause: result.error });
}
