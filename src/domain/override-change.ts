import type { Environment } from "./project.ts";

/** A task whose override came, went, or moved to another profile. */
export interface OverrideChange {
  readonly task: string;
  /** The overriding profile before; null where the task followed the active one. */
  readonly from: string | null;
  /** The same after. */
  readonly to: string | null;
}

type Overrides = Pick<Environment, "overrides">;

/** What differs between the overrides of two states, in the order in which tasks are named first. */
export function overrideChanges({ overrides: before }: Overrides, { overrides: after }: Overrides): OverrideChange[] {
  const tasks = [...new Set([...before.keys(), ...after.keys()])];
  return tasks.flatMap((task) => {
    const [from, to] = [before.get(task) ?? null, after.get(task) ?? null];
    return from === to ? [] : [{ task, from, to }];
  });
}
