import type { Progress, ProgressEvent } from "../domain/progress.ts";

/** Remembers how far a command has come, so that whoever stops it is told what they leave behind. */
export interface Interruption {
  readonly progress: Progress;
  /** What is so if the command ends now. */
  describe(): string;
}

export function rememberProgress(): Interruption {
  let commit: string | undefined;
  let isProven = false;
  let remote: string | undefined;
  let branch: string | undefined;
  return {
    progress(event: ProgressEvent) {
      if (event.step === "committed") commit = event.commit;
      if (event.step === "proposing") branch = event.branch;
      if (event.step === "proposed") branch = undefined;
      remote = event.step === "pushing" ? event.remote : undefined;
      isProven = event.step === "proof" && event.proof.outcome === "proven";
    },
    describe() {
      if (branch !== undefined) {
        return `Stopped; branch \`${branch}\` is perhaps pushed, and its pull request not up to date: the same command finishes it`;
      }
      if (commit === undefined) return "Stopped; nothing was committed";
      if (remote !== undefined) {
        return `Stopped; commit ${commit.slice(0, 12)} is perhaps not pushed to \`${remote}\`: \`litellm-profiles deliver\` pushes it`;
      }
      if (isProven) return `Stopped; commit ${commit.slice(0, 12)} is live and proven`;
      return `Stopped; commit ${commit.slice(0, 12)} is made and not proven: \`litellm-profiles deliver\` finishes it, \`litellm-profiles rollback\` undoes it`;
    },
  };
}
