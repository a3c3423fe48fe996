/** Every sentence about what LiteLLM does was seen on this release; it says so. */
export function executed(what: string): string {
  return `${what} (executed on 1.106.2)`;
}
