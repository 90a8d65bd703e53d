import type { HttpResponseInit } from '@azure/functions';
import type { z } from 'zod';
import { answerError } from './response';

type Detail = { readonly parameter: string; readonly message: string };

/** The answer that names the bad parameters. */
export function refuseParameters(error: z.ZodError): HttpResponseInit {
  const details = error.issues.flatMap(({ path, ...issue }): readonly Detail[] =>
    issue.code === 'unrecognized_keys' && path.length === 0
      ? issue.keys.map((parameter) => ({ parameter, message: 'is no parameter of this endpoint' }))
      : // What is wrong within a token is nothing that a caller wrote.
        [{ parameter: String(path[0] ?? ''), message: issue.message }],
  );
  return refuse([...new Map(details.map((one) => [JSON.stringify(one), one])).values()]);
}

/** The same for parameters that are given more than once: which of the values counts is anybody's guess. */
export function refuseRepeated(names: readonly string[]): HttpResponseInit {
  return refuse(names.map((parameter) => ({ parameter, message: 'must be given once' })));
}

function refuse(details: readonly Detail[]): HttpResponseInit {
  const named = details.map(({ parameter, message }) => `${parameter}: ${message}`);
  return answerError('badRequest', inOneLine(named), details.slice(0, MOST_NAMED));
}

/** Whoever sends a thousand wrong users learns as much from the first few. */
const MOST_NAMED = 20;

function inOneLine(problems: readonly string[]): string {
  const more = problems.length - MOST_NAMED;
  return `${problems.slice(0, MOST_NAMED).join('; ')}${more > 0 ? `; and ${more} more` : ''}`;
}

/** The answer that names the problems of a JSON body. */
export function refuseBody(error: z.ZodError): HttpResponseInit {
  const details = error.issues.map(({ path, message }) => ({ property: path.join('.'), message }));
  const named = details.map(({ property, message }) =>
    property === '' ? message : `${property}: ${message}`,
  );
  return answerError('badRequest', `The JSON body: ${inOneLine(named)}`, details.slice(0, MOST_NAMED));
}
