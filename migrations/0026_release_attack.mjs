/** What the attacks found that were tried before a release was made: on what ground it went out. It tells of hidden counts, so it is staff's. */
export const up = (knex) =>
  knex.raw(`
    create table staff.release_attack (
      municipality_id integer not null,
      release text not null,
      subject text not null check (subject in ('incident', 'unsafe', 'safe')),
      report jsonb not null,
      primary key (municipality_id, release, subject),
      foreign key (municipality_id, release) references public_release.release
    );
    comment on column staff.release_attack.report is 'what each attack reached, on this release and all that were kept of its year';
    create trigger attack_remains before update or delete on staff.release_attack
      for each row execute function public_release.keep_release();
  `);

export const down = () => {
  throw new Error('Migrations go forward only: restore a backup instead.');
};
