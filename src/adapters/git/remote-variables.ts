import { gitVariables, type Variables } from "./git-variables.ts";

/** The `GIT_` names by which a user says how remotes are reached. Tracing is not among them: it prints credentials. */
const reaching = /^GIT_(ASKPASS|SSH|SSH_COMMAND|SSH_VARIANT|SSL_\w+|PROXY_\w+|HTTP_\w+|ALLOW_PROTOCOL|PROTOCOL)$/;

/** As `gitVariables`, for commands that talk to a remote; whoever is asked for a password there does not answer. */
export function remoteVariables(variables: Variables): Record<string, string> {
  const kept = Object.entries(variables).filter(
    (entry): entry is [string, string] => entry[1] !== undefined && reaching.test(entry[0]),
  );
  return {
    ...gitVariables(variables),
    ...Object.fromEntries(kept),
    GIT_TERMINAL_PROMPT: "0",
    SSH_ASKPASS_REQUIRE: "never",
  };
}
