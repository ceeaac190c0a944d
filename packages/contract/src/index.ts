/** What crosses the wire between the api and its clients: zod schemas and the types inferred from them. Nothing else. */
export * from './account.ts'; // who somebody is, and what they may do
export * from './action.ts'; // what is done about a place, and what of it is public
export * from './action-work.ts'; // from its problem to what became of it
export * from './area-count.ts'; // counts that came as area × period × category
export * from './audit.ts'; // who did what
export * from './code.ts'; // the closed vocabularies, each with the number it has in a column
export * from './coordinate-system.ts'; // the names of coordinate systems
export * from './disclosed-report.ts'; // which of what people say is given out, and how masked
export * from './disclosure.ts'; // data given out to whoever asks for it, or refused
export * from './exhibit.ts'; // answers that were kept, to be shown again
export * from './filter.ts'; // the question a person asks, and its grammar in a URL
export * from './flag.ts'; // what residents send, and what they are told
export * from './harm-weight.ts'; // how much a category weighs when harm is counted
export * from './import.ts'; // a file on its way in: guess, mapping, progress, rejections
export * from './incident.ts'; // one incident in full; tallies of many
export * from './installation.ts'; // what runs here: health, engine, areas
export * from './method.ts'; // the methods that answer for a filter, and what they take
export * from './method-answer.ts'; // and what they answer
export * from './moderation.ts'; // what moderators read, decide and take back
export * from './municipality.ts'; // the area, its places, study areas, agreements, categories
export * from './patrol.ts'; // who is out: units, their visits as planned and as made
export * from './perception.ts'; // what people say of places, at meetings and in surveys
export * from './permit-evidence.ts'; // what an application for ordningsvakter rests on
export * from './permit-ground.ts'; // which visits of ordningsvakter no permit gives them
export * from './plain-text.ts'; // what people write by hand
export * from './pledge.ts'; // what is promised those who live here
export * from './population.ts'; // how many live where, by squares
export * from './problem.ts'; // the one shape of everything that goes wrong (RFC 9457)
export * from './receipt-code.ts'; // the words by which a sender finds a flag again
export * from './release.ts'; // what is public, and since when
export * from './resident-page.ts'; // what the installation adds to the page of residents
export * from './retention.ts'; // how long what is kept, by whose decision
export * from './source.ts'; // on what ground a source is kept, and who may see it
export * from './system-health.ts'; // how the installation is, for those who look after it
export * from './visit-load.ts'; // what of a week's visits can't be done
export * from './walk.ts'; // safety walks: where one goes, what is seen there, who is asked to see to it
export * from './week.ts'; // weeks, and the clock on the wall
export * from './zone.ts'; // where presence is planned: plans of zones, their versions, permits
export * from './zone-proposal.ts'; // zones that are proposed, with how far from the best they are
