import { Failure } from "../domain/failure.ts";
import { only } from "../domain/only.ts";

/** What some work gives, or the failure that it was refused with; a defect is thrown on. */
export async function tryTo<T>(work: () => Promise<T>): Promise<T | Failure> {
  try {
    return await work();
  } catch (error) {
    return only(Failure, error);
  }
}
