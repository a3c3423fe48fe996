import { isJsonObject } from "../../domain/json.ts";
import { perSubject } from "./per-subject.ts";

/** An alias with a target that is text. */
export interface AliasTarget {
  readonly alias: string;
  readonly target: string;
  /** Where the target stands. */
  readonly path: readonly string[];
}

/** Every alias whose target can be looked up; a reference to a variable cannot. */
export const aliasTargets = perSubject(({ aliases }): readonly AliasTarget[] =>
  Object.entries(aliases).flatMap(([alias, value]) => {
    const path = ["router_settings", "model_group_alias", alias];
    const [target, at] = isJsonObject(value) ? [value["model"], [...path, "model"]] : [value, path];
    if (typeof target !== "string" || target === "" || target.includes("os.environ/")) return [];
    return [{ alias, target, path: at }];
  }),
);
