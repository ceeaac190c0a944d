import { readFileSync } from 'node:fs';
import { XMLParser } from 'fast-xml-parser';
import { validateXML } from 'xmllint-wasm';
import type { RoomApp } from '../room.ts';
import type { Format } from './answer.ts';

const SCHEMA = readFileSync(new URL('./geo-report.testing.xsd', import.meta.url), 'utf8');

/** What GeoReport v2 has as a list, wherever it stands. */
const LISTS = ['service', 'attribute', 'value', 'request', 'error', 'endpoint', 'format'];
const parser = new XMLParser({ isArray: (name) => LISTS.includes(name), parseTagValue: false });

export interface Answer {
  status: number;
  /** The document as JSON has it, whichever notation it came in; texts only. */
  body: unknown;
  text: string;
  headers: Record<string, unknown>;
}

/** A client of GeoReport v2 as its specification describes one: it knows the routes and notations, and nothing of us. */
export class GeoReportClient {
  readonly #app: RoomApp;
  readonly #format: Format;
  readonly #language: string;

  constructor(app: RoomApp, format: Format, language = 'en') {
    this.#app = app;
    this.#format = format;
    this.#language = language;
  }

  discovery = (): Promise<Answer> => this.#get('discovery');
  services = (jurisdiction_id?: string): Promise<Answer> => this.#get('services', jurisdiction_id);
  definition = (service_code: string): Promise<Answer> => this.#get(`services/${service_code}`);
  requests = (): Promise<Answer> => this.#get('requests');
  request = (id: string): Promise<Answer> => this.#get(`requests/${encodeURIComponent(id)}`);
  token = (token: string): Promise<Answer> => this.#get(`tokens/${encodeURIComponent(token)}`);

  async send(fields: Record<string, string>, headers: Record<string, string> = {}): Promise<Answer> {
    const form = { 'content-type': 'application/x-www-form-urlencoded; charset=utf-8', ...headers };
    return this.#ask('POST', 'requests', form, new URLSearchParams(fields).toString());
  }

  #get(path: string, jurisdiction_id?: string): Promise<Answer> {
    return this.#ask('GET', path, {}, undefined, jurisdiction_id && `?jurisdiction_id=${jurisdiction_id}`);
  }

  async #ask(
    method: 'GET' | 'POST',
    path: string,
    headers: Record<string, string>,
    payload?: string,
    query = '',
  ): Promise<Answer> {
    const url = `/open311/v2/${path}.${this.#format}${query}`;
    const answer = await this.#app.inject({
      ...{ method, url, headers: { 'accept-language': this.#language, ...headers } },
      ...(payload === undefined ? {} : { payload }),
    });
    const wanted = this.#format === 'xml' ? 'text/xml; charset=utf-8' : 'application/json; charset=utf-8';
    if (answer.headers['content-type'] !== wanted) throw new Error(`${url} is ${answer.headers['content-type']}`);
    const { statusCode: status, body: text } = answer;
    const body = this.#format === 'xml' ? await this.#read(text) : texts(JSON.parse(text));
    return { status, body, text, headers: answer.headers };
  }

  /** @throws where the document isn't one of GeoReport v2 */
  async #read(text: string): Promise<unknown> {
    const { valid, errors } = await validateXML({
      ...{ xml: [{ fileName: 'answer.xml', contents: text }], schema: [SCHEMA] },
    });
    if (!valid) throw new Error(`${errors.map(({ message }) => message).join('; ')}\n${text}`);
    const { '?xml': _, ...document } = parser.parse(text) as Record<string, unknown>;
    return unnested(Object.values(document)[0]);
  }
}

/** An element that only holds elements of one kind is a list. */
function unnested(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(unnested);
  if (typeof value !== 'object' || value === null) return value;
  const [name, ...more] = Object.keys(value);
  if (name !== undefined && more.length === 0 && LISTS.includes(name)) return unnested(Object.values(value)[0]);
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, unnested(inner)]));
}

/** XML knows texts only, and an empty one for what isn't there. */
function texts(value: unknown): unknown {
  if (Array.isArray(value)) return value.length === 0 ? '' : value.map(texts);
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, texts(inner)]));
  return value === null ? '' : String(value);
}
