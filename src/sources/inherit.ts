import type { Profile } from "../domain/project.ts";
import type { WrittenProfile } from "../generated/profile.ts";

/**
 * The profile with what its parent says where it says nothing of its own: tasks whole, fallbacks by task, metadata by
 * key. A list of fallbacks for the whole profile replaces all of the parent's; `written` are those of its own file.
 */
export function inherit(profile: Profile, parent: Profile, written: WrittenProfile["fallbacks"]): Profile {
  const inherited = [...parent.assignments].filter(([task]) => !profile.assignments.has(task));
  return {
    ...profile,
    metadata: { ...parent.metadata, ...profile.metadata },
    assignments: new Map([...inherited, ...profile.assignments]),
    fallbacks: Array.isArray(written)
      ? profile.fallbacks
      : new Map([...fallbacksFor(profile, parent), ...profile.fallbacks]),
    inherited: new Set(inherited.map(([task]) => task)),
  };
}

/** A parent may name one of its children as a fallback for the others. */
function fallbacksFor({ name }: Profile, { fallbacks }: Profile): [string, string[]][] {
  return [...fallbacks].map(([task, names]) => [task, names.filter((each) => each !== name)]);
}
