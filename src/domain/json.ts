/** A value that JSON can hold. */
export type Json = string | number | boolean | null | readonly Json[] | JsonObject;

/** A JSON object; the order of its keys is the order in which they were written. */
export interface JsonObject {
  readonly [key: string]: Json;
}
