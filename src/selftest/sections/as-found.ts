import { requireSame } from "../mismatch.ts";
import type { Section } from "../section.ts";

/** Comes last, after everything was put back. */
export const asFound: Section = {
  name: "As it was found",
  checks: ({ read, about, environment }, found) => [
    {
      name: `\`${environment}\` declares what it did: profile, overrides, avoided providers and moments to come`,
      async run() {
        const { layers } = await read(`status?fresh=true&${about}`, "StatusAnswer");
        requireSame("What it declares", layers.declared, found.declared);
      },
    },
    {
      name: "its config is the one that was found",
      async run() {
        const { digest } = await read(`config?${about}`, "ConfigAnswer");
        requireSame("The config's digest", digest, found.digest);
      },
    },
  ],
};
