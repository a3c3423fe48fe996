/** Where a repository lies on a GitHub: its API, its pages, and its name. */
export interface GitHubRepository {
  readonly apiUrl: string;
  readonly pagesUrl: string;
  readonly owner: string;
  readonly name: string;
}

/** What a project says of its forge. */
export interface WantedRepository {
  /** `owner/name`; absent, that of the remote. */
  readonly repository?: string;
  /** Address of the API; absent, that of the remote's host. */
  readonly baseUrl?: string;
}

const publicApi = "https://api.github.com";

/**
 * Finds the repository from what the project says and from the address of its remote, in any of git's forms. Undefined
 * where neither names one.
 */
export function findRepository(wanted: WantedRepository, remoteUrl: string | undefined): GitHubRepository | undefined {
  const remote = remoteUrl === undefined ? undefined : parseRemote(remoteUrl);
  const [owner, name] = (wanted.repository ?? remote?.path ?? "").split("/");
  if (owner === undefined || owner === "" || name === undefined || name === "") return undefined;
  const apiUrl = (wanted.baseUrl ?? apiOf(remote?.host)).replace(/\/+$/, "");
  const pagesUrl = apiUrl === publicApi ? "https://github.com" : apiUrl.replace(/\/api\/v3$/, "");
  return { apiUrl, pagesUrl, owner, name };
}

/** A GitHub of one's own has its API below its pages. */
function apiOf(host: string | undefined): string {
  return host === undefined || host === "github.com" || host === "ssh.github.com"
    ? publicApi
    : `https://${host}/api/v3`;
}

/** `https://host/owner/name.git`, `ssh://git@host:port/owner/name`, `git@host:owner/name.git`. */
function parseRemote(url: string): { readonly host: string; readonly path: string } | undefined {
  const form = /^(?:[a-z][a-z0-9+.-]*:\/\/(?:[^/@]*@)?([^/:]+)(?::\d+)?\/|(?:[^/@:]+@)?([^/:]+):(?!\/\/))([^?#]+)$/i;
  const [, host, scpHost, path = ""] = form.exec(url) ?? [];
  const [, owner, name] = /^\/?([\w-]+)\/([\w.-]+?)(?:\.git)?\/?$/.exec(path) ?? [];
  const found = host ?? scpHost;
  return found === undefined || owner === undefined
    ? undefined
    : { host: found.toLowerCase(), path: `${owner}/${name}` };
}
