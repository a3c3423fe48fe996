import { spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdir, stat, truncate, writeFile } from "node:fs/promises";
import { connect, type Socket } from "node:net";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import { environment, fiveTasks } from "../five-tasks.ts";
import { makeServedProject, serve } from "../served-project.ts";

/** A real `serve` over a real repository with uncommitted work, premium proven and in force, and ways to break it. */
export type FaultStage = Awaited<ReturnType<typeof openFaultStage>>;

export const written = "one\ntwo, not committed\n";

export async function openFaultStage() {
  const project = await makeServedProject({
    ...fiveTasks,
    "environments/default.yaml": `${environment}deliver: {prove_within: 2s}\n`,
    "notes.txt": "one\n",
  });
  await writeFile(join(project.root, "notes.txt"), written);
  const start = () => serve(project, "--local", "--port", "0");
  let server = await start();
  const at = (path: string) => `${server.url}/admin/profiles/${path}`;

  async function post(path: string, body: object, headers: Record<string, string> = {}) {
    const sent = { method: "POST", headers: { "content-type": "application/json", ...headers } };
    const answer = await fetch(at(path), { ...sent, body: JSON.stringify(body) });
    return { status: answer.status, body: JSON.parse(await answer.text()) };
  }

  return {
    ...project,
    /** Where the config is delivered to. */
    folder: join(project.root, ".litellm-profiles/default"),
    get server() {
      return server;
    },
    /** Another run of the server, after one that has ended. */
    async restart() {
      server = await start();
    },
    /** How the proxy behaves from now on. */
    setProxy: (mode: string) => writeFile(join(project.root, ".git/proxy"), mode),
    post,
    /** A switch to balanced. */
    switch: (headers: Record<string, string> = {}) => post("switch", { profile: "balanced" }, headers),
    async get(path: string, headers: Record<string, string> = {}) {
      const answer = await fetch(at(path), { headers });
      return { status: answer.status, body: JSON.parse(await answer.text()) };
    },
    /** Follows the events from now on. */
    async follow(headers: Record<string, string> = {}) {
      const { body } = await fetch(at("events"), { headers });
      if (body === null) throw new Error("No events came");
      return readEvents(body);
    },
    /** A connection that sends these bytes of a request as they are. */
    async connect(bytes: string): Promise<Socket> {
      const { hostname, port } = new URL(server.url);
      const socket = connect({ host: hostname, port: Number(port) });
      onTestFinished(() => void socket.destroy());
      await once(socket, "connect");
      socket.write(bytes);
      return socket;
    },
    subjects: () => project.git("log", "--format=%s").trim().split("\n"),
  };
}

function readEvents(body: ReadableStream<Uint8Array>) {
  const reader = body.getReader();
  let text = "";
  const read = async () => {
    const { value } = await reader.read();
    if (value !== undefined) text += Buffer.from(value).toString();
    return value !== undefined;
  };
  const names = () => [...text.matchAll(/^event: (.+)$/gm)].map(([, name = ""]) => name);
  return {
    async until(event: string) {
      while (!names().includes(event)) if (!(await read())) throw new Error(`No event ${event} in ${text}`);
    },
    /** All that come until the stream ends. */
    async toTheEnd() {
      while (await read());
      return names();
    },
  };
}

/**
 * Puts a file system over a folder, with these files in it and `filler`, which leaves room for so many pages; false where
 * this user may not mount one.
 */
export async function mountFullDisk(
  folder: string,
  { files, pages }: { readonly files: Readonly<Record<string, string>>; readonly pages: number },
): Promise<boolean> {
  await mkdir(folder, { recursive: true });
  const { status } = spawnSync("mount", ["-t", "tmpfs", "-o", "size=64k", "tmpfs", folder]);
  if (status !== 0) return false;
  onTestFinished(() => void spawnSync("umount", [folder]));
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text);
  const filler = join(folder, "filler");
  await writeFile(filler, Buffer.alloc(1 << 20)).catch(() => undefined);
  await truncate(filler, (await stat(filler)).size - pages * 4096);
  return true;
}
