import { requireAnswer } from "../ask-task.ts";
import { requireInForce, requireSwitch } from "../change-profile.ts";
import type { Found } from "../found.ts";
import type { Installation } from "../installation.ts";
import { needed } from "../mismatch.ts";
import type { Check, Section } from "../section.ts";

/** Three profiles, of which the one that was found comes last; where there are fewer, it comes first, too. */
export const switching: Section = {
  name: "Switching",
  checks: (installation, found) => threeOf(found).flatMap((profile) => switchTo(installation, found, profile)),
};

function threeOf({ profiles, profile }: Found): string[] {
  const others = profiles.filter((name) => name !== profile);
  return [profile, profile, ...others.slice(0, 2), profile].slice(-3);
}

function switchTo(installation: Installation, found: Found, profile: string): Check[] {
  let mappings: Readonly<Record<string, string>> | undefined;
  return [
    {
      name: `a switch to \`${profile}\` is proven`,
      async run() {
        mappings = (await requireSwitch(installation, profile)).active_mappings;
      },
    },
    {
      name: `\`${profile}\` is read back from every worker`,
      run: async () => void (await requireInForce(installation, profile)),
    },
    {
      name: `\`${profile}\` answers`,
      async run() {
        const [task, group] = needed(Object.entries(needed(mappings, "What should answer"))[0], "A task");
        await requireAnswer(installation, found, { task, group });
      },
    },
  ];
}
