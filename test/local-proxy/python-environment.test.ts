import { existsSync } from "node:fs";
import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { preparePythonEnvironment } from "../../src/local-proxy/python-environment.ts";
import { fakePrograms, type Programs } from "./fake-programs.ts";
import { temporaryFolder } from "../temporary-folder.ts";

/** A Python that makes "environments" by copying itself, and whose pip brings the `uv` of the test. */
const python = (uv: string) => `
case "$*" in
  *find_spec*) echo "3 11 pip" ;;
  *"-m venv"*) mkdir -p "$4/bin" && cp "$0" "$4/bin/python" ;;
  *"pip config list"*) echo "global.index-url='https://mirror.example/simple'" ;;
  *"uv.txt"*) printf '#!/bin/sh\\necho "uv $UV_DEFAULT_INDEX $*" >> "$CALLS"\\n${uv}\\n' > "$(dirname "$0")/uv"
             chmod +x "$(dirname "$0")/uv" ;;
  *"python-tools.txt"*) \${PIP_FAILS:+echo "ERROR: No matching distribution found"} ; test -z "$PIP_FAILS" ;;
esac`;

async function newCache(): Promise<string> {
  return temporaryFolder();
}

async function prepare(programs: Programs, cache: string, env: NodeJS.ProcessEnv = {}) {
  const said: string[] = [];
  const options = {
    name: "python-tools",
    cache,
    env: { ...programs.env, ...env },
    say: (line: string) => said.push(line),
  };
  return { path: await preparePythonEnvironment(options), said };
}

const installs = (calls: readonly string[]) => calls.filter((call) => call.includes("locks/python-tools.txt"));

describe("preparePythonEnvironment", () => {
  test("installs with uv, hashes required, from the index that pip is set to", async () => {
    const programs = await fakePrograms({ python3: python("exit 0") });
    const cache = await newCache();
    const { path } = await prepare(programs, cache);
    expect(path).toBe(join(cache, "python-tools/bin/python"));
    const [install, ...more] = installs(await programs.calls());
    expect(more).toEqual([]);
    expect(install).toMatch(
      /^uv https:\/\/mirror\.example\/simple pip install --no-deps --require-hashes -r .* --python /,
    );
  });

  test("is made once", async () => {
    const programs = await fakePrograms({ python3: python("exit 0") });
    const cache = await newCache();
    await prepare(programs, cache);
    const { said } = await prepare(programs, cache);
    expect(said).toEqual([]);
    expect(installs(await programs.calls())).toHaveLength(1);
  });

  test("falls back on pip, hashes required", async () => {
    const programs = await fakePrograms({ python3: python("exit 2") });
    const { said } = await prepare(programs, await newCache());
    expect(said.at(-1)).toBe("uv could not install them, trying pip, which takes a minute or two");
    expect(installs(await programs.calls()).at(-1)).toContain("-I -m pip install --no-deps --require-hashes -r ");
  });

  test("says what pip said when nothing can be installed, and leaves nothing that counts as done", async () => {
    const programs = await fakePrograms({ python3: python("exit 2") });
    const cache = await newCache();
    await expect(prepare(programs, cache, { PIP_FAILS: "1" })).rejects.toMatchObject({
      code: "packages-unavailable",
      message: "The Python packages of `python-tools` could not be installed: ERROR: No matching distribution found",
    });
    expect(existsSync(join(cache, "python-tools/complete"))).toBe(false);
    expect(existsSync(join(cache, "python-tools.lock"))).toBe(false);
  });

  test("begins a killed installation anew", async () => {
    const programs = await fakePrograms({ python3: python("exit 0") });
    const cache = await newCache();
    await mkdir(join(cache, "python-tools/bin"), { recursive: true });
    await writeFile(join(cache, "python-tools/bin/half"), "");
    await prepare(programs, cache);
    expect(existsSync(join(cache, "python-tools/bin/half"))).toBe(false);
  });

  test("installs again when the lock is another one, or the Python behind it is gone", async () => {
    const programs = await fakePrograms({ python3: python("exit 0") });
    const cache = await newCache();
    const marker = join(cache, "python-tools/complete");
    await prepare(programs, cache);
    const stamp = await readFile(marker, "utf8");
    await writeFile(marker, "another lock");
    await prepare(programs, cache);
    expect(await readFile(marker, "utf8")).toBe(stamp);
    await rm(join(cache, "python-tools/bin/python"));
    await prepare(programs, cache);
    expect(installs(await programs.calls())).toHaveLength(3);
  });

  test("of several callers one installs and the others wait", async () => {
    const programs = await fakePrograms({ python3: python("/bin/sleep 0.1") });
    const cache = await newCache();
    const callers = await Promise.all([1, 2, 3].map(() => prepare(programs, cache)));
    expect(installs(await programs.calls())).toHaveLength(1);
    const waiting = callers.flatMap(({ said }) => said).filter((line) => line.startsWith("Another process"));
    expect(waiting).toHaveLength(2);
  });

  test("lets no variable of the user send packages elsewhere", async () => {
    const programs = await fakePrograms({ python3: `env >> "$CALLS"\n${python("exit 0")}` });
    await prepare(programs, await newCache(), { PIP_TARGET: "/elsewhere", PIP_CERT: "/own.pem" });
    const calls = await programs.calls();
    expect(calls).toContain("PIP_CERT=/own.pem");
    expect(calls).not.toContain("PIP_TARGET=/elsewhere");
  });

  test("uses a uv on the path where Python comes without ensurepip", async () => {
    const uv =
      'case "$1" in venv) mkdir -p "$5/bin" && printf "#!/bin/sh\\n" > "$5/bin/python" && chmod +x "$5/bin/python" ;; esac';
    const programs = await fakePrograms({ python3: 'case "$2" in -c) echo "3 11 None" ;; esac', uv });
    await prepare(programs, await newCache());
    expect(installs(await programs.calls()).at(-1)).toMatch(/^uv\s+pip install --no-deps /);
  });

  test("says what to install where Python comes without ensurepip and there is no uv", async () => {
    const programs = await fakePrograms({ python3: 'case "$2" in -c) echo "3 11 None" ;; esac' });
    await expect(prepare(programs, await newCache())).rejects.toMatchObject({
      code: "python-missing",
      hint: "Install `python3-venv` (Debian, Ubuntu) or `uv`",
    });
  });

  test("stops when it is told to", async () => {
    const programs = await fakePrograms({ python3: python("exit 0") });
    const signal = AbortSignal.abort();
    const options = { name: "python-tools", cache: await newCache(), env: programs.env, say: () => {}, signal };
    await expect(preparePythonEnvironment(options)).rejects.toMatchObject({ name: "AbortError" });
  });
});
