import { copyFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { commitAll, editFile } from "../stage/bench-project.ts";
import { profiles } from "../stage/live-stage.ts";

/** What a person does to the sources between two switches, and the profile to switch to next. */
interface Step {
  readonly profile: string;
  /** Commits something; absent, nothing is edited. */
  readonly edit?: (project: string) => Promise<void>;
}

const added = "night_shift";

/**
 * Thirty switches, again and again: of the profile in force a model changes, then of another one; a profile is added,
 * switched to and removed. Every other step is a plain switch.
 */
export function stepAt(number: number): Step {
  const plain = profiles[number % profiles.length] ?? "premium";
  switch (number % 30) {
    case 5:
      return { profile: profiles[4], edit: (project) => swapModels(project, profiles[4]) };
    case 12:
      return { profile: profiles[2], edit: (project) => swapModels(project, profiles[0]) };
    case 18:
      return { profile: plain, edit: addProfile };
    case 19:
      return { profile: added };
    case 21:
      return { profile: plain, edit: removeProfile };
    default:
      return { profile: plain };
  }
}

/** Two models that can do the same take each other's place: two deployments come, two go. */
async function swapModels(project: string, profile: string): Promise<void> {
  await editFile(join(project, `profiles/${profile}.yaml`), nameTwins);
  await commitAll(project, `Edit ${profile}`);
}

const twins: Readonly<Record<string, string>> = {
  "gpt-4o-mini": "gpt-4.1-mini",
  "gpt-4.1-mini": "gpt-4o-mini",
  "gpt-4.1": "gpt-4o",
  "gpt-4o": "gpt-4.1",
  "gemini-2.5-flash": "gemini-2.5-pro",
  "gemini-2.5-pro": "gemini-2.5-flash",
};

function nameTwins(text: string): string {
  return text.replaceAll(/[\w.-]+/g, (word) => twins[word] ?? word);
}

async function addProfile(project: string): Promise<void> {
  await copyFile(join(project, "profiles/specialized.yaml"), join(project, `profiles/${added}.yaml`));
  await commitAll(project, `Add ${added}`);
}

async function removeProfile(project: string): Promise<void> {
  await rm(join(project, `profiles/${added}.yaml`));
  await commitAll(project, `Remove ${added}`);
}
