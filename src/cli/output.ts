import type { Progress } from "../domain/progress.ts";

/** What a command returns: text for stdout, and how it went. */
export interface Output {
  readonly stdout: string;
  /** Remarks for people, each with its line end. */
  readonly stderr?: string;
  /** 0: well; 1: errors, not proven or not pushed; 2: could not do it. */
  readonly exitCode: 0 | 1 | 2;
}

/** What a command knows of whoever started it. */
export interface Terminal {
  /** Whether stdout shows colours. */
  readonly colour: boolean;
  readonly progress: Progress;
  /** Writes to stdout at once, for a command that goes on until it is stopped. */
  readonly say: (text: string) => void;
  /** Takes what is for whoever runs the command, and no part of its output: text for stderr. */
  readonly remark: (text: string) => void;
  /** For a command that stops in order: it is aborted by the first signal; the second one ends the process. */
  readonly untilStopped: () => AbortSignal;
}

/** Runs a command's work and prints what it returns, or why it could not be done. */
export type Run = (format: string, work: (terminal: Terminal) => Promise<Output>) => Promise<void>;
