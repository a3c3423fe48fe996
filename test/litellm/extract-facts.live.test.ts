import { execFileSync } from "node:child_process";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, inject, test } from "vitest";

import { releases } from "./releases.ts";
import { temporaryFolder } from "../temporary-folder.ts";

const facts = join(import.meta.dirname, "../../src/litellm/facts");
const litellm = inject("litellm");
const python = "python" in litellm ? litellm.python : "";

function extract(output: string): void {
  execFileSync("python3", [join(facts, "extract.py"), "--python", python, "--output", output], { stdio: "ignore" });
}

describe.skipIf(python === "")("extract.py", () => {
  test("yields the committed facts of this LiteLLM, and keeps those of other releases", async () => {
    const output = await temporaryFolder();
    const committed = await readFile(join(facts, "models.tsv"), "utf8");
    for (const release of releases.filter((each) => each !== litellm.release)) {
      await mkdir(join(output, release));
      await writeFile(join(output, release, "keys.json"), "{}");
    }
    await writeFile(join(output, "models.tsv"), committed);

    extract(output);

    for (const file of ["models.tsv", `${litellm.release}/keys.json`, `${litellm.release}/generalizations.json`]) {
      expect(await readFile(join(output, file), "utf8")).toBe(await readFile(join(facts, file), "utf8"));
    }
  });
});
