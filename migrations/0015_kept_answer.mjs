/**
 * Answers to requests that change something, kept for a day or two so that one sent again (its answer was lost on the way) is
 * answered and not done twice. The row comes in the transaction that does the work.
 *
 * Neither the sender's key nor the answer can be read here: the key is a hash, and the answer is sealed with the key itself.
 * The day is all that is kept of the time, since an answer may be about something whose moment is nobody's business.
 */
export const up = (knex) =>
  knex.raw(`
    create table staff.kept_answer (
      key_hash text primary key check (length(key_hash) = 64),
      body_hash text not null check (length(body_hash) = 64),
      status smallint not null check (status between 200 and 299),
      answer text not null,
      kept_on date not null default current_date
    );
    comment on column staff.kept_answer.answer is 'AES-256-GCM under a key made from the sender''s own, base64';
  `);

export const down = () => {
  throw new Error('Migrations go forward only: restore a backup instead.');
};
