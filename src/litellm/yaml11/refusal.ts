/** PyYAML would not read the text, for a reason that lies at this offset. Caught by `readConfig`, never seen outside. */
export class Refusal extends Error {
  readonly offset: number;

  constructor(message: string, offset: number) {
    super(message);
    this.offset = offset;
  }
}
