import { everyProfile } from "../../domain/project.ts";
import type { Profile } from "../../domain/project.ts";
import { isJsonArray, isJsonObject } from "../../domain/json.ts";
import type { Json } from "../../domain/json.ts";
import { mustBe } from "../../domain/must.ts";
import type { Path } from "../../sources/path-text.ts";
import type { SourcesSubject } from "./subject.ts";

/** One list of fallbacks, where it is written. */
export interface WrittenFallbackList {
  readonly profile: Profile;
  /** Undefined for a list that holds for every task. */
  readonly task: string | undefined;
  /** Names of the profiles to fall back on. */
  readonly targets: readonly string[];
  readonly path: Path;
}

/** Every list of fallbacks as it was typed: what a profile inherits is there once, where its parent says it. */
export function writtenFallbacks({ project, documents }: SourcesSubject): WrittenFallbackList[] {
  return everyProfile(project).flatMap((profile): WrittenFallbackList[] => {
    const written = mustBe(documents.get(profile.file)?.value, isJsonObject, "A profile");
    const fallbacks = written["fallbacks"];
    if (isJsonArray(fallbacks)) {
      return [{ profile, task: undefined, targets: namesIn(fallbacks), path: ["fallbacks"] }];
    }
    const byTask = isJsonObject(fallbacks) ? Object.entries(fallbacks) : [];
    return byTask.map(([task, targets]) => ({ profile, task, targets: namesIn(targets), path: ["fallbacks", task] }));
  });
}

/** The schema has seen that it is a list of names. */
function namesIn(list: Json): string[] {
  return mustBe(list, isJsonArray, "A list of profiles").filter((name) => typeof name === "string");
}
