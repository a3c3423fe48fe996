import { execFileSync } from "node:child_process";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, inject, test } from "vitest";

import { temporaryFolder } from "../temporary-folder.ts";

const facts = join(import.meta.dirname, "../../src/litellm/facts");
const litellm = inject("litellm");
const python = "python" in litellm ? litellm.python : "";

function extract(output: string): void {
  execFileSync("python3", [join(facts, "extract.py"), "--python", python, "--output", output], { stdio: "ignore" });
}

describe.skipIf(python === "")("extract.py", () => {
  test("yields the committed facts of LiteLLM 1.106.2, and keeps those of other releases", async () => {
    const output = await temporaryFolder();
    const committed = await readFile(join(facts, "models.tsv"), "utf8");
    const others = ["1.83.14", "1.94.3", "1.103.11", "1.108.11", "1.109.1"];
    for (const release of others) {
      await mkdir(join(output, release));
      await writeFile(join(output, release, "keys.json"), "{}");
    }
    await writeFile(join(output, "models.tsv"), committed);

    extract(output);

    for (const file of ["models.tsv", "1.106.2/keys.json", "1.106.2/generalizations.json"]) {
      expect(await readFile(join(output, file), "utf8")).toBe(await readFile(join(facts, file), "utf8"));
    }
  });
});
