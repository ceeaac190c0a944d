import { Validator } from '@seriousme/openapi-schema-validator';
import { expect, test } from 'vitest';
import { buildApp } from '../apps/api/src/app.ts';
import { readConfig } from '../apps/api/src/config.ts';
import type { Database } from '../apps/api/src/db/database.ts';
import type { ApiDescription } from '../apps/api/src/installation/api-page.ts';

/** What the api says of itself, for those who write a client: valid, and nothing left to guess. */
const app = await buildApp({
  config: readConfig({ LOG_LEVEL: 'silent', BASEMAP: 'https://maps.example/style.json' }),
  database: new Promise<Database>(() => {}), // the description needs none
  web_folder: '/nonexistent',
});
// All at once, before a busy machine's event loop is found too slow and data is turned away.
const [given, page, style] = await Promise.all(
  ['/api/openapi.json', '/api/docs', '/api/docs/page.css'].map((url) => app.inject({ url })),
);
const description = given!.json<ApiDescription>();
const routes = Object.entries(description.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => [`${method.toUpperCase()} ${path}`, operation] as const),
);

test('is valid OpenAPI 3.1', async () => {
  expect(await new Validator().validate(structuredClone(description) as never)).toEqual({ valid: true });
});

test.each(routes)('%s says what it is for, what each parameter means, and how it refuses', (_, operation) => {
  expect(operation.summary).toMatch(/\S/);
  expect(operation.description).toMatch(/\.$/);
  expect(operation.tags).toHaveLength(1);
  const unexplained = operation.parameters?.filter((parameter) => !parameter.description).map(({ name }) => name);
  expect(unexplained ?? []).toEqual([]);
  expect(Object.keys(operation.responses)).toEqual(expect.arrayContaining(['421', '500', '503']));
});

test.each(routes)('%s gives every number with its unit or meaning', (_, { responses, requestBody }) => {
  const bodies = [...Object.values(responses), requestBody ?? {}];
  const schemas = bodies.flatMap(({ content }) => Object.values(content ?? {}).map(({ schema }) => schema));
  expect(schemas.flatMap((schema) => bareNumbers(schema))).toEqual([]);
});

type Schema = NonNullable<ApiDescription['components']>['schemas'] extends Record<string, infer S> | undefined
  ? S
  : never;

/** Paths of numbers that nothing describes. What describes a list describes what is in it. */
function bareNumbers(schema: Schema | undefined, path = '', described = false): string[] {
  if (schema === undefined) return [];
  const said = described || schema.description !== undefined;
  if ([schema.type].flat().some((type) => type === 'number' || type === 'integer')) return said ? [] : [path];
  const { items, additionalProperties: rest, properties = {}, anyOf = [], oneOf = [], prefixItems = [] } = schema;
  return [
    ...Object.entries(properties).flatMap(([name, field]) => bareNumbers(field, `${path}.${name}`)),
    ...[items, ...prefixItems, ...anyOf, ...oneOf, ...(typeof rest === 'object' ? [rest] : [])].flatMap((inner) =>
      bareNumbers(inner, path, said),
    ),
  ];
}

test('every route has a name of its own for client generators', () => {
  const names = routes.map(([, { operationId }]) => operationId);
  expect(new Set(names).size).toBe(names.length);
});

test('the page about it holds every route, and loads nothing but its style sheet', () => {
  expect(page!.headers['content-security-policy']).not.toMatch(/unsafe-inline|sha256/);
  for (const [, { operationId }] of routes) expect(page!.body).toContain(`<article id="${operationId}">`);
  expect(page!.body).not.toMatch(/<script|<style|style="|undefined|\[object/);
  const loaded = [...page!.body.matchAll(/<(?:link|img|iframe)[^>]* (?:href|src)="([^"]+)"/g)].map((match) => match[1]);
  expect(loaded).toEqual(['data:,', '/api/docs/page.css']);
  expect(style!.headers['content-type']).toContain('text/css');
});
