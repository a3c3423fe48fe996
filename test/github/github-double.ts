import { verify, type KeyLike } from "node:crypto";
import { EventEmitter, once } from "node:events";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { basename, dirname } from "node:path";
import { git } from "../adapters/git/git-repository.ts";
import { serveGit } from "./git-http.ts";
import { checkReply, checkRequest, fillIn, findOperation, type FoundOperation } from "./github-openapi.ts";

const owner = "acme";
const repository = "models";
const prefix = "/api/v3";

/** A pull request as the double keeps it; what its branch names stands in git. */
interface Pull {
  readonly number: number;
  title: string;
  body: string;
  head: string;
  base: string;
  state: "open" | "closed";
  endedAt: string | null;
  mergedAt: string | null;
  mergeCommit: string | null;
  updatedAt: string;
}

interface Comment {
  readonly id: number;
  readonly number: number;
  body: string;
  readonly user: typeof ada;
}

/** An answer, before it is checked. */
interface Reply {
  readonly status: number;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/**
 * What happens to one call: its answer is lost, or never comes; it fails with a status, before or after it was done; or it
 * is answered so. Whatever follows is answered as usual.
 */
export type Trouble =
  | { readonly kind: "lose" | "hang" }
  | { readonly kind: "before" | "after"; readonly status: number }
  | { readonly kind: "answer"; readonly reply: Reply };

/** GitHub over a real bare repository: real pushes, merges and conflicts, checked against GitHub's own description. */
export class GitHubDouble {
  readonly calls: string[] = [];
  /** What was wrong with a request, or with an answer of ours. */
  readonly #complaints: string[] = [];
  readonly #bare: string;
  readonly #server: Server;
  readonly #pulls: Pull[] = [];
  #comments: Comment[] = [];
  readonly #statuses: { readonly sha: string; readonly context: string; readonly text: string }[] = [];
  #gathering: Gathering | undefined;
  #troubles: { readonly method: RegExp; readonly trouble: Trouble }[] = [];
  readonly #tokens = new Set(["token"]);
  /** Of the App that may ask for tokens. */
  #appKey: KeyLike | undefined;
  readonly #strangers: Set<unknown> = new Set([eve, robot]);
  #required: string | undefined;
  #ids = 0;

  constructor(bare: string) {
    this.#bare = bare;
    git(bare, ["config", "http.receivepack", "true"]);
    this.#server = createServer((request, response) => void this.#serve(request, response));
  }

  async start(): Promise<void> {
    this.#server.listen(0, "127.0.0.1");
    await once(this.#server, "listening");
  }

  stop(): void {
    this.#server.close();
    this.#server.closeAllConnections();
  }

  get #origin(): string {
    const address = this.#server.address();
    if (address === null || typeof address === "string") throw new Error("The double listens nowhere");
    return `http://127.0.0.1:${address.port}`;
  }

  get apiUrl(): string {
    return this.#origin + prefix;
  }

  get remoteUrl(): string {
    return `${this.#origin}/${owner}/${repository}.git`;
  }

  /** The next call whose method and operation match meets with this. */
  meet(method: RegExp, trouble: Trouble): void {
    this.#troubles.push({ method, trouble });
  }

  /** The next so many calls that match are each answered once all of them have come; then so many of the next ones. */
  gather(method: RegExp, count: number, ...counts: readonly number[]): void {
    this.#gathering = { method, left: count, counts, all: new EventEmitter() };
  }

  /** The token's user belongs to the repository, and does not say so in public. */
  hideMembership(): void {
    this.#strangers.add(ada);
  }

  revokeTokens(): void {
    this.#tokens.clear();
  }

