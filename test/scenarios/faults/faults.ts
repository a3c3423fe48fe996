import { once } from "node:events";
import { appendFile, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { run } from "../served-project.ts";
import { mountFullDisk, type FaultStage } from "./fault-stage.ts";

/** One thing that goes wrong, and all that may come of it. */
export interface Fault {
  readonly fault: string;
  /** What callers are told, in the words that `inject` returns. */
  readonly expected: string;
  /** Subjects of the commits afterwards, the newest first. */
  readonly commits: readonly string[];
  /** Injects it, and says what happened; undefined where this machine does not allow it. */
  readonly inject: (stage: FaultStage) => Promise<string | undefined>;
  /** Takes it away. */
  readonly mend: (stage: FaultStage) => Promise<unknown>;
}

interface Told {
  readonly status: number;
  readonly body: { readonly code?: string; readonly outcome?: string; readonly rolled_back?: boolean };
}

function say({ status, body: { code, outcome, rolled_back } }: Told): string {
  return `${status} ${code ?? outcome}${rolled_back === true ? ", went back" : ""}`;
}

const untouched = ["Start"];
const switched = ["Switch default from premium to balanced", ...untouched];
const wentBack = ["Switch default back from balanced to premium", ...switched];

/** A proxy of a kind from the beginning on. */
function proxyThatIs(mode: string): Pick<Fault, "inject" | "mend"> {
  return {
    async inject(stage) {
      await stage.setProxy(mode);
      return say(await stage.switch());
    },
    mend: (stage) => stage.setProxy(""),
  };
}

/** Where the environment's files lie; a turn takes one page, a config another. */
function diskWithRoomFor(pages: number): Pick<Fault, "inject" | "mend"> {
  return {
    async inject(stage) {
      const config = await readFile(join(stage.folder, "litellm_config.yaml"), "utf8");
      // What is sampled meanwhile finds its page.
      const files = { "litellm_config.yaml": config, "traffic.jsonl": "\n" };
      if (!(await mountFullDisk(stage.folder, { files, pages }))) return undefined;
      return say(await stage.switch());
    },
    mend: (stage) => rm(join(stage.folder, "filler")),
  };
}

/** Begins a switch that no worker proves, and returns when it is delivered. */
async function switchUnderWay(stage: FaultStage) {
  await stage.setProxy("silent");
  const events = await stage.follow();
  const answer = stage.switch();
  answer.catch(() => undefined);
  await events.until("delivered");
  return { answer };
}

async function statusOf(stage: FaultStage): Promise<string> {
  const { body } = await stage.get("status?fresh=true");
  return `status ${body.active_profile}, drift ${body.drift}`;
}

export const faults: readonly Fault[] = [
  {
    fault: "The proxy ends every connection",
    expected: "503 proxy-unreachable",
    commits: untouched,
    ...proxyThatIs("down"),
  },
  {
    fault: "The proxy takes connections and never answers",
    expected: "503 proxy-unreachable",
    commits: untouched,
    ...proxyThatIs("slow"),
  },
  {
    fault: "The proxy has another key",
    expected: "503 proxy-key-refused",
    commits: untouched,
    ...proxyThatIs("another key"),
  },
  {
    fault: "The proxy does not run the module",
    expected: "503 module-not-loaded",
    commits: untouched,
    ...proxyThatIs("without module"),
  },
  {
    fault: "The worker keeps the config that it has",
    expected: "504 not-proven, went back",
    commits: wentBack,
    ...proxyThatIs("silent"),
  },
  {
    fault: "The proxy goes down after the delivery",
    expected: "504 not-proven, went back",
    commits: wentBack,
    async inject(stage) {
      const { answer } = await switchUnderWay(stage);
      await stage.setProxy("down");
      return say(await answer);
    },
    mend: (stage) => stage.setProxy(""),
  },
  {
    fault: "The disk is full where a turn is taken",
    expected: "503 target-not-writable",
    commits: untouched,
    ...diskWithRoomFor(0),
  },
  {
    fault: "The disk becomes full at the delivery",
    expected: "504 not-proven, went back",
    commits: wentBack,
    ...diskWithRoomFor(1),
  },
  {
    fault: "The disk is full where the audit log lies",
    expected: "503 audit-not-writable; status premium, drift null",
    commits: untouched,
    async inject(stage) {
      const log = join(stage.root, ".litellm-profiles/audit.jsonl");
      await rm(log, { force: true });
      await symlink("/dev/full", log);
      return `${say(await stage.switch())}; ${await statusOf(stage)}`;
    },
    mend: (stage) => rm(join(stage.root, ".litellm-profiles/audit.jsonl")),
  },
  {
    fault: "The disk is full where the traffic is kept",
    expected: "The log says so; 200 switched; stats 200",
    commits: switched,
    async inject(stage) {
      stage.server.child.kill("SIGTERM");
      await stage.server.ended;
      const disk = join(stage.root, ".litellm-profiles/full");
      const traffic = join(stage.folder, "traffic.jsonl");
      if (!(await mountFullDisk(disk, { files: { "traffic.jsonl": "" }, pages: 0 }))) return undefined;
      await rm(traffic, { force: true });
      await symlink(join(disk, "traffic.jsonl"), traffic);
      await stage.restart();
      while (!stage.server.stderr().includes("Traffic is not sampled")) await once(stage.server.child.stderr, "data");
      const answer = say(await stage.switch());
      return `The log says so; ${answer}; stats ${(await stage.get("stats")).status}`;
    },
    mend: (stage) => rm(join(stage.folder, "traffic.jsonl")),
  },
  {
    fault: "Another git process holds the lock of the index",
    expected: "503 git-refused",
    commits: untouched,
    async inject(stage) {
      await writeFile(join(stage.root, ".git/index.lock"), "");
      return say(await stage.switch());
    },
    mend: (stage) => rm(join(stage.root, ".git/index.lock")),
  },
  {
    fault: "Another git process holds the lock of the branch",
    expected: "503 git-refused",
    commits: untouched,
    async inject(stage) {
      await writeFile(join(stage.root, ".git/refs/heads/main.lock"), "");
      return say(await stage.switch());
    },
    mend: (stage) => rm(join(stage.root, ".git/refs/heads/main.lock")),
  },
  {
    fault: "Another program is in the middle of a switch",
    expected: "409 busy; the other one ends with 1",
    commits: wentBack,
    async inject(stage) {
      await stage.setProxy("silent");
      const other = run(stage, "litellm-profiles switch balanced");
      while (stage.subjects().length === 1) await new Promise(setImmediate);
      const answer = say(await stage.switch());
      return `${answer}; the other one ends with ${(await other).status}`;
    },
    mend: (stage) => stage.setProxy(""),
  },
  {
    fault: "kill -9 in the middle of a switch, then a new start",
    expected: "No answer; status balanced, drift live",
    commits: switched,
    async inject(stage) {
      const { answer } = await switchUnderWay(stage);
      stage.server.child.kill("SIGKILL");
      const told = await answer.then(say, () => "No answer");
      await stage.restart();
      return `${told}; ${await statusOf(stage)}`;
    },
    mend: (stage) => stage.setProxy(""),
  },
  {
    fault: "SIGTERM in the middle of a switch that is proven later",
    expected: "200 switched; ended with 0",
    commits: switched,
    async inject(stage) {
      const { answer } = await switchUnderWay(stage);
      stage.server.child.kill("SIGTERM");
      await stage.setProxy("");
      const told = say(await answer);
      const [code] = await stage.server.ended;
      await stage.restart();
      return `${told}; ended with ${code}`;
    },
    mend: async () => undefined,
  },
  {
    fault: "SIGTERM in the middle of a switch that is never proven",
    expected: "504 not-proven, went back; ended with 0",
    commits: wentBack,
    async inject(stage) {
      const { answer } = await switchUnderWay(stage);
      stage.server.child.kill("SIGTERM");
      const told = say(await answer);
      const [code] = await stage.server.ended;
      await stage.restart();
      return `${told}; ended with ${code}`;
    },
    mend: (stage) => stage.setProxy(""),
  },
  {
    fault: "The remote of `push:` does not answer",
    expected: "200 switched; pushed false",
    commits: ["Switch default from premium to balanced", "Push", "Start"],
    async inject(stage) {
      stage.git("remote", "add", "origin", "http://127.0.0.1:9/repository.git");
      await appendFile(join(stage.root, "environments/default.yaml"), "push: origin\n");
      stage.git("commit", "-qm", "Push", "environments");
      const answer = await stage.switch();
      return `${say(answer)}; pushed ${answer.body.push.pushed}`;
    },
    async mend(stage) {
      stage.git("init", "-q", "--bare", join(stage.root, ".git/remote.git"));
      stage.git("remote", "set-url", "origin", join(stage.root, ".git/remote.git"));
    },
  },
  {
    fault: "A token is revoked while its bearer follows the events",
    expected: "The stream tells requested, failed and ends; status 401",
    commits: untouched,
    async inject(stage) {
      const admin = await makeToken(stage, "ci", "admin");
      const viewer = await makeToken(stage, "dashboard", "viewer");
      const events = await stage.follow(viewer);
      await stage.post("switch", { profile: "nobody" }, admin);
      await events.until("failed");
      await run(stage, "litellm-profiles token revoke dashboard");
      await stage.post("switch", { profile: "nobody" }, admin);
      const told = await events.toTheEnd();
      return `The stream tells ${told.join(", ")} and ends; status ${(await stage.get("status", viewer)).status}`;
    },
    mend: async () => undefined,
  },
  {
    fault: "A hundred callers open the events and never read",
    expected: "The next one: 503 overloaded; 200 switched; ended with 0",
    commits: switched,
    async inject(stage) {
      const call = `GET /admin/profiles/events HTTP/1.1\r\nHost: localhost\r\n\r\n`;
      const sockets = await Promise.all(Array.from({ length: 100 }, () => stage.connect(call)));
      await Promise.all(sockets.map((socket) => once(socket, "readable")));
      const next = say(await stage.get("events"));
      const answer = say(await stage.switch());
      stage.server.child.kill("SIGTERM");
      const [code] = await stage.server.ended;
      await stage.restart();
      return `The next one: ${next}; ${answer}; ended with ${code}`;
    },
    mend: async () => undefined,
  },
  {
    fault: "The body of a switch is cut off",
    expected: "status premium, drift null",
    commits: untouched,
    async inject(stage) {
      const head = "POST /admin/profiles/switch HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json";
      const body = JSON.stringify({ profile: "balanced" });
      const socket = await stage.connect(`${head}\r\nContent-Length: ${body.length + 1}\r\n\r\n${body}`);
      socket.end();
      await once(socket.resume(), "close");
      return statusOf(stage);
    },
    mend: async () => undefined,
  },
  {
    fault: "The caller goes away in the middle of a switch",
    expected: "The events end with ended; status balanced, drift null",
    commits: switched,
    async inject(stage) {
      await stage.setProxy("silent");
      const events = await stage.follow();
      const leaving = new AbortController();
      const headers = { "content-type": "application/json" };
      const body = JSON.stringify({ profile: "balanced" });
      const url = `${stage.server.url}/admin/profiles/switch`;
      const answer = fetch(url, { method: "POST", headers, body, signal: leaving.signal }).catch(() => undefined);
      await events.until("delivered");
      leaving.abort();
      await answer;
      await stage.setProxy("");
      await events.until("ended");
      return `The events end with ended; ${await statusOf(stage)}`;
    },
    mend: async () => undefined,
  },
];

async function makeToken(stage: FaultStage, name: string, role: string) {
  const { stdout } = await run(stage, `litellm-profiles token create ${name} --role ${role}`);
  return { authorization: `Bearer ${stdout.trim()}` };
}
