import type { Check } from "../domain/examination.ts";
import type { WorkerReport } from "../domain/proof.ts";
import type { ExaminedProxy, Facts } from "./facts.ts";
import { counted, makeCheck } from "./make-check.ts";

/** Whether each proxy answers, and how many workers it names. */
export function checkWorkers({ proxies }: Facts): Check[] {
  if (proxies.length === 0) {
    return [
      makeCheck(
        "workers",
        "warning",
        "The environment names no proxies, so no switch is proven",
        "Name them in `proxies:`",
      ),
    ];
  }
  return proxies.map(checkProxy);
}

function checkProxy({ url, failure, answer }: ExaminedProxy): Check {
  if (failure !== undefined) return makeCheck("workers", "error", failure.message, failure.hint);
  const workers = answer?.workers ?? [];
  const seen = `Proxy \`${url}\` has ${counted(workers.length, "worker")}`;
  if (answer?.others === "unknown") {
    const fix = "Give it a directory for the reports that it may write: `LITELLM_PROFILES_RUN_DIR`";
    return makeCheck("workers", "warning", `${seen} that answered; the others are unknown`, fix);
  }
  const bad = workers.find(({ state }) => state === "refused" || state === "unsupported");
  if (bad === undefined)
    return makeCheck(
      "workers",
      workers.length === 0 ? "error" : "ok",
      seen,
      workers.length === 0 ? "Start it again: its module reports nothing" : null,
    );
  return makeCheck(
    "workers",
    "error",
    `${seen}; \`${bad.host}:${bad.pid}\` refused the file: ${bad.error ?? "without a reason"}`,
    "Correct the config and deliver it: `litellm-profiles deliver`",
  );
}

/** Whether the config is a mount of its own, which no rename reaches. */
export function checkMount(facts: Facts): Check[] {
  const workers = workersOf(facts);
  const mounted = workers.find(({ single_file_mount: isMount }) => isMount === true);
  if (mounted !== undefined) {
    const message = `\`${mounted.file?.path ?? "The config"}\` is a single mounted file on \`${mounted.host}\`: it never changes inside the container`;
    return [makeCheck("mount", "error", message, "Mount its folder: no `subPath`, no `-v file:file`")];
  }
  const isKnown = workers.length > 0 && workers.every(({ single_file_mount: isMount }) => isMount === false);
  return [
    isKnown
      ? makeCheck("mount", "ok", "The config is no single mounted file")
      : makeCheck(
          "mount",
          "unknown",
          "No worker says how the config is mounted",
          workers.length > 0 ? newModule : null,
        ),
  ];
}

/** Whether the workers run the release that the environment declares. */
export function checkRelease(facts: Facts): Check[] {
  const declared = facts.environment.litellm;
  const releases = [...new Set(workersOf(facts).map(({ litellm }) => litellm))];
  if (releases.length === 0)
    return [makeCheck("release", "unknown", `LiteLLM ${declared} is declared; no worker says what runs`)];
  const others = releases.filter((release) => release !== declared);
  if (others.length === 0) return [makeCheck("release", "ok", `Every worker runs LiteLLM ${declared}, as declared`)];
  return [
    makeCheck(
      "release",
      "warning",
      `LiteLLM ${others.join(", ")} runs, ${declared} is declared`,
      `Write \`litellm: ${others[0]}\` in \`${facts.environment.file}\`, or upgrade the proxies`,
    ),
  ];
}

/** Whether the key may ask LiteLLM's own routes, too. */
export function checkKey({ proxies }: Facts): Check[] {
  return proxies.map(({ url, isAdmin }) => {
    if (isAdmin === undefined) return makeCheck("key", "unknown", `The role of the key for \`${url}\` was not seen`);
    if (isAdmin) return makeCheck("key", "ok", `The key for \`${url}\` is an administrator's`);
    const message = `The key for \`${url}\` is no administrator's: LiteLLM's own routes refuse it`;
    return makeCheck("key", "warning", message, "Set the variable of `proxies[].key` to the master key");
  });
}

/** Whether every worker runs the module that this package ships. */
export function checkModule(facts: Pick<Facts, "proxies" | "shipped">): Check[] {
  const workers = workersOf(facts);
  if (workers.length === 0) return [makeCheck("module", "unknown", "No worker says which module it runs")];
  return groupByModule(workers).map(({ named, version, sha256 }) => {
    if (version !== facts.shipped.version) {
      return makeCheck(
        "module",
        "warning",
        `Module ${version} runs in ${named}, ${facts.shipped.version} is shipped`,
        newModule,
      );
    }
    if (sha256 === undefined) {
      return makeCheck(
        "module",
        "unknown",
        `Module ${version} runs in ${named} and does not say its digest`,
        newModule,
      );
    }
    if (sha256 !== facts.shipped.sha256) {
      const message = `Another file than module ${version} as shipped runs in ${named} (SHA-256 ${sha256.slice(0, 12)})`;
      return makeCheck("module", "error", message, newModule);
    }
    return makeCheck("module", "ok", `Module ${version} runs in ${named}, as shipped (SHA-256 ${sha256.slice(0, 12)})`);
  });
}

const newModule = "Write it anew, `litellm-profiles hook > litellm_profiles_hook.py`, and restart the proxy once";

function groupByModule(workers: readonly WorkerReport[]) {
  const groups = new Map<string, WorkerReport[]>();
  for (const worker of workers) {
    const key = `${worker.module} ${worker.module_sha256 ?? ""}`;
    groups.set(key, [...(groups.get(key) ?? []), worker]);
  }
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    if (first === undefined) return [];
    return [{ named: counted(group.length, "worker"), version: first.module, sha256: first.module_sha256 }];
  });
}

function workersOf({ proxies }: Pick<Facts, "proxies">): WorkerReport[] {
  return proxies.flatMap(({ answer }) => answer?.workers ?? []);
}
