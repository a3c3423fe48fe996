import { Failure } from "../../domain/failure.ts";
import type { GitHubCredentials } from "./open-octokit.ts";

const app = ["GH_APP_ID", "GH_APP_PRIVATE_KEY", "GH_APP_INSTALLATION_ID"] as const;

/**
 * Who asks GitHub, from the variables of the process: a GitHub App where all of its three are set, else a token. Throws
 * `variable-unset`.
 */
export function findCredentials(variables: Readonly<Record<string, string | undefined>>): GitHubCredentials {
  const set = (name: string): string => variables[name]?.trim() ?? "";
  const missing = app.filter((name) => set(name) === "");
  if (missing.length === 0) {
    // A key on one line has its line breaks written out.
    const privateKey = set("GH_APP_PRIVATE_KEY").replaceAll(String.raw`\n`, "\n");
    return { appId: set("GH_APP_ID"), privateKey, installationId: set("GH_APP_INSTALLATION_ID") };
  }
  if (missing.length < app.length) throw unset(missing.map((name) => `\`${name}\``).join(" and "));
  const token = [set("GITHUB_TOKEN"), set("GH_TOKEN")].find((each) => each !== "");
  if (token === undefined) throw unset("`GITHUB_TOKEN`");
  return { token };
}

function unset(names: string): Failure {
  return new Failure(
    "variable-unset",
    `GitHub cannot be asked: ${names} is not set`,
    "Set `GITHUB_TOKEN` to a token that may write contents, pull requests and commit statuses, or `GH_APP_ID`, `GH_APP_PRIVATE_KEY` and `GH_APP_INSTALLATION_ID`",
  );
}
