import { createHmac, randomInt } from 'node:crypto';
import { newReceiptCode, type ReceiptCode, readReceipt, receiptText } from '@lagesbild/contract';
import type { Knex } from 'knex';
import { ProblemError } from '../errors.ts';
import { slowHashes } from '../slow-hash.ts';

/** A code made for one flag: its words go to the sender, the rest into the table. */
export interface MadeReceipt {
  code: ReceiptCode;
  hashed: string;
}

/** Lookup words that are taken are drawn again: with a million flags that is one in five hundred. */
const DRAWS = 5;

const ADD = `
  insert into flag.receipt (municipality_id, lookup, secret, flag_id)
  values (:municipality_id, :lookup, :secret, :flag_id)
  on conflict do nothing`;

const FIND = `
  select flag_id, secret from flag.receipt_of(:municipality_id, :lookup)`;

/** Receipts: three words that find a flag, three that open it. The first are an HMAC in the table, the others a slow hash. */
export class Receipts {
  readonly #key: Buffer;
  readonly #hashes = slowHashes(2, 100);

  constructor(key: string) {
    this.#key = createHmac('sha256', Buffer.from(key, 'hex')).update('receipt').digest();
  }

  /** Made before the transaction that stores it: the slow hash would make everybody wait. */
  async make(): Promise<MadeReceipt> {
    const code = newReceiptCode((n) => randomInt(n));
    return { code, hashed: await this.#hashes.of(code.secret) };
  }

  /** @returns the words as they are given out */
  async add(trx: Knex, municipality_id: number, flag_id: string, { code, hashed }: MadeReceipt): Promise<string> {
    let { lookup } = code;
    for (let draw = 0; draw < DRAWS; draw++) {
      const row = { municipality_id, flag_id, lookup: this.#lookupOf(municipality_id, lookup), secret: hashed };
      const { rowCount } = await trx.raw<{ rowCount: number }>(ADD, row);
      if (rowCount > 0) return receiptText({ ...code, lookup });
      ({ lookup } = newReceiptCode((n) => randomInt(n)));
    }
    throw new Error('no words are left to find a flag by');
  }

  /**
   * The flag that a code opens. A code that isn't there, one whose secret is wrong and what is no code at all are the same, and
   * cost the same time.
   *
   * @param ask runs a question of the public side
   * @throws {ProblemError} receipt_unknown
   */
  async open(
    ask: <T>(work: (trx: Knex.Transaction) => Promise<T>) => Promise<T>,
    municipality_id: number,
    typed: string,
  ): Promise<string> {
    const code = readReceipt(typed);
    const lookup = this.#lookupOf(municipality_id, code?.lookup ?? '');
    const { rows } = await ask((trx) =>
      trx.raw<{ rows: { flag_id: string; secret: string }[] }>(FIND, { municipality_id, lookup }),
    );
    const opens = await this.#hashes.isOf(code?.secret ?? '', rows[0]?.secret ?? null);
    if (!opens) throw new ProblemError('receipt_unknown');
    return rows[0]!.flag_id;
  }

  #lookupOf(municipality_id: number, lookup: string): string {
    return createHmac('sha256', this.#key).update(`${municipality_id} ${lookup}`).digest('hex');
  }
}
