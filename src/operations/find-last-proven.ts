import { createHash } from "node:crypto";
import { Failure } from "../domain/failure.ts";
import type { Environment } from "../domain/project.ts";
import type { Store } from "../ports/store.ts";
import { tryTo } from "./try-to.ts";

/** An environment, and the config that is not meant. */
export interface OtherThan {
  readonly environment: Pick<Environment, "name" | "output">;
  readonly text: string;
}

/** The config of an environment that was proven last, other than a given one; undefined where none is known or here. */
export async function findLastProven(
  store: Pick<Store, "notes" | "readFiles">,
  { environment: { name, output }, text }: OtherThan,
): Promise<string | undefined> {
  const proven = [...(await store.notes())]
    .flatMap(([commit, notes]) => notes.map((note) => ({ commit, ...note })))
    .filter(({ environment, outcome }) => environment === name && outcome === "proven")
    .filter(({ output_sha256 }) => output_sha256 !== sha256(text))
    .toSorted((a, b) => (a.at < b.at ? 1 : -1));
  for (const { commit, output_sha256 } of proven) {
    // A note may have come without its commit.
    const files = await tryTo(() => store.readFiles(commit, [output]));
    const found = files instanceof Failure ? undefined : files.get(output);
    if (found !== undefined && sha256(found) === output_sha256) return found;
  }
  return undefined;
}

function sha256(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
