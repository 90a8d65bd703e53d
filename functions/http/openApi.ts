import { headers, responses } from './openApiParts';
import { paths } from './openApiPaths';
import { answerSchemas, type Json } from './openApiSchemas';

/** OpenAPI 3.1 of every HTTP endpoint: parameters and bodies by the schemas that check them, answers by those of answers/. */
export function openApi(): Json {
  return {
    openapi: '3.1.0',
    info: {
      title: 'MFA Watch',
      version: '1',
      description:
        'The accounts that still sign in without MFA to apps for which Microsoft requires it, with the next step for each. Parameters that an operation does not name, and parameters that are given twice, are refused. Lengths count UTF-16 code units: most emoji count as two.',
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: '/api' }],
    security: [{ functionKey: [] }, { functionKeyInQuery: [] }],
    paths: paths(),
    components: {
      securitySchemes: SECURITY,
      headers: headers(),
      responses: responses(),
      schemas: answerSchemas(),
    },
  };
}

const SECURITY = {
  functionKey: { type: 'apiKey', in: 'header', name: 'x-functions-key' },
  functionKeyInQuery: { type: 'apiKey', in: 'query', name: 'code' },
};
