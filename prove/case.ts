import fc from 'fast-check';
import { BODIES } from './hostile/body.ts';
import { RAW } from './hostile/bytes.ts';
import { FILES } from './hostile/file.ts';
import { GEOMETRIES } from './hostile/geometry.ts';
import { NUMBERS, PLACES, TEXTS, TIMES } from './hostile/text.ts';
import { VALUES } from './hostile/value.ts';
import type { Operation, Parameter, Schema } from './operation.ts';

/** One thing to ask. */
export interface Case {
  method: string;
  /** As it goes over the wire. */
  path: string;
  headers: Record<string, string>;
  body: Buffer | null;
  /** Bytes for the socket instead of all the others. */
  raw?: string;
}

/** Values that are right, by the name of a parameter or field: without them everything ends at "not found". */
export type Known = Readonly<Record<string, readonly string[]>>;

export interface CaseOptions {
  resolve: (schema: Schema) => Schema;
  known: Known;
  /** Operations whose right use would take minutes each: they only get wrong values. */
  neverRight: readonly string[];
}

/** Things to ask an operation, from what its description says is right, and from what has broken others. */
export function casesOf(operation: Operation, options: CaseOptions): fc.Arbitrary<Case> {
  const name = `${operation.method} ${operation.path}`;
  const right = options.neverRight.includes(name) ? 0 : 3;
  const path = fc.tuple(...pathPieces(operation, options, right)).map((pieces) => pieces.join(''));
  return fc.oneof(
    {
      weight: 60,
      arbitrary: fc
        .record({
          path,
          query: queryOf(operation, options, right),
          sent: bodyOf(operation, options, right),
          headers: HEADERS,
        })
        .map(
          ({ path, query, sent, headers }): Case => ({
            method: operation.method,
            path: `${path}${query}`,
            headers: { ...sent.headers, ...headers },
            body: sent.body,
          }),
        ),
    },
    {
      weight: 1,
      arbitrary: fc
        .constantFrom(...RAW)
        .map((raw): Case => ({ method: 'RAW', path: '', headers: {}, body: null, raw })),
    },
    // Another method than those that are described.
    {
      weight: 1,
      arbitrary: fc
        .record({ method: fc.constantFrom('PUT', 'PATCH', 'DELETE', 'POST', 'HEAD', 'OPTIONS', 'TRACE', 'LOCK'), path })
        .map(({ method, path }): Case => ({ method, path, headers: {}, body: null })),
    },
  );
}

const HEADERS = fc.oneof(
  { weight: 20, arbitrary: fc.constant({}) },
  {
    weight: 1,
    arbitrary: fc.constantFrom<Record<string, string>>(
      { 'accept-language': 'ar;q=NaN,*;q=1,,,;' },
      { 'accept-language': 'x'.repeat(5000) },
      { 'if-none-match': '*' },
      { 'if-none-match': `"${'a'.repeat(4000)}"` },
      { range: 'bytes=0-' },
      { range: 'bytes=9-1,5-' },
      { 'accept-encoding': 'br;q=0, gzip;q=0, identity;q=0' },
      { origin: 'null' },
      { origin: 'http://evil.example' },
      { cookie: 'a=b; __Host-x=; lagesbild=%00' },
      { host: 'evil.example' },
      { 'x-forwarded-for': '127.0.0.1, evil' },
      { 'idempotency-key': 'å'.repeat(3).normalize('NFC').replace(/./g, 'a') },
      { 'content-length': '0' },
      { expect: '100-continue' },
    ),
  },
);

function pathPieces(operation: Operation, options: CaseOptions, right: number): fc.Arbitrary<string>[] {
  return operation.path.split(/(\{[^}]+\})/).map((piece) => {
    const name = /^\{([^}]+)\}$/.exec(piece)?.[1];
    if (name === undefined) return fc.constant(piece);
    const parameter = operation.parameters.find((known) => known.in === 'path' && known.name === name);
    return textFor(parameter ?? { name, in: 'path' }, options, right).map(encoded);
  });
}

