/** Comments, where what looks like a tag is none; a row's and a cell's opening tag with its attributes. */
const TAGS = /<!--[\s\S]*?-->|<((?:[\w.-]+:)?)(row|c)((?:\s+[^\s=>/]+\s*=\s*(?:"[^"]*"|'[^']*'))*)\s*(\/?)>/g;
const ADDRESS = /\sr\s*=\s*["']\s*([A-Za-z]*)(\d+)\s*["']/;
const STYLE = /\ss\s*=\s*(?:"[^"]*"|'[^']*')/;
const BARE_CELL = /<(?:[\w.-]+:)?c(?:\s+(?!r[\s=])[^\s=>/]+\s*=\s*(?:"[^"]*"|'[^']*'))*\s*\/?>/;

/**
 * A sheet as every reader understands it. The format lets a cell leave its address out (it stands after the one before)
 * and a workbook its styles; programs that write by hand do both. Here cells get their address, and lose a style that
 * isn't there: a date is then its serial number, which the columns' guess knows.
 *
 * @param xml     the sheet, one character a byte
 * @param styled  the workbook has styles
 * @returns the same text where nothing is lacking
 */
export function completeSheet(xml: string, styled: boolean): string {
  if (styled && !BARE_CELL.test(xml)) return xml;
  let row = 0;
  let column = 0;
  return xml.replace(TAGS, (tag, prefix: string | undefined, name: string | undefined, attributes = '', end = '') => {
    if (name === undefined) return tag;
    const [, letters = '', number] = ADDRESS.exec(attributes) ?? [];
    if (name === 'row') {
      row = number === undefined ? row + 1 : Number(number);
      column = 0;
      return tag;
    }
    if (number !== undefined) row = Number(number);
    column = letters === '' ? column + 1 : columnNumber(letters);
    const kept = styled ? attributes : attributes.replace(STYLE, '');
    const address = number === undefined ? ` r="${columnLetters(column)}${row}"` : '';
    return `<${prefix}c${address}${kept}${end}>`;
  });
}

/** CDATA as the text it stands for: the reader of workbooks passes over it, and a value would be lost. */
export const withoutCdata = (xml: string): string =>
  xml.replace(/<!\[CDATA\[([\s\S]*?)\]\]>/g, (_, text: string) =>
    text.replace(/[&<>]/g, (sign) => (sign === '&' ? '&amp;' : sign === '<' ? '&lt;' : '&gt;')),
  );

/** A = 1, Z = 26, AA = 27. */
function columnNumber(letters: string): number {
  let number = 0;
  for (const letter of letters.toUpperCase()) number = number * 26 + letter.charCodeAt(0) - 64;
  return number;
}

function columnLetters(number: number): string {
  let letters = '';
  for (let left = number; left > 0; left = Math.floor((left - 1) / 26))
    letters = String.fromCharCode(65 + ((left - 1) % 26)) + letters;
  return letters;
}
