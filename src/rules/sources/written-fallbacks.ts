import type { Profile } from "../../domain/project.ts";
import type { Path } from "../../sources/path-text.ts";
import type { SourcesSubject } from "./subject.ts";

/** One profile that is named as a fallback, where it is written. */
export interface WrittenFallback {
  readonly profile: Profile;
  /** Name of the profile to fall back on. */
  readonly target: string;
  readonly path: Path;
}

/** Every fallback as it was typed: a list for the whole profile is there once, not once for each task. */
export function writtenFallbacks({ project, documents }: SourcesSubject): WrittenFallback[] {
  return project.profiles.flatMap((profile) => {
    const isList = isListAt(documents.get(profile.file)?.value);
    const lists = isList ? [...profile.fallbacks].slice(0, 1) : [...profile.fallbacks];
    return lists.flatMap(([task, targets]) =>
      targets.map((target, index) => ({
        profile,
        target,
        path: isList ? ["fallbacks", index] : ["fallbacks", task, index],
      })),
    );
  });
}

function isListAt(profile: unknown): boolean {
  return typeof profile === "object" && profile !== null && "fallbacks" in profile && Array.isArray(profile.fallbacks);
}