function queryOf(operation: Operation, options: CaseOptions, right: number): fc.Arbitrary<string> {
  const described = operation.parameters.filter((parameter) => parameter.in === 'query');
  const pair = (parameter: Parameter) =>
    textFor(parameter, options, right).map((value) => `${encoded(parameter.name)}=${encoded(value)}`);
  const strange = fc
    .tuple(fc.constantFrom(...TEXTS), fc.constantFrom(...TEXTS))
    .map(([name, value]) => `${encoded(name)}=${encoded(value)}`);
  const one =
    described.length === 0
      ? strange
      : fc.oneof({ weight: 12, arbitrary: fc.oneof(...described.map(pair)) }, { weight: 1, arbitrary: strange });
  const needed = described.filter(({ required }) => required).map(pair);
  return fc
    .record({
      needed: fc.tuple(...needed.map((arbitrary) => fc.option(arbitrary, { nil: '', freq: 6 }))),
      more: fc.array(one, { maxLength: 4 }),
    })
    .map(({ needed, more }) => [...needed, ...more].filter((part) => part !== '').join('&'))
    .map((query) => (query === '' ? '' : `?${query}`));
}

/** A parameter's text: right, of the right kind but odd, or hostile. */
function textFor({ name, schema = {} }: Parameter, options: CaseOptions, right: number): fc.Arbitrary<string> {
  const text = (value: unknown): string => (typeof value === 'string' ? value : (JSON.stringify(value) ?? ''));
  const known = options.known[name] ?? [];
  return fc.oneof(
    { weight: known.length > 0 ? right * 2 : 0, arbitrary: fc.constantFrom(...known, '') },
    { weight: right, arbitrary: fits(schema, options, 0).map(text) },
    {
      weight: 3,
      arbitrary: fc.constantFrom(...TEXTS, ...NUMBERS, ...PLACES, ...TIMES),
    },
    { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 60 }) },
    { weight: 1, arbitrary: fc.oneof(fc.double(), fc.integer(), fc.bigInt()).map(String) },
  );
}

interface Sent {
  body: Buffer | null;
  headers: Record<string, string>;
}

function bodyOf({ body }: Operation, options: CaseOptions, right: number): fc.Arbitrary<Sent> {
  const types = Object.entries(body);
  if (types.length === 0) return fc.constant({ body: null, headers: {} });
  const of = (kind: string): Schema | undefined => types.find(([type]) => type.includes(kind))?.[1];
  const nearly = (schema: Schema): fc.Arbitrary<unknown> =>
    fc.oneof(
      { weight: right, arbitrary: fits(schema, options, 0) },
      { weight: 3, arbitrary: spoiled(schema, options) },
    );
  const [json, form] = [of('json'), of(FORM)];
  const rightOrNearly =
    json !== undefined
      ? nearly(json).map(
          (value): Sent => ({
            body: Buffer.from(JSON.stringify(value) ?? ''),
            headers: { 'content-type': 'application/json' },
          }),
        )
      : form !== undefined
        ? fc.record({ value: nearly(form), more: fc.option(fc.constantFrom(...TEXTS), { freq: 4 }) }).map(formOf)
        : FILE;
  return fc.oneof(
    { weight: 5, arbitrary: rightOrNearly },
    {
      weight: 1,
      arbitrary: fc.constantFrom(...BODIES).map(
        ({ type, body, encoding }): Sent => ({
          body,
          headers: { 'content-type': type, ...(encoding === undefined ? {} : { 'content-encoding': encoding }) },
        }),
      ),
    },
  );
}

const FORM = 'application/x-www-form-urlencoded';

/** An object as a form: a list as its field several times, and now and then a field that nobody asked for. */
function formOf({ value, more }: { value: unknown; more: string | null }): Sent {
  const text = (one: unknown): string => (typeof one === 'string' ? one : (JSON.stringify(one) ?? ''));
  const fields = typeof value === 'object' && value !== null ? Object.entries(value) : [['value', value] as const];
  const pairs = fields.flatMap(([name, given]) =>
    (Array.isArray(given) ? given : [given]).map((one) => `${encoded(name)}=${encoded(text(one))}`),
  );
  if (more !== null) pairs.push(`description=${encoded(more)}`, encoded(more));
  return { body: Buffer.from(pairs.join('&')), headers: { 'content-type': FORM } };
}

const BOUNDARY = '----lagesbild-prove';
const FILE: fc.Arbitrary<Sent> = fc.constantFrom(...FILES).map(({ name, body }): Sent => {
  const head = `--${BOUNDARY}\r\ncontent-disposition: form-data; name="file"; filename="${name.replaceAll('"', '')}"\r\ncontent-type: application/octet-stream\r\n\r\n`;
  const whole = Buffer.concat([Buffer.from(head), body, Buffer.from(`\r\n--${BOUNDARY}--\r\n`)]);
  return { body: whole, headers: { 'content-type': `multipart/form-data; boundary=${BOUNDARY}` } };
});

