import { PATHS } from './openApiPaths';
import { type Json, SCHEMAS } from './openApiSchemas';

/** OpenAPI 3.1 of every HTTP endpoint; the parameters come from the schemas that check them. */
export function openApi(): Json {
  return {
    openapi: '3.1.0',
    info: {
      title: 'MFA Watch',
      version: '1',
      description:
        'The accounts that still sign in without MFA to apps for which Microsoft requires it, with the next step for each.',
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: '/api' }],
    security: [{ functionKey: [] }, { functionKeyInQuery: [] }],
    paths: PATHS,
    components: { securitySchemes: SECURITY, schemas: SCHEMAS },
  };
}

const SECURITY = {
  functionKey: { type: 'apiKey', in: 'header', name: 'x-functions-key' },
  functionKeyInQuery: { type: 'apiKey', in: 'query', name: 'code' },
};
