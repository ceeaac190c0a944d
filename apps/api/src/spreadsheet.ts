/** What makes a spreadsheet run a cell: a sign at its start, also a wide one, also behind spaces or a mark nobody sees. */
const RUNS = /^[\s\p{Cf}]*[=+\-@\uff1d\uff0b\uff0d\uff20]|^[\t\r]/u;

/** A cell that a spreadsheet shows and never runs. */
export const disarmed = (text: string): string => (RUNS.test(text) ? `'${text}` : text);

/** Options of csv-stringify for every file that leaves: UTF-8 with lines as spreadsheets write them, nothing that runs. */
export const SPREADSHEET = {
  record_delimiter: 'windows',
  cast: { string: disarmed, boolean: (value: boolean) => (value ? 'true' : 'false') },
} as const;