  /** Throws where anything was not as GitHub describes it; every test ends with this. */
  requireNoComplaint(): void {
    if (this.#complaints.length > 0) throw new Error(this.#complaints.join("\n"));
  }

  installApp(publicKey: KeyLike): void {
    this.#appKey = publicKey;
  }

  /** From now on a merge needs this status on its head. */
  require(context: string): void {
    this.#required = context;
  }

  commentsOf(number: number): string[] {
    return this.#comments.filter((comment) => comment.number === number).map(({ body }) => body);
  }

  /** A comment by hand: of whom the token belongs to, or of somebody else. */
  comment(number: number, body: string, by = ada): void {
    this.#addComment(number, body, by);
  }

  /** The last line of each context. */
  statusesOf(sha: string): string[] {
    const last = new Map(this.#statuses.filter((each) => each.sha === sha).map(({ context, text }) => [context, text]));
    return [...last].map((parts) => parts.join(" "));
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? "/", "http://localhost");
    if (!url.pathname.startsWith(prefix)) {
      request.url = request.url?.replace(`/${owner}/${repository}.git`, `/${basename(this.#bare)}`);
      serveGit(dirname(this.#bare), request, response);
      return;
    }
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(Buffer.from(chunk));
    const text = Buffer.concat(chunks).toString();
    const body: unknown = text === "" ? undefined : JSON.parse(text);
    const path = url.pathname.slice(prefix.length);
    this.calls.push(`${request.method} ${decodeURIComponent(path.replace(`/repos/${owner}/${repository}`, ""))}`);
    try {
      const reply = this.#reply(request, { path, query: url.searchParams, body });
      await this.#waitForOthers(`${request.method} ${path}`);
      this.#send(response, reply);
    } catch (error) {
      this.#complaints.push(String(error));
      this.#send(response, { status: 400, body: { message: String(error) } });
    }
  }

  async #waitForOthers(call: string): Promise<void> {
    const gathering = this.#gathering;
    if (gathering?.method.test(call) !== true) return;
    const { all, counts } = gathering;
    gathering.left -= 1;
    if (gathering.left > 0) {
      await once(all, "come");
      return;
    }
    const [next, ...others] = counts;
    this.#gathering =
      next === undefined ? undefined : { ...gathering, left: next, counts: others, all: new EventEmitter() };
    all.emit("come");
  }

  #send(response: ServerResponse, reply: Reply | undefined): void {
    if (reply?.status === 0) return;
    if (reply === undefined) {
      response.destroy();
      return;
    }
    response.writeHead(reply.status, { "content-type": "application/json; charset=utf-8", ...reply.headers });
    response.end(reply.body === undefined ? "" : JSON.stringify(reply.body));
  }

  /** Undefined for an answer that gets lost. */
  #reply({ method = "", headers }: IncomingMessage, { path, query, body }: Asked): Reply | undefined {
    const found = findOperation(method, path);
    checkRequest(found, body);
    if (headers["user-agent"]?.includes("litellm-profiles") !== true) throw new Error("GitHub wants to know who asks");
    const [scheme = "", token = ""] = (headers.authorization ?? "").split(" ");
    if (path.startsWith("/app/")) return this.#issueToken(token);
    if (scheme.toLowerCase() !== "token" || !this.#tokens.has(token)) return badCredentials;
    return this.#meetTrouble(`${method} ${path}`, () => {
      const reply =
        found.id === "GET /user" ? whoIs(token) : this.#act(found, query, new Map(Object.entries(body ?? {})));
      checkReply(found, reply.status, reply.body);
      return reply;
    });
  }

