const LONE_SURROGATE = /\p{Surrogate}/gu;

/** Text that a database can store: half a surrogate pair becomes U+FFFD, everything else stays. */
export function wellFormed(text: string): string {
  return text.replace(LONE_SURROGATE, '\ufffd');
}
