import { join } from 'node:path';
import type { FlagReceipt, FlagWork, NewFlag } from '@lagesbild/contract';
import type { FastifyRequest } from 'fastify';
import type { Knex } from 'knex';
import { publicly } from '../db/public-side.ts';
import { ProblemError } from '../errors.ts';
import { readOrMakeKey } from '../key-file.ts';
import { givenKey } from '../resend.ts';
import type { RoomOptions } from '../room.ts';
import { type FlagArea, findFlagArea } from './area.ts';
import { BackgroundCounts } from './background.ts';
import { checked, store, whereOf } from './intake.ts';
import { type MadeReceipt, Receipts } from './receipt.ts';
import { type Meeting, Senders } from './sender.ts';
import { Work } from './work.ts';

const FLAG_KEY_FILE = 'flag.key';

/** Where flags are taken in and receipts opened, by whatever road they come: the page's own, or Open311. */
export class FlagDesk {
  readonly #database: RoomOptions['database'];
  readonly #senders: Senders;
  readonly #background: BackgroundCounts;
  readonly #receipts: () => Receipts;
  readonly #work: () => Work;

  constructor({ config, database, opened }: RoomOptions, onTrouble: (error: unknown) => void) {
    const key = join(config.data_dir, FLAG_KEY_FILE);
    const atUse = <T>(make: (key: string) => T): (() => T) => {
      let made: T | undefined;
      return () => (made ??= make(readOrMakeKey(key)));
    };
    this.#database = database;
    this.#senders = new Senders(config.flag_flood);
    this.#background = new BackgroundCounts(opened, onTrouble);
    this.#receipts = atUse((secret) => new Receipts(secret));
    this.#work = atUse((secret) => new Work(secret));
  }

  /** Writes what waits in memory. */
  close = (): Promise<void> => this.#background.write();

  isFlood = (municipality_id: number, address: string): boolean => this.#senders.isFlood(municipality_id, address);

  task = (municipality_id: number): FlagWork => this.#work().task(municipality_id);

  /** Made before the transaction that stores it: its slow hash would make everybody wait. */
  makeReceipt = (): Promise<MadeReceipt> => this.#receipts().make();

  /**
   * One flag on its way into the tables; what was learnt of its sender is unlearnt when it doesn't get there.
   * @throws {ProblemError} work_needed, and what `checked` says
   */
  async take(
    trx: Knex.Transaction,
    request: FastifyRequest,
    municipality: string,
    flag: NewFlag,
    receipt: MadeReceipt,
  ): Promise<FlagReceipt> {
    const area = await findFlagArea(trx, municipality);
    const { municipality_id } = area;
    const ready = await checked(trx, area, flag);
    if (
      this.isFlood(municipality_id, request.ip) &&
      !(await this.#work().isDone(municipality_id, flag.work, givenKey(request)))
    )
      throw new ProblemError('work_needed');
    const meeting: Meeting = this.#senders.meet(municipality_id, request.ip, whereOf(flag), area.day);
    try {
      const flag_id = await store(trx, area, ready, meeting);
      const words = await this.#receipts().add(trx, municipality_id, flag_id, receipt);
      if (flag.about != null) {
        const { quarter } = area;
        this.#background.add({ municipality_id, quarter, area: ready.built_up, about: flag.about });
      }
      return { receipt: words, answer_days: area.answer_days };
    } catch (error) {
      meeting.forget();
      throw error;
    }
  }

  /** The flag that a receipt opens. @throws {ProblemError} receipt_unknown, receipt_wait */
  async open(
    request: FastifyRequest,
    municipality: string,
    typed: string,
  ): Promise<{ area: FlagArea; flag_id: string }> {
    const seconds = this.#senders.lookUp(request.ip);
    if (seconds > 0) throw new ProblemError('receipt_wait', { seconds }, { 'retry-after': String(seconds) });
    const ask = <T>(question: (trx: Knex.Transaction) => Promise<T>): Promise<T> => publicly(this.#database, question);
    const area = await ask((trx) => findFlagArea(trx, municipality));
    return { area, flag_id: await this.#receipts().open(ask, area.municipality_id, typed) };
  }
}