  #meetTrouble(call: string, work: () => Reply): Reply | undefined {
    const trouble = this.#takeTrouble(call);
    switch (trouble?.kind) {
      case "answer":
        return trouble.reply;
      case "hang":
        return { status: 0 };
      case "before":
        return { status: trouble.status, body: { message: "Server Error" } };
      case "after":
        work();
        return { status: trouble.status, body: { message: "Server Error" } };
      case "lose":
        work();
        return undefined;
      case undefined:
      default:
        return work();
    }
  }

  /** To an App that proves itself by a web token signed with its key. */
  #issueToken(jwt: string): Reply {
    const [header = "", payload = "", signature = ""] = jwt.split(".");
    const signed = Buffer.from(`${header}.${payload}`);
    const isApp = this.#appKey && verify("RSA-SHA256", signed, this.#appKey, Buffer.from(signature, "base64url"));
    if (isApp !== true) return badCredentials;
    const token = `ghs_${this.#nextId()}`;
    this.#tokens.add(token);
    return { status: 201, body: fillIn("installation-token", { token, expires_at: "2126-01-01T00:00:00Z" }) };
  }

  #takeTrouble(call: string): Trouble | undefined {
    const index = this.#troubles.findIndex(({ method }) => method.test(call));
    return index < 0 ? undefined : this.#troubles.splice(index, 1)[0]?.trouble;
  }

  #act({ id, parameters }: FoundOperation, query: URLSearchParams, body: ReadonlyMap<string, unknown>): Reply {
    if (parameters["owner"] !== owner || parameters["repo"] !== repository) return notFound;
    const pull = this.#pulls.find(
      ({ number }) => String(number) === (parameters["pull_number"] ?? parameters["issue_number"]),
    );
    const text = (name: string): string => textOf(body.get(name));
    const [method, place = ""] = id.replace("/repos/{owner}/{repo}", "").split(" ");
    switch (`${method} ${place}`) {
      case "GET /pulls":
        return { status: 200, body: this.#listPulls(query).map((each) => this.#shown("pull-request-simple", each)) };
      case "POST /pulls":
        return this.#open({ title: text("title"), body: text("body"), head: text("head"), base: text("base") });
      case "POST /statuses/{sha}":
        return this.#addStatus(parameters["sha"] ?? "", {
          context: text("context"),
          state: text("state"),
          description: text("description"),
        });
      case "PATCH /issues/comments/{comment_id}":
        return this.#editComment(Number(parameters["comment_id"]), text("body"));
      case "DELETE /issues/comments/{comment_id}":
        return this.#removeComment(Number(parameters["comment_id"]));
      default:
        return pull === undefined ? notFound : this.#actOn(pull, `${method} ${place}`, { body, query });
    }
  }

  #actOn(pull: Pull, operation: string, { body, query }: Sent): Reply {
    switch (operation) {
      case "GET /pulls/{pull_number}":
        return { status: 200, body: this.#shown("pull-request", pull) };
      case "PATCH /pulls/{pull_number}":
        return this.#edit(pull, body);
      case "PUT /pulls/{pull_number}/merge":
        return this.#merge(pull, body);
      case "GET /issues/{issue_number}/comments":
        return this.#listComments(pull.number, query);
      case "POST /issues/{issue_number}/comments":
        return this.#addComment(pull.number, String(body.get("body")));
      default:
        throw new Error(`The double cannot ${operation}`);
    }
  }

  #listPulls(query: URLSearchParams): Pull[] {
    const [state, head] = [query.get("state") ?? "open", query.get("head")];
    const wanted = this.#pulls.filter(
      (pull) => (state === "all" || pull.state === state) && (head === null || head === `${owner}:${pull.head}`),
    );
    return wanted.toReversed().slice(0, Number(query.get("per_page") ?? 30));
  }

  #open({ title, body, head, base }: Pick<Pull, "title" | "body" | "head" | "base">): Reply {
    const [ours, theirs] = [this.#tip(base), this.#tip(head)];
    if (ours === undefined) return invalid("base", "invalid");
    if (theirs === undefined) return invalid("head", "invalid");
    if (body.length > 65_536) return invalid("body", "custom", "body is too long (maximum is 65536 characters)");
    if (this.#pulls.some((pull) => pull.state === "open" && pull.head === head && pull.base === base)) {
      return invalid("", "custom", `A pull request already exists for ${owner}:${head}.`);
    }
    if (git(this.#bare, ["rev-list", "--count", theirs, `^${ours}`]).trim() === "0") {
      return invalid("", "custom", `No commits between ${base} and ${head}`);
    }
    const pull: Pull = {
      number: this.#nextId(),
      title,
      // As a browser would send it.
      body: body.replaceAll("\n", "\r\n"),
      head,
      base,
      state: "open",
      endedAt: null,
      mergedAt: null,
      mergeCommit: null,
      updatedAt: this.#now(),
    };
    this.#pulls.push(pull);
    return { status: 201, body: this.#shown("pull-request", pull) };
  }

  #edit(pull: Pull, body: ReadonlyMap<string, unknown>): Reply {
    const base = body.get("base");
    if (typeof base === "string" && base !== pull.base && pull.state === "closed") return invalid("base", "invalid");
    if (typeof base === "string") pull.base = base;
    if (typeof body.get("title") === "string") pull.title = String(body.get("title"));
    if (typeof body.get("body") === "string") pull.body = String(body.get("body"));
    if (body.get("state") === "closed" && pull.state === "open") this.#end(pull);
    pull.updatedAt = this.#now();
    return { status: 200, body: this.#shown("pull-request", pull) };
  }

  #merge(pull: Pull, body: ReadonlyMap<string, unknown>): Reply {
    const [ours = "", head] = [this.#tip(pull.base), this.#tip(pull.head)];
    if (pull.state === "closed" || head === undefined)
      return { status: 405, body: { message: "Pull Request is not mergeable" } };
    if (body.get("sha") !== head)
      return { status: 409, body: { message: "Head branch was modified. Review and try the merge again." } };
    if (
      this.#required !== undefined &&
      !this.statusesOf(head).some((line) => line.startsWith(`${this.#required} success`))
    ) {
      return { status: 405, body: { message: `Required status check "${this.#required}" is expected.` } };
    }
    const tree = this.#mergedTree(ours, head);
    if (tree === undefined) return { status: 405, body: { message: "Pull Request has merge conflicts" } };
    const message = `${String(body.get("commit_title"))}\n\n${String(body.get("commit_message"))}`;
    const commit = git(this.#bare, ["commit-tree", tree, "-p", ours, "-p", head, "-F", "-"], { input: message }).trim();
    git(this.#bare, ["update-ref", `refs/heads/${pull.base}`, commit, ours]);
    this.#end(pull);
    pull.mergedAt = pull.endedAt;
    pull.mergeCommit = commit;
    return { status: 200, body: { sha: commit, merged: true, message: "Pull Request successfully merged" } };
  }

  #mergedTree(ours: string, theirs: string): string | undefined {
    try {
      return git(this.#bare, ["merge-tree", "--write-tree", "--no-messages", ours, theirs]).trim();
    } catch {
      return undefined;
    }
  }

  /** What the branch names then is kept, as GitHub keeps it at `refs/pull/<n>/head`. */
  #end(pull: Pull): void {
    git(this.#bare, ["update-ref", `refs/pull/${pull.number}/head`, this.#tip(pull.head) ?? ""]);
    pull.state = "closed";
    pull.endedAt = this.#now();
    pull.updatedAt = pull.endedAt;
  }

  /** A page of them, and where the next one is. */
  #listComments(number: number, query: URLSearchParams): Reply {
    const [size, page] = [Number(query.get("per_page") ?? 30), Number(query.get("page") ?? 1)];
    const all = this.#comments.filter((comment) => comment.number === number);
    const shown = all.slice((page - 1) * size, page * size).map((each) => this.#shownComment(each));
    const place = `${this.apiUrl}/repos/${owner}/${repository}/issues/${number}/comments?per_page=${size}&page=${page + 1}`;
    const link: Record<string, string> = page * size < all.length ? { link: `<${place}>; rel="next"` } : {};
    return { status: 200, body: shown, headers: link };
  }

  #addComment(number: number, body: string, user = ada): Reply {
    const comment = { id: this.#nextId(), number, body, user };
    this.#comments.push(comment);
    return { status: 201, body: this.#shownComment(comment) };
  }

  #editComment(id: number, body: string): Reply {
    const comment = this.#comments.find((each) => each.id === id);
    if (comment === undefined) return notFound;
    comment.body = body;
    return { status: 200, body: this.#shownComment(comment) };
  }

  #shownComment({ id, body, user }: Comment): Record<string, unknown> {
    const author_association = this.#strangers.has(user) ? "NONE" : "MEMBER";
    return fillIn("issue-comment", { id, body, user, author_association });
  }

  #removeComment(id: number): Reply {
    const left = this.#comments.filter((each) => each.id !== id);
    if (left.length === this.#comments.length) return notFound;
    this.#comments = left;
    return { status: 204 };
  }

  #addStatus(
    sha: string,
    { context, state, description }: Readonly<Record<"context" | "state" | "description", string>>,
  ): Reply {
    if (description.length > 140)
      return invalid("description", "custom", "description is too long (maximum is 140 characters)");
    this.#statuses.push({ sha, context, text: `${state} ${description}` });
    return { status: 201, body: fillIn("status", { id: this.#nextId(), state, description, context, creator: ada }) };
  }

  #tip(branch: string): string | undefined {
    const commit = git(this.#bare, ["for-each-ref", "--format=%(objectname)", `refs/heads/${branch}`]).trim();
    return commit === "" ? undefined : commit;
  }

  #shown(schema: string, pull: Pull): Record<string, unknown> {
    const kept = git(this.#bare, ["for-each-ref", "--format=%(objectname)", `refs/pull/${pull.number}/head`]).trim();
    const side = (ref: string, sha: string) => ({ label: `${owner}:${ref}`, ref, sha, user: ada });
    const more = schema === "pull-request" ? { merged: pull.mergedAt !== null, mergeable: null } : {};
    return fillIn(schema, {
      number: pull.number,
      html_url: `https://github.example/${owner}/${repository}/pull/${pull.number}`,
      state: pull.state,
      title: pull.title,
      body: pull.body,
      user: ada,
      head: side(pull.head, pull.state === "closed" ? kept : (this.#tip(pull.head) ?? kept)),
      base: side(pull.base, this.#tip(pull.base) ?? ""),
      closed_at: pull.endedAt,
      merged_at: pull.mergedAt,
      merge_commit_sha: pull.mergeCommit ?? "0".repeat(40),
      updated_at: pull.updatedAt,
      ...more,
    });
  }

  #now(): string {
    return new Date().toISOString().replace(/\.\d+Z$/, "Z");
  }

  #nextId(): number {
    this.#ids += 1;
    return this.#ids;
  }
}

/** Calls that wait for each other. */
interface Gathering {
  readonly method: RegExp;
  left: number;
  /** Of the groups that come after. */
  readonly counts: readonly number[];
  readonly all: EventEmitter;
}

/** What comes with a call. */
interface Sent {
  readonly body: ReadonlyMap<string, unknown>;
  readonly query: URLSearchParams;
}

/** What a call asks for. */
interface Asked {
  readonly path: string;
  readonly query: URLSearchParams;
  readonly body: unknown;
}

const ada = fillIn("simple-user", { login: "ada", id: 1, type: "User" });
/** A stranger. */
export const eve = fillIn("simple-user", { login: "eve", id: 2, type: "User" });
/** Another one of the repository. */
export const bob = fillIn("simple-user", { login: "bob", id: 3, type: "User" });
/** A program, which GitHub knows by no more than that. */
export const robot = fillIn("simple-user", { login: "robot[bot]", id: 4, type: "Bot" });
const badCredentials: Reply = {
  status: 401,
  body: { message: "Bad credentials", documentation_url: "https://docs.github.com/rest" },
};
const notFound: Reply = {
  status: 404,
  body: { message: "Not Found", documentation_url: "https://docs.github.com/rest", status: "404" },
};

function textOf(value: unknown): string {
  return typeof value === "string" ? value : "";
}

/** An App's token is nobody's. */
function whoIs(token: string): Reply {
  if (!token.startsWith("ghs_")) return { status: 200, body: fillIn("public-user", ada) };
  return { status: 403, body: { message: "Resource not accessible by integration" } };
}

function invalid(field: string, code: string, message = ""): Reply {
  const errors = [
    { resource: "PullRequest", code, ...(field !== "" && { field }), ...(message !== "" && { message }) },
  ];
  return {
    status: 422,
    body: { message: "Validation Failed", errors, documentation_url: "https://docs.github.com/rest" },
  };
}
