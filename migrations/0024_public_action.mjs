/** What is published of actions, for those who sent a flag about the same place: the public side reads nothing in `staff`. */
export const up = (knex) =>
  knex.raw(`
    create view flag.public_action as
      select municipality_id, action_id, place, cell_x, cell_y, status, done_on, public_text from staff.published_action;
    comment on view flag.public_action is 'what the public side may know of actions';
  `);

export const down = () => {
  throw new Error('Migrations go forward only: restore a backup instead.');
};
