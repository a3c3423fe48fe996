import { Failure } from "../domain/failure.ts";
import { isJsonObject, type Json } from "../domain/json.ts";
import { loadPlain } from "./load-plain.ts";
import { projectFile } from "./source-paths.ts";

/** Format of the sources that this tool reads. */
const formatVersion = 1;

/**
 * Throws `tool-unfit` where the project's file asks for another release of this tool than `toolVersion`, or is of a
 * newer format. Looks at nothing else: what a newer tool knows may be wrong for this one.
 */
export async function requireTool(projectText: string, toolVersion: string): Promise<void> {
  const { version, tool_version: range } = readAsked(projectText);
  if (typeof version === "number" && version > formatVersion) {
    const message = `\`${projectFile}\` is written in format ${version}; litellm-profiles ${toolVersion} reads format ${formatVersion}`;
    throw new Failure("tool-unfit", message, upgradeTo("latest"));
  }
  if (typeof range === "string") await requireInRange(range, toolVersion);
}

/** A text that is not plain YAML is looked at by the check of its syntax. */
function readAsked(text: string): { readonly [key: string]: Json } {
  const value = loadPlain(text);
  return isJsonObject(value) ? value : {};
}

async function requireInRange(range: string, toolVersion: string): Promise<void> {
  const { default: semver } = await import("semver");
  if (semver.validRange(range) === null) {
    const message = `\`tool_version: ${range}\` of \`${projectFile}\` is no range of versions`;
    throw new Failure("tool-unfit", message, "Write one as npm does: `^1.2.0`, or `>=1.2.0 <2.0.0`");
  }
  if (semver.satisfies(toolVersion, range, { includePrerelease: true })) return;
  const message = `This project asks for litellm-profiles \`${range}\`, and this is ${toolVersion}`;
  throw new Failure("tool-unfit", message, upgradeTo(range));
}

/** Nothing that a shell reads inside quotes is part of a valid range. */
function upgradeTo(range: string): string {
  return `Install another: \`npm install --save-dev "litellm-profiles@${range}"\``;
}
