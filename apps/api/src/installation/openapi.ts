import swagger from '@fastify/swagger';
import swaggerUi from '@fastify/swagger-ui';
import { jsonSchemaTransform, jsonSchemaTransformObject } from 'fastify-type-provider-zod';
import type { RoomApp } from '../room.ts';
import { VERSION } from './version.ts';

const VIEWER_STYLE = 'sha256-RL3ie0nH+Lzz2YNqQN83mnU0J1ot4QL7b99vMdIX99w=';

/** The description of the api, gathered from every route registered after it: /api/openapi.json, readable at /api/docs. */
export async function describeApi(app: RoomApp): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Lägesbild',
        version: VERSION,
        description:
          'The safety map that a municipality and its police share. Every refusal is a problem (RFC 9457) whose ' +
          '`detail` is one sentence in the language of Accept-Language: sv, en or ar.',
        license: { name: 'EUPL-1.2', identifier: 'EUPL-1.2' },
      },
    },
    // Without the second one, references to named schemas dangle.
    transform: jsonSchemaTransform,
    transformObject: jsonSchemaTransformObject,
  });
  app.get('/api/openapi.json', { schema: { hide: true } }, async () => app.swagger());
  await app.register(swaggerUi, {
    routePrefix: '/api/docs',
    // The policy of every other page holds here too, but for one style sheet that the viewer writes itself.
    transformStaticCSP: (policy) => policy.replace("style-src 'self'", `style-src 'self' '${VIEWER_STYLE}'`),
    uiConfig: { layout: 'BaseLayout', validatorUrl: null, docExpansion: 'list', defaultModelsExpandDepth: 0 },
    theme: { title: 'Lägesbild api' },
  });
}
