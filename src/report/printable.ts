/** Text with every character that would steer a terminal replaced, one for one. */
export function printable(text: string): string {
  if (plain.test(text)) return text;
  return text.replaceAll("\t", " ").replaceAll(/[\p{Cc}\p{Bidi_Control}]/gu, "\uFFFD");
}

/** Most texts; Unicode's own classes are slow to look up. */
const plain = /^[ -~]*$/;
