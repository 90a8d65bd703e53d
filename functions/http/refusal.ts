import type { HttpResponseInit } from '@azure/functions';
import type { z } from 'zod';
import { answerError } from './response';

type Detail = { readonly parameter: string; readonly message: string };

/** The answer that names every bad parameter. */
export function refuseParameters(error: z.ZodError): HttpResponseInit {
  return refuse(
    error.issues.flatMap((issue): readonly Detail[] =>
      issue.code === 'unrecognized_keys'
        ? issue.keys.map((parameter) => ({ parameter, message: 'is no parameter of this endpoint' }))
        : [{ parameter: issue.path.join('.'), message: issue.message }],
    ),
  );
}

/** The same for parameters that are given more than once: which of the values counts is anybody's guess. */
export function refuseRepeated(names: readonly string[]): HttpResponseInit {
  return refuse(names.map((parameter) => ({ parameter, message: 'must be given once' })));
}

function refuse(details: readonly Detail[]): HttpResponseInit {
  const named = details.map(({ parameter, message }) => `${parameter}: ${message}`).join('; ');
  return answerError('badRequest', named, details);
}

/** The answer that names every problem of a JSON body. */
export function refuseBody(error: z.ZodError): HttpResponseInit {
  const details = error.issues.map(({ path, message }) => ({ property: path.join('.'), message }));
  const named = details.map(({ property, message }) =>
    property === '' ? message : `${property}: ${message}`,
  );
  return answerError('badRequest', `The JSON body: ${named.join('; ')}`, details);
}
