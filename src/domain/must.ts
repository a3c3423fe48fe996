/**
 * A value that the code around it has made sure of, where the types cannot show it. Its absence is a defect of ours:
 * throws an `Error` that names what is missing.
 */
export function must<T>(value: T | null | undefined, what: string): T {
  if (value === null || value === undefined) throw new Error(`${what} is missing`);
  return value;
}

/** A value of the kind that the code around it has made sure of; any other is a defect, as above. */
export function mustBe<T, K extends T>(value: T, isKind: (value: T) => value is K, what: string): K {
  if (!isKind(value)) throw new Error(`${what} is something else`);
  return value;
}
