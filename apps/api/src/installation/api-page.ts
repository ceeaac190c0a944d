/** What of an OpenAPI document the page shows. */
export interface ApiDescription {
  info: { title: string; version: string; description?: string };
  tags?: { name: string; description?: string }[];
  paths: Record<string, Record<string, Operation>>;
  components?: { schemas?: Record<string, Schema>; responses?: Record<string, Response> };
}
export interface Operation {
  operationId?: string;
  tags?: string[];
  security?: Record<string, string[]>[];
  summary?: string;
  description?: string;
  parameters?: {
    name: string;
    in: string;
    required?: boolean;
    description?: string | undefined;
    example?: unknown;
    schema: Schema;
  }[];
  requestBody?: { content: Content };
  responses: Record<string, Response>;
}
type Content = Record<string, { schema?: Schema }>;
interface Response {
  $ref?: string;
  description?: string;
  content?: Content;
}
interface Schema {
  $ref?: string;
  type?: string | string[];
  description?: string;
  enum?: unknown[];
  const?: unknown;
  format?: string;
  default?: unknown;
  pattern?: string;
  minimum?: number;
  maximum?: number;
  properties?: Record<string, Schema>;
  required?: string[];
  items?: Schema;
  prefixItems?: Schema[];
  additionalProperties?: Schema | boolean;
  anyOf?: Schema[];
  oneOf?: Schema[];
}

/** The description of the api as a page to read: no script, nothing from elsewhere, light and dark, printable. */
export function apiPage(document: ApiDescription): string {
  const { info } = document;
  const groups = groupsOf(document);
  const index = groups.map(
    ({ name, routes }) =>
      `<li>${escaped(name)}<ul>${routes.map(({ id, title }) => `<li><a href="#${id}">${title}</a></li>`).join('')}</ul></li>`,
  );
  return `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark"><title>The api of ${escaped(info.title)}</title>
<link rel="icon" href="data:,"><link rel="stylesheet" href="/api/docs/page.css"></head>
<body>
<nav aria-label="Routes"><p><a href="/">${escaped(info.title)}</a> ${escaped(info.version)}</p><ul>${index.join('')}</ul></nav>
<main><h1>The api of ${escaped(info.title)}</h1>
<p>${prose(info.description)}</p>
<p>For programs: <a href="/api/openapi.json">openapi.json</a> (OpenAPI 3.1).</p>
${groups.map(({ name, description, routes }) => `<section><h2>${escaped(name)}</h2><p>${prose(description)}</p>${routes.map(({ html }) => html).join('')}</section>`).join('\n')}
</main></body></html>
`;
}

interface Group {
  name: string;
  description: string | undefined;
  routes: { id: string; title: string; html: string }[];
}

function groupsOf(document: ApiDescription): Group[] {
  const groups = new Map<string, Group>();
  for (const { name, description } of document.tags ?? []) groups.set(name, { name, description, routes: [] });
  for (const [path, methods] of Object.entries(document.paths))
    for (const [method, operation] of Object.entries(methods)) {
      const name = operation.tags?.[0] ?? 'other';
      const group = groups.get(name) ?? { name, description: undefined, routes: [] };
      groups.set(name, group);
      const id = escaped(operation.operationId ?? `${method}-${path}`);
      const title = `<b>${method.toUpperCase()}</b> ${breakable(path)}`;
      group.routes.push({ id, title, html: routeOf(id, title, operation, document) });
    }
  return [...groups.values()].filter(({ routes }) => routes.length > 0);
}

function routeOf(id: string, title: string, operation: Operation, document: ApiDescription): string {
  const parameters = (operation.parameters ?? []).map(
    ({ name, in: where, required, description, schema, example }) =>
      `<tr><th scope="row"><code>${escaped(name)}</code></th><td>${where === 'path' ? 'address' : required ? 'required' : 'optional'}</td><td>${prose(description)} ${plainType(schema)}${limitsOf(schema, example)}</td></tr>`,
  );
  const answers = Object.entries(operation.responses).map(([status, given]) => {
    const { description, content } = resolved(given, document);
    return `<tr><th scope="row">${status}</th><td>${prose(description)} ${bodies(content)}</td></tr>`;
  });
  const body =
    operation.requestBody === undefined ? '' : `<h4>Body</h4><p>${bodies(operation.requestBody.content)}</p>`;
  return `<article id="${id}"><h3><a href="#${id}">${title}</a></h3>
<p class="summary">${escaped(operation.summary ?? '')}</p>${operation.description ? `<p>${prose(operation.description)}</p>` : ''}
<p>${whoMay(operation)}</p>
${parameters.length > 0 ? `<table><caption>Asked with</caption>${parameters.join('')}</table>` : ''}${body}
<table><caption>Answered with</caption>${answers.join('')}</table></article>
`;
}

