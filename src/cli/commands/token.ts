import { InvalidArgumentError, Option, type Command } from "commander";
import { composeTokens } from "../../compose.ts";
import type { Role, StoredToken } from "../../domain/access.ts";
import { createToken, isInUse } from "../../operations/create-token.ts";
import { revokeToken } from "../../operations/revoke-token.ts";
import { alignColumns } from "../../report/align-columns.ts";
import { printable } from "../../report/printable.ts";
import { addExamples, addFormat, type FormatOptions } from "../options.ts";
import type { Output, Run } from "../output.ts";

interface CreateOptions extends FormatOptions {
  readonly role: Role;
  readonly days?: number;
}

export function define(command: Command, run: Run): void {
  command.description(
    "Make and revoke the access tokens of `serve`. Only their hashes are kept, in the ignored folder of this project.",
  );
  const create = command
    .command("create")
    .argument("<name>", "who will use it")
    .description("Make a token and print it: this is the only time that it is shown.")
    .addOption(
      new Option("--role <role>", "`viewer` reads, `admin` changes too").choices(["viewer", "admin"]).default("viewer"),
    )
    .option("--days <count>", "days after which it ends; absent, it does not", readDays)
    .action((name: string, options: CreateOptions) => run(options.format, () => makeToken(name, options)));
  const list = command
    .command("list")
    .description("List the tokens: id, name, role, when and by whom each was made, and when it ends.")
    .action((options: FormatOptions) => run(options.format, () => listTokens(options)));
  const revoke = command
    .command("revoke")
    .argument("<token>", "its id or its name, never itself")
    .description("End a token. A running server lets nobody in by it from then on.")
    .action((word: string, options: FormatOptions) => run(options.format, () => endToken(word, options)));
  for (const each of [create, list, revoke]) addFormat(each);
  addExamples(command, [
    ["token create dashboard", "may read"],
    ["token create ci --role admin --days 90", "may change, for 90 days"],
    ["token revoke ci", "lets it in no longer"],
  ]);
}

async function makeToken(name: string, { role, days, format }: CreateOptions): Promise<Output> {
  const { tokens, world } = await composeTokens();
  const { token, stored } = await createToken(tokens, world, { name, role, ...(days !== undefined && { days }) });
  if (format === "json") return { stdout: printJson({ token, ...shown(stored) }), exitCode: 0 };
  return {
    stdout: `${token}\n`,
    stderr: `It is not shown again. Send it as \`Authorization: Bearer …\`\n`,
    exitCode: 0,
  };
}

async function listTokens({ format }: FormatOptions): Promise<Output> {
  const { tokens, world } = await composeTokens();
  const all = await tokens.list();
  if (format === "json") return { stdout: printJson({ tokens: all.map(shown) }), exitCode: 0 };
  if (all.length === 0) return { stdout: "", stderr: "There are no tokens\n", exitCode: 0 };
  const rows = all.map((token) => [
    token.id,
    token.name,
    token.role,
    `made ${token.created_at} by ${token.created_by}`,
    describeEnd(token, world.clock.now()),
  ]);
  return { stdout: `${alignColumns(rows).map(printable).join("\n")}\n`, exitCode: 0 };
}

async function endToken(word: string, { format }: FormatOptions): Promise<Output> {
  const { tokens } = await composeTokens();
  const revoked = await revokeToken(tokens, word);
  if (format === "json") return { stdout: printJson({ revoked: revoked.map(shown) }), exitCode: 0 };
  return { stdout: revoked.map(({ id, name }) => printable(`Revoked ${id} (${name})`) + "\n").join(""), exitCode: 0 };
}

function describeEnd(token: StoredToken, now: Date): string {
  if (token.expires_at === null) return "";
  return `${isInUse(token, now) ? "ends" : "ended"} ${token.expires_at}`;
}

/** Its hash is nobody's business. */
function shown({ sha256: _hash, v: _version, ...token }: StoredToken) {
  return token;
}

function printJson(value: object): string {
  return `${JSON.stringify({ version: 1, ...value }, null, 2)}\n`;
}

function readDays(text: string): number {
  if (/^[1-9]\d{0,4}$/.test(text)) return Number(text);
  throw new InvalidArgumentError("Give a number of days from 1 to 99999");
}
