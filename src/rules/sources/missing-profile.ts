import { findProfile, type Project } from "../../domain/project.ts";
import { nameHint } from "../../sources/nearest-name.ts";

/** Why no environment can have a profile in force. */
export interface MissingProfile {
  /** Follows the profile's name: "does not exist", "is abstract". */
  readonly why: string;
  readonly hint: string;
}

/** Undefined where the profile can be in force. */
export function missingProfile(project: Project, name: string): MissingProfile | undefined {
  if (findProfile(project, name) !== undefined) return undefined;
  const names = project.profiles.map((profile) => profile.name);
  const isAbstract = project.abstractProfiles.some((profile) => profile.name === name);
  return { why: isAbstract ? "is abstract" : "does not exist", hint: nameHint(name, names, "profiles") };
}
