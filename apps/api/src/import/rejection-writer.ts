import type { Client } from 'pg';
import { maskPersonalNumbers } from './personal-number.ts';
import type { Rejection } from './reading/draft.ts';
import type { Destination } from './writer.ts';

const LONGEST = 200;

/** Refused rows on their way to `staff.import_rejection`, values shortened and personal numbers blacked out. */
export class Rejections {
  #client: Client;
  #to: Destination;
  #rows: number[] = [];
  #parts: number[] = [];
  #reasons: string[] = [];
  #fields: (string | null)[] = [];
  #values: string[] = [];

  constructor(client: Client, to: Destination) {
    this.#client = client;
    this.#to = to;
  }

  get size(): number {
    return this.#rows.length;
  }

  add({ row, part, reason, field, value }: Rejection): void {
    this.#rows.push(row);
    this.#parts.push(part);
    this.#reasons.push(reason);
    this.#fields.push(field === null ? null : storable(field));
    this.#values.push(storable(value));
  }

  async send(): Promise<void> {
    if (this.#rows.length === 0) return;
    const { municipality_id, import_id } = this.#to;
    const values = [municipality_id, import_id, this.#rows, this.#parts, this.#reasons, this.#fields, this.#values];
    this.#rows = [];
    this.#parts = [];
    this.#reasons = [];
    this.#fields = [];
    this.#values = [];
    await this.#client.query(INSERT, values);
  }
}

/** PostgreSQL has no NUL in text; the masking may not make a value longer than it stores. */
const storable = (text: string): string =>
  maskPersonalNumbers(text.slice(0, LONGEST).replaceAll('\0', '�')).slice(0, LONGEST);

/** In: municipality_id, import_id, then row numbers, parts, reasons, fields, values. */
const INSERT = `
  insert into staff.import_rejection (municipality_id, import_id, row_number, part, reason, field, value)
  select $1, $2, r.* from unnest($3::integer[], $4::smallint[], $5::text[], $6::text[], $7::text[]) as r
  on conflict do nothing`;
