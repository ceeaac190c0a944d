/**
 * Where does one statement end and the next begin? Cuts SQL text at the semicolons that separate statements: those
 * outside quotes, dollar quotes, comments and parentheses. Parts without any SQL are left out.
 *
 * Not understood: a function body written as `begin atomic … end` (its semicolons cut, and the server then reports a
 * syntax error); dollar-quoted bodies are fine.
 */
export const splitStatements = (sql: string): string[] => {
  const statements: string[] = [];
  let from = 0;
  let depth = 0;
  let blank = true;
  for (let i = 0; i < sql.length; ) {
    const next = skipped(sql, i);
    if (next > i) {
      blank &&= isComment(sql, i);
      i = next;
      continue;
    }
    const letter = sql[i]!;
    if (letter === '(') depth++;
    if (letter === ')') depth--;
    if (letter === ';' && depth <= 0) {
      if (!blank) statements.push(sql.slice(from, i));
      from = i + 1;
      blank = true;
    } else if (letter.trim()) blank = false;
    i++;
  }
  if (!blank) statements.push(sql.slice(from));
  return statements;
};

const isComment = (sql: string, at: number) => sql.startsWith('--', at) || sql.startsWith('/*', at);

/** The index after the quote or comment that begins at `at`, or `at` itself when none does. */
const skipped = (sql: string, at: number): number => {
  switch (sql[at]) {
    case "'":
      return afterQuote(sql, at, /(^|[^\w$])e$/i.test(sql.slice(Math.max(0, at - 2), at)));
    case '"':
      return afterQuote(sql, at, false);
    case '$': {
      const tag = /^\$([\p{L}_][\p{L}\p{N}_]*)?\$/u.exec(sql.slice(at, at + 70))?.[0];
      const inWord = at > 0 && /[\p{L}\p{N}_$]/u.test(sql[at - 1]!);
      return tag && !inWord ? after(sql, tag, at + tag.length) : at;
    }
    case '-':
      return sql[at + 1] === '-' ? after(sql, '\n', at) : at;
    case '/':
      return sql[at + 1] === '*' ? afterComment(sql, at) : at;
    default:
      return at;
  }
};

const after = (sql: string, mark: string, from: number): number => {
  const found = sql.indexOf(mark, from);
  return found < 0 ? sql.length : found + mark.length;
};

/** A doubled quote stays inside by being read as two quotes in a row; a backslash escapes only in E'…'. */
const afterQuote = (sql: string, at: number, backslash: boolean): number => {
  const quote = sql[at]!;
  let i = at + 1;
  while (i < sql.length && sql[i] !== quote) i += backslash && sql[i] === '\\' ? 2 : 1;
  return Math.min(i + 1, sql.length);
};

/** Block comments nest in PostgreSQL. */
const afterComment = (sql: string, at: number): number => {
  let depth = 0;
  for (let i = at; i < sql.length; ) {
    if (sql.startsWith('/*', i)) depth++;
    else if (sql.startsWith('*/', i)) depth--;
    else {
      i++;
      continue;
    }
    i += 2;
    if (depth === 0) return i;
  }
  return sql.length;
};
