/** PyYAML would not read the text, for a reason that lies at this offset. Caught by `readConfig`, never seen outside. */
export class Refusal extends Error {
  readonly offset: number;
  /** Whether PyYAML does read it, and this reader alone does not. */
  readonly isOurs: boolean = false;

  constructor(message: string, offset: number) {
    super(message);
    this.offset = offset;
  }
}

/** What PyYAML reads and this reader does not: rare, and better told than read otherwise. */
export class Unsupported extends Refusal {
  override readonly isOurs = true;
}
