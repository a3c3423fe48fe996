import { compareReleases } from "../../litellm/release-facts.ts";
import type { ConfigSubject } from "./subject.ts";

/** Whether the config is read by this release of LiteLLM, or a later one. */
export function isSince({ release }: ConfigSubject, first: string): boolean {
  return compareReleases(release, first) >= 0;
}