/** A right value with something wrong in it: a field gone, changed, or one too many. */
function spoiled(schema: Schema, options: CaseOptions): fc.Arbitrary<unknown> {
  const names = Object.keys(options.resolve(schema).properties ?? {});
  const name = fc.constantFrom(...names, '__proto__', 'constructor', 'unknown_field');
  return fc
    .record({ value: fits(schema, options, 0), name, odd: fc.constantFrom(...VALUES), gone: fc.boolean() })
    .map(({ value, name, odd, gone }) => {
      if (typeof value !== 'object' || value === null) return odd;
      const entries = Object.entries(value).filter(([key]) => key !== name);
      // Entries, so that `__proto__` becomes a field and not the prototype.
      return Object.fromEntries(gone ? entries : [...entries, [name, odd]]);
    });
}

const DEPTH_MAX = 5;

/** Values that the schema calls right. */
function fits(given: Schema, options: CaseOptions, depth: number, name = ''): fc.Arbitrary<unknown> {
  const schema = options.resolve(given);
  const again = (inner: Schema, field = '') => fits(inner, options, depth + 1, field);
  const known = options.known[name];
  if (known !== undefined && known.length > 0 && schema.type === 'string') return fc.constantFrom(...known);
  if (schema.const !== undefined) return fc.constant(schema.const);
  if (schema.enum !== undefined) return fc.constantFrom(...schema.enum);
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices !== undefined && choices.length > 0) return fc.oneof(...choices.map((choice) => again(choice, name)));
  if (schema.allOf !== undefined)
    return fc.tuple(...schema.allOf.map((part) => again(part))).map((parts) => Object.assign({}, ...parts));
  if (depth > DEPTH_MAX) return fc.constant(null);
  const type = Array.isArray(schema.type) ? schema.type[0] : schema.type;
  switch (type) {
    case 'object': {
      const fields = Object.entries(schema.properties ?? {});
      const required = (schema.required ?? []).filter((field) => fields.some(([known]) => known === field));
      return fc.record(Object.fromEntries(fields.map(([field, inner]) => [field, again(inner, field)])), {
        requiredKeys: [...required],
      });
    }
    case 'array':
      return fc.array(again(schema.items ?? {}, name), { maxLength: Math.min(4, schema.maxItems ?? 4) });
    case 'integer':
      return fc.integer({
        min: Math.max(schema.minimum ?? 0, -(2 ** 31)),
        max: Math.min(schema.maximum ?? 1000, 2 ** 31 - 1),
      });
    case 'number':
      return fc.double({ min: schema.minimum ?? -1000, max: schema.maximum ?? 1000, noNaN: true });
    case 'boolean':
      return fc.boolean();
    case 'null':
      return fc.constant(null);
    case 'string':
      return textThatFits(schema);
    default:
      return fc.constantFrom(...GEOMETRIES, 'text', 1, null);
  }
}

function textThatFits({ format, pattern, minLength = 0, maxLength = 40 }: Schema): fc.Arbitrary<string> {
  if (format === 'uuid') return fc.uuid();
  if (format?.startsWith('date'))
    return fc
      .date({ noInvalidDate: true })
      .map((date) => (format === 'date' ? date.toISOString().slice(0, 10) : date.toISOString()));
  if (pattern !== undefined) {
    try {
      return fc.stringMatching(new RegExp(pattern, 'u'));
    } catch {
      // A pattern that the generator can't read: any text will do.
    }
  }
  return fc.string({ unit: 'grapheme', minLength, maxLength: Math.max(minLength, Math.min(maxLength, 40)) });
}

/** Every byte that isn't plain, as it has to go over the wire; a lone surrogate as its own three bytes. */
function encoded(text: string): string {
  const bytes = Buffer.from(text, 'utf8');
  if (/\p{Cs}/u.test(text)) return '%ED%A0%80';
  return [...bytes]
    .map((byte) =>
      /[A-Za-z0-9_.~:,-]/.test(String.fromCharCode(byte))
        ? String.fromCharCode(byte)
        : `%${byte.toString(16).padStart(2, '0')}`,
    )
    .join('');
}
