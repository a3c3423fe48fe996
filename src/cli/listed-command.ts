import type { Command } from "commander";
import type { Run } from "./output.ts";

/** A command that has been loaded. */
export interface LoadedCommand {
  readonly define: (command: Command, run: Run) => void;
}

/** A command as the help lists it; the rest is loaded when it is asked for. */
export interface ListedCommand {
  readonly name: string;
  readonly summary: string;
  readonly load: () => Promise<LoadedCommand>;
}
