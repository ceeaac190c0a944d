/** What of the api's own description is needed to ask it things. */

/** A JSON schema, as far as it says which values are right. */
export interface Schema {
  type?: string | readonly string[];
  $ref?: string;
  enum?: readonly unknown[];
  const?: unknown;
  anyOf?: readonly Schema[];
  oneOf?: readonly Schema[];
  allOf?: readonly Schema[];
  properties?: Readonly<Record<string, Schema>>;
  required?: readonly string[];
  items?: Schema;
  minimum?: number;
  maximum?: number;
  minLength?: number;
  maxLength?: number;
  maxItems?: number;
  pattern?: string;
  format?: string;
}

export interface Parameter {
  name: string;
  in: 'path' | 'query' | 'header' | 'cookie';
  required?: boolean;
  schema?: Schema;
}

export interface Operation {
  method: string;
  path: string;
  parameters: readonly Parameter[];
  /** content type → schema */
  body: Readonly<Record<string, Schema>>;
}

interface Described {
  paths: Record<
    string,
    Record<string, { parameters?: Parameter[]; requestBody?: { content: Record<string, { schema?: Schema }> } }>
  >;
  components?: { schemas?: Record<string, Schema> };
}

/** Every operation of an OpenAPI document, its references resolved one step at a time by `resolve`. */
export function operationsOf(document: unknown): { operations: Operation[]; resolve: (schema: Schema) => Schema } {
  const { paths, components } = document as Described;
  const operations = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, { parameters = [], requestBody }]): Operation => {
      const content = Object.entries(requestBody?.content ?? {});
      const body = Object.fromEntries(content.map(([type, { schema }]) => [type, schema ?? {}]));
      return { method: method.toUpperCase(), path, parameters, body };
    }),
  );
  const named = components?.schemas ?? {};
  const resolve = (schema: Schema): Schema =>
    schema.$ref === undefined ? schema : (named[schema.$ref.replace('#/components/schemas/', '')] ?? {});
  return { operations, resolve };
}
