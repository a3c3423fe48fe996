import type { FailureCode } from "../../domain/failure.ts";

/** HTTP statuses of problems. Of those that mean a fault, only 503 and 504 are ever meant. */
export type ProblemStatus = 400 | 401 | 403 | 404 | 405 | 408 | 409 | 413 | 415 | 422 | 429 | 431 | 500 | 503 | 504;

/** What a code means over HTTP. */
export interface ProblemMeaning {
  readonly status: ProblemStatus;
  /** One sentence, the same for every problem with this code. */
  readonly title: string;
}

/** Failures of the operations: the codes of the command line. */
const failures = {
  "not-a-project": { status: 503, title: "The folder that is served holds no project" },
  "tool-unfit": { status: 503, title: "The project asks for another release of this tool" },
  "no-such-file": { status: 404, title: "A file does not exist" },
  "file-unreadable": { status: 503, title: "A file cannot be read" },
  "source-not-editable": { status: 409, title: "A source is written in a way that only a person can edit" },
  "no-config": { status: 422, title: "There is no config in what was given" },
  "nothing-to-import": { status: 422, title: "Nothing of the config can become a project" },
  "would-overwrite": { status: 409, title: "A file exists already" },
  "bad-baseline": { status: 422, title: "The baseline is none" },
  "unknown-rule": { status: 404, title: "There is no such rule" },
  "not-a-repository": { status: 503, title: "The folder that is served is in no git work tree" },
  "no-commits": { status: 409, title: "The branch has no commit yet" },
  "detached-head": { status: 409, title: "No branch is checked out, so a change would belong to none" },
  "sources-invalid": { status: 422, title: "The sources are wrong, or would be; the findings say where" },
  "unknown-profile": { status: 404, title: "There is no such profile" },
  "profile-not-listed": { status: 409, title: "The environment does not list the profile" },
  "unknown-provider": { status: 404, title: "There is no such provider" },
  "unknown-environment": { status: 404, title: "There is no such environment" },
  "unknown-task": { status: 404, title: "There is no such task" },
  "unknown-commit": { status: 404, title: "There is no such commit" },
  "nothing-to-roll-back": { status: 409, title: "There is no switch to undo" },
  "break-glass-refused": { status: 403, title: "This change has to be reviewed first" },
  overridden: { status: 409, title: "Something that nobody has reviewed is in force" },
  "time-refused": { status: 422, title: "The switch would begin or end at a moment that cannot be" },
  "rollback-conflict": { status: 409, title: "Later commits changed what the rollback would undo" },
  "render-refused": { status: 422, title: "The sources cannot be rendered" },
  busy: { status: 409, title: "Somebody else is changing this environment" },
  "branch-moved": { status: 409, title: "Somebody else committed at the same moment" },
  "git-refused": { status: 503, title: "Git refused" },
  "unknown-remote": { status: 422, title: "The environment names a git remote that does not exist" },
  "remote-unreachable": { status: 503, title: "The git remote does not answer" },
  "push-refused": { status: 409, title: "The git remote refused the push" },
  "target-not-writable": { status: 503, title: "A file cannot be written" },
  "not-deliverable": { status: 409, title: "The config cannot be delivered as it is" },
  "configmap-too-large": { status: 422, title: "The config is larger than a ConfigMap may be" },
  "variable-unset": { status: 503, title: "A variable that names a proxy or its key is unset where the server runs" },
  "proxy-unreachable": { status: 503, title: "A proxy does not answer" },
  "proxy-key-refused": { status: 503, title: "A proxy refuses the key" },
  "module-not-loaded": { status: 503, title: "A proxy does not run the reload module" },
  "worker-lacks-variable": { status: 503, title: "A worker of a proxy lacks a variable that the config refers to" },
  "group-silent": { status: 503, title: "A group that the switch leads to does not answer" },
  "no-metrics": { status: 503, title: "A proxy counts nothing" },
  "not-proven": { status: 504, title: "The change was not proven in time" },
  "no-proxies": { status: 409, title: "The environment names no proxies" },
  "python-missing": { status: 503, title: "There is no Python that LiteLLM runs on" },
  "packages-unavailable": { status: 503, title: "The Python packages cannot be had" },
  "proxy-stopped": { status: 503, title: "The proxy stopped by itself" },
  "no-release": { status: 409, title: "It is not known which LiteLLM release runs" },
  "nothing-to-fix": { status: 409, title: "There is nothing that can be mended" },
  "no-forge": { status: 409, title: "The project names no forge to open pull requests on" },
  "forge-unreachable": { status: 503, title: "The forge does not answer" },
  "forge-limited": { status: 503, title: "The forge wants to be asked later" },
  "forge-denied": { status: 503, title: "The forge lets nobody in" },
  "forge-refused": { status: 409, title: "The forge refused" },
  "unknown-pull-request": { status: 404, title: "There is no such pull request" },
  "merge-refused": { status: 409, title: "The pull request cannot be merged" },
  "not-reviewed": { status: 409, title: "It is not what was reviewed, or it has to be reviewed first" },
  "plan-outdated": { status: 409, title: "What was planned from has changed since" },
  "request-taken": { status: 409, title: "Somebody else asks for the same task already" },
  "foreign-commit": { status: 409, title: "A person has committed to the branch of the pull request" },
  "bad-token-name": { status: 422, title: "The name cannot be a token's" },
  "token-name-taken": { status: 409, title: "A token has this name already" },
  "unknown-token": { status: 404, title: "There is no such token" },
  "audit-not-writable": { status: 503, title: "The audit log cannot be written, so nothing is changed" },
  "installation-unreachable": { status: 503, title: "The installation to be tested cannot be read" },
  "not-restorable": { status: 409, title: "A self-test could not put back what is in force" },
  "port-taken": { status: 503, title: "Another program listens on the port" },
} as const satisfies Record<FailureCode, ProblemMeaning>;

/** Refusals of the server itself, before any operation. */
const refusals = {
  "invalid-request": { status: 400, title: "The request does not have the form that the OpenAPI document describes" },
  "not-local": { status: 403, title: "Without a token, only programs on this machine may call" },
  "token-missing": { status: 401, title: "The call brings no token" },
  "token-refused": { status: 401, title: "The token lets nobody in: it is unknown, revoked or over" },
  "signature-refused": { status: 401, title: "The call is not signed with the secret of the webhook" },
  "role-too-low": { status: 403, title: "The token may read, and not change" },
  "locked-out": { status: 429, title: "Too many calls from this address brought a wrong token" },
  "too-many-requests": { status: 429, title: "The token is used too often" },
  "no-such-route": { status: 404, title: "There is nothing at this address" },
  "method-not-allowed": { status: 405, title: "The address takes other methods" },
  "too-slow": { status: 408, title: "The request did not come to its end in time" },
  "headers-too-large": { status: 431, title: "The headers are too large" },
  "body-too-large": { status: 413, title: "The body is too large" },
  "not-json": { status: 415, title: "The body is not sent as application/json" },
  defect: { status: 500, title: "The server has a defect" },
  overloaded: { status: 503, title: "The server has too much to do" },
  stopping: { status: 503, title: "The server is about to stop" },
} as const satisfies Record<string, ProblemMeaning>;

/** Every code that an answer can carry. */
export const problemCodes = { ...refusals, ...failures };

export type ProblemCode = keyof typeof problemCodes;
