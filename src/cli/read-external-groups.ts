import { readOptionalFile } from "../compose.ts";

/**
 * Groups that are in no file: names with commas between, or the path of a file with one a line; without either, any
 * group may be there.
 */
export async function readExternalGroups(
  written: string | true | undefined,
): Promise<{ externalGroups?: ReadonlySet<string> }> {
  if (written === undefined) return {};
  if (written === true) return { externalGroups: new Set(["*"]) };
  const names = (await readOptionalFile(written))?.split(/\r?\n/) ?? written.split(",");
  return { externalGroups: new Set(names.map((name) => name.trim()).filter((name) => name !== "")) };
}
