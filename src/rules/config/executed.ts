/** Every sentence about what LiteLLM does was seen on a release; it says so. */
export function executed(what: string, release = "1.106.2"): string {
  return `${what} (executed on ${release})`;
}
