import { execFile } from "node:child_process";
import { mkdir, mkdtemp, readdir, readFile, rename, rm, symlink, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import { once } from "node:events";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { runInNewContext } from "node:vm";
import { beforeAll, describe, expect, onTestFinished, test } from "vitest";
import type { LiteLLMClient } from "../../src/client/index.ts";

const root = join(import.meta.dirname, "../..");
const run = promisify(execFile);

/** An application that has the packed package, and none of the packages that it depends on. */
async function makeApplication(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "litellm-profiles-"));
  await mkdir(join(folder, "node_modules"));
  await run("npm", ["pack", "--silent", "--ignore-scripts", "--pack-destination", folder], { cwd: root });
  const tarball = (await readdir(folder)).find((name) => name.endsWith(".tgz")) ?? "";
  await run("tar", ["-xzf", tarball], { cwd: folder });
  await rename(join(folder, "package"), join(folder, "node_modules/litellm-profiles"));
  await writeFile(join(folder, "package.json"), JSON.stringify({ name: "application", type: "module" }));
  return folder;
}

describe("the packed package, in an application", () => {
  let folder: string;
  beforeAll(async () => {
    folder = await makeApplication();
    return () => rm(folder, { recursive: true, force: true });
  });

  test("lets Node call a task, by the variables of the process", async () => {
    const asked: unknown[] = [];
    const server = createServer((request, response) => {
      asked.push([request.method, request.url, request.headers.authorization]);
      response.writeHead(200, { "x-litellm-model-id": "synthesis_premium--openai-gpt-5-0a1b2c3d" });
      response.end(JSON.stringify({ id: "1", model: "gpt-5", choices: [] }));
    });
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    onTestFinished(() => void server.close());
    const address = server.address();
    if (address === null || typeof address === "string") throw new Error("The server listens on no port");
    await writeFile(
      join(folder, "call.js"),
      `import { LiteLLMClient } from "litellm-profiles/client";
const { completion, ...who } = await new LiteLLMClient().completeWithTaskType("synthesis", { messages: [] });
console.log(JSON.stringify({ model: completion.model, ...who }));
`,
    );
    const env = { ...process.env, LITELLM_URL: `http://127.0.0.1:${address.port}`, LITELLM_API_KEY: "sk-packed" };
    const { stdout, stderr } = await run(process.execPath, ["call.js"], { cwd: folder, env });
    expect(stderr).toBe("");
    expect(JSON.parse(stdout)).toEqual({
      model: "gpt-5",
      deployment: "synthesis_premium--openai-gpt-5-0a1b2c3d",
      group: "synthesis_premium",
    });
    expect(asked).toEqual([["POST", "/v1/chat/completions", "Bearer sk-packed"]]);
  });

  test("needs nothing but what browsers have", async () => {
    const code = await readFile(join(folder, "node_modules/litellm-profiles/dist/client.mjs"), "utf8");
    expect(code).not.toMatch(/\bimport\b|\brequire\(/);
    const script = code.replace(/export\s*\{[^}]*\};?\s*$/, "LiteLLMClient;");
    const warnings: string[] = [];
    const browser = { fetch: () => undefined, console: { warn: (text: string) => warnings.push(text) } };
    const Client: typeof LiteLLMClient = runInNewContext(script, { ...browser, globalThis: browser });
    const client = new Client();
    expect(client.getTaskAlias("synthesis")).toBe("synthesis");
    expect(client.getTaskAlias("synthesis_premium")).toBe("synthesis_premium");
    expect(warnings).toEqual([expect.stringContaining("`synthesis_premium` is an older name")]);
  });

  test("types the task names by what `litellm-profiles types` prints", async () => {
    const printed = await run(process.execPath, [join(root, "dist/cli.js"), "types"], { cwd: root });
    await writeFile(join(folder, "tasks.ts"), printed.stdout);
    await writeFile(join(folder, "right.ts"), application("classification"));
    await writeFile(join(folder, "older.ts"), application("classification_premium"));
    await writeFile(join(folder, "wrong.ts"), application("clasification"));
    await writeFile(
      join(folder, "strict.ts"),
      `import { LiteLLMClient } from "litellm-profiles/client";
import { tasks, type TaskName } from "./tasks.ts";
const client = new LiteLLMClient({ tasks });
const strict: LiteLLMClient<TaskName> = client;
strict.getTaskAlias("classification");
strict.getTaskAlias("classification_premium");
`,
    );
    await mkdir(join(folder, "node_modules/@types"), { recursive: true });
    await symlink(join(root, "node_modules/@types/node"), join(folder, "node_modules/@types/node"));
    await symlink(join(root, "node_modules/undici-types"), join(folder, "node_modules/undici-types"));
    expect(await compile(folder, "right.ts", "older.ts")).toBe("");
    expect(await compile(folder, "strict.ts")).toMatch(/^strict\.ts\(6,21\): error TS2345: .*\n$/);
    expect(await compile(folder, "wrong.ts")).toContain(
      `Argument of type '"clasification"' is not assignable to parameter of type 'OlderName | TaskName'`,
    );
  });
});

/** An application that calls one task. */
function application(task: string): string {
  return `import { LiteLLMClient } from "litellm-profiles/client";
import { tasks } from "./tasks.ts";
const client = new LiteLLMClient({ tasks });
export const answered: Promise<string | null> = client
  .completeWithTaskType("${task}", { messages: [{ role: "user", content: "hello" }] })
  .then(({ completion }) => completion.choices[0]?.message.content ?? null);
`;
}

/** What TypeScript says of the files; nothing where they are right. */
async function compile(folder: string, ...files: string[]): Promise<string> {
  const options = ["--noEmit", "--strict", "--module", "nodenext", "--target", "es2022", "--types", "node"];
  const own = ["--allowImportingTsExtensions", "--exactOptionalPropertyTypes"];
  const compiler = join(root, "node_modules/.bin/tsc");
  try {
    return (await run(compiler, [...options, ...own, ...files], { cwd: folder })).stdout;
  } catch (error) {
    if (error instanceof Error && "stdout" in error) return String(error.stdout);
    throw error;
  }
}