/** "Signed in as analyst or administrator." */
function whoMay({ security = [] }: Operation): string {
  const [roles] = security.flatMap((way) => Object.values(way));
  if (roles === undefined) return 'For everybody.';
  return roles.length === 0
    ? 'Signed in.'
    : `Signed in as ${escaped(new Intl.ListFormat('en', { type: 'disjunction' }).format(roles))}.`;
}

const resolved = (given: Response, { components }: ApiDescription): Response =>
  given.$ref === undefined ? given : (components?.responses?.[given.$ref.split('/').at(-1) ?? ''] ?? given);

function bodies(content: Content | undefined): string {
  const kinds = Object.entries(content ?? {}).map(([kind, { schema }]) => {
    const fields = schema === undefined ? '' : fieldsOf(schema);
    const name = `<code>${escaped(kind)}</code>`;
    return fields === '' ? name : `<details><summary>${name}</summary>${fields}</details>`;
  });
  return kinds.join(' ');
}

/** A schema's fields as nested lists; '' where there is nothing to tell beyond the kind of the answer. */
function fieldsOf(schema: Schema): string {
  const inner = schema.items ?? (typeof schema.additionalProperties === 'object' ? schema.additionalProperties : null);
  if (schema.properties === undefined) {
    const parts = [...(schema.anyOf ?? schema.oneOf ?? []), ...(inner === null ? [] : [inner])];
    return parts.map(fieldsOf).join('');
  }
  const fields = Object.entries(schema.properties).map(([name, field]) => {
    const optional = schema.required?.includes(name) ? '' : ', optional';
    return `<li><code>${escaped(name)}</code> ${plainType(field)}${optional}${field.description ? `: ${prose(field.description)}` : ''}${fieldsOf(field)}</li>`;
  });
  return `<ul>${fields.join('')}</ul>`;
}

/** A type in a few words: `string or null`, `one of a, b`, `array of number`. */
function plainType(schema: Schema): string {
  if (schema.$ref !== undefined) return escaped(schema.$ref.split('/').at(-1) ?? '');
  if (schema.enum !== undefined)
    return `one of ${schema.enum.map((value) => `<code>${escaped(String(value))}</code>`).join(', ')}`;
  if (schema.const !== undefined) return `<code>${escaped(String(schema.const))}</code>`;
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices !== undefined) return [...new Set(choices.map(plainType))].join(' or ');
  if (schema.type === 'array') return schema.items === undefined ? 'array' : `array of ${plainType(schema.items)}`;
  return `<i>${escaped([schema.format ?? schema.type ?? 'any'].flat().join(' or '))}</i>`;
}

/** What a value may be, in the words of the schema: `, 5 to 20000, 50 by default, such as 17.8`. */
function limitsOf({ minimum, maximum, default: usual, pattern }: Schema, example: unknown): string {
  const code = (value: unknown): string => `<code>${escaped(String(value))}</code>`;
  const range = minimum === undefined ? [] : [maximum === undefined ? `from ${minimum}` : `${minimum} to ${maximum}`];
  const parts = [
    ...range,
    ...(usual === undefined ? [] : [`${code(usual)} by default`]),
    ...(example === undefined ? [] : [`such as ${code(example)}`]),
    ...(pattern === undefined ? [] : [`pattern ${code(pattern)}`]),
  ];
  return parts.map((part) => `, ${part}`).join('');
}

export const escaped = (text: string): string =>
  text.replace(/[&<>"']/g, (character) => `&#${character.codePointAt(0)};`);
/** Text with `code` in it. */
const prose = (text: string | undefined): string => escaped(text ?? '').replace(/`([^`]+)`/g, '<code>$1</code>');
/** A path may be broken after each of its slashes. */
const breakable = (path: string): string => escaped(path).replaceAll('/', '/<wbr>');
