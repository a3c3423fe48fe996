export interface Clock {
  now(): Date;
  /** Milliseconds since an arbitrary start, never going back. */
  elapsed(): number;
  sleep(milliseconds: number): Promise<void>;
}
