import type { ListedCommand } from "../listed-command.ts";

/** Every command, in the order in which the help lists them. */
export const commands: readonly ListedCommand[] = [
  { name: "init", summary: "make a project of this folder", load: () => import("./init.ts") },
  { name: "import", summary: "make a project of a LiteLLM config", load: () => import("./import.ts") },
  { name: "validate", summary: "check the project, or any LiteLLM config", load: () => import("./validate.ts") },
  { name: "explain", summary: "say what a rule of `validate` looks for", load: () => import("./explain.ts") },
  { name: "schema", summary: "print an editor's schema of litellm_config.yaml", load: () => import("./schema.ts") },
  { name: "render", summary: "write the configs that the sources give", load: () => import("./render.ts") },
  { name: "plan", summary: "say what a switch would do", load: () => import("./plan.ts") },
  { name: "switch", summary: "put another profile in force", load: () => import("./switch.ts") },
  {
    name: "status",
    summary: "compare what is declared, rendered, delivered and live",
    load: () => import("./status.ts"),
  },
  { name: "verify", summary: "prove what every proxy worker has in force", load: () => import("./verify.ts") },
  { name: "deliver", summary: "bring the committed config to the proxies", load: () => import("./deliver.ts") },
  { name: "history", summary: "list every switch that git knows of", load: () => import("./history.ts") },
  { name: "rollback", summary: "undo a switch", load: () => import("./rollback.ts") },
  { name: "avoid", summary: "ask nothing of a provider that is down", load: () => import("./avoid.ts") },
  {
    name: "due",
    summary: "end what was temporary, begin what was scheduled",
    load: () => import("./due.ts"),
  },
  {
    name: "doctor",
    summary: "look for what keeps an environment from being switched",
    load: () => import("./doctor.ts"),
  },
  { name: "pr", summary: "list, show, merge or close pull requests", load: () => import("./pr.ts") },
  { name: "gate", summary: "say whether a pull request may be merged", load: () => import("./gate.ts") },
  { name: "list", summary: "list the profiles", load: () => import("./list.ts") },
  { name: "types", summary: "print the task names as TypeScript", load: () => import("./types.ts") },
  { name: "serve", summary: "offer all of this over HTTP", load: () => import("./serve.ts") },
  { name: "agent", summary: "follow a git remote, and keep it in force", load: () => import("./agent.ts") },
  { name: "token", summary: "make and revoke access tokens of `serve`", load: () => import("./token.ts") },
  { name: "selftest", summary: "test a live installation", load: () => import("./selftest.ts") },
  { name: "hook", summary: "print the module that reloads a proxy", load: () => import("./hook.ts") },
  {
    name: "completion",
    summary: "print a completion script for a shell",
    load: async () => (await import("./completion.ts")).completionOf(commands),
  },
];
