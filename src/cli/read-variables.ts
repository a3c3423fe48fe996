import { parseEnv } from "node:util";
import { readOptionalFile } from "../compose.ts";
import { Failure } from "../domain/failure.ts";

/** The names that files of variables set; nothing where no file is named, for then it is not known. Throws `no-such-file`. */
export async function readVariables(paths: readonly string[] = []): Promise<{ variables?: ReadonlySet<string> }> {
  const texts = await Promise.all(paths.map(readVariableFile));
  return paths.length === 0 ? {} : { variables: new Set(texts.flatMap((text) => Object.keys(parseEnv(text)))) };
}

async function readVariableFile(path: string): Promise<string> {
  const text = await readOptionalFile(path);
  if (text !== undefined) return text;
  throw new Failure("no-such-file", `There is no readable \`${path}\``, "Name a file of lines like `NAME=value`");
}
