const LOOKS_LIKE = /(?<!\d)(?:19|20)?(\d{6})([-+]?)(\d{4})(?!\d)/g;

/** Is this a Swedish personal or coordination number by its check digit (Luhn over its ten digits)? */
function checks(digits: string): boolean {
  let sum = 0;
  for (let i = 0; i < 10; i++) {
    const doubled = Number(digits[i]) * (i % 2 === 0 ? 2 : 1);
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return sum % 10 === 0;
}

/**
 * Text with whatever looks like a personal number blacked out: with its hyphen always, without one when the day is
 * possible and the check digit right (a date and time in twelve digits otherwise looks the same).
 */
export function maskPersonalNumbers(text: string): string {
  if (text.length < 10) return text;
  return text.replace(LOOKS_LIKE, (whole, birth: string, mark: string, last: string) => {
    const month = Number(birth.slice(2, 4));
    const day = Number(birth.slice(4)) % 60;
    const possible = month >= 1 && month <= 12 && day >= 1 && day <= 31;
    return possible && (mark !== '' || checks(birth + last)) ? '••••••-••••' : whole;
  });
}
