import type { Project } from "../domain/project.ts";
import type { Proof } from "../domain/proof.ts";
import type { Routing } from "../domain/routing.ts";
import { profileInForce } from "./active-profile.ts";
import type { ProviderChoice } from "./provider-variables.ts";

/** `balanced is live (1 worker, proven in 12 ms)`, or what stands in the way. */
export function describeLive(project: Project, { aliases }: Pick<Routing, "aliases">, proof: Proof): string {
  const name = profileInForce(project, aliases)?.name ?? "A mixture of profiles";
  if (proof.outcome === "proven") {
    const workers = proof.workers === 1 ? "1 worker" : `${proof.workers} workers`;
    const except = proof.except.length > 0 ? `; a restart is needed for ${proof.except.join(", ")}` : "";
    return `${name} is live (${workers}, proven in ${proof.milliseconds} ms${except})`;
  }
  const doubts = proof.outcome === "unproven" ? proof.doubts.map(({ seen }) => seen) : [];
  return `${name} was delivered, but is not proven: ${doubts.join("; ")}`;
}

/** How to ask the proxy, and how to switch it, by command line and over HTTP. */
export function describeUse(
  { url, key }: { readonly url: string; readonly key: string },
  control: { readonly url: string },
  project: Project,
  { real, standIns }: ProviderChoice,
): string[] {
  const body = JSON.stringify({ model: project.tasks[0]?.name, messages: [{ role: "user", content: "hello" }] });
  const names = project.profiles.map((profile) => profile.name);
  const other = names.includes("balanced") ? "balanced" : names[0];
  return [
    ...(real.length > 0 ? [`  ${real.join(", ")}: your key is set, the real provider answers`] : []),
    ...(standIns.length > 0 ? [`  ${standIns.join(", ")}: no key is set, a stand-in on this machine answers`] : []),
    "",
    `LiteLLM listens on ${url}. Ask it:`,
    `  curl ${url}/v1/chat/completions -H 'Authorization: Bearer ${key}' -H 'Content-Type: application/json' -d '${body}'`,
    "",
    "Switch it, in a second terminal:",
    `  npx litellm-profiles switch ${other}`,
    "",
    `Or over HTTP, from programs on this machine; ${control.url}/openapi.json lists every call:`,
    `  curl -X POST ${control.url}/admin/profiles/switch -H 'Content-Type: application/json' -d '${JSON.stringify({ profile: other })}'`,
    "",
    "Ctrl-C stops it.",
  ];
}
