import { fstatSync, writeSync } from "node:fs";

export type StreamName = "stdout" | "stderr";

const descriptors = { stdout: 1, stderr: 2 };

/**
 * Writes all of a text. Node's own streams take as long to load as most of a small project's work does, so they only
 * write what the descriptor does not take at once. Whoever reads may stop early (`litellm-profiles switch balanced |
 * head`); the work goes on.
 */
export function writeText(name: StreamName, text: string): void {
  const bytes = Buffer.from(text);
  let written = 0;
  try {
    while (written < bytes.length) written += writeSync(descriptors[name], bytes, written);
  } catch (error) {
    if (isBusy(error)) process[name].on("error", passOver).write(bytes.subarray(written));
    else passOver(error);
  }
}

/** Whether a person looks at what is written. */
export function isTerminal(name: StreamName): boolean {
  return fstatSync(descriptors[name]).isCharacterDevice() && process[name].isTTY;
}

/** A full pipe that somebody else has told not to wait. */
function isBusy(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "EAGAIN";
}

function passOver(error: unknown): void {
  if (!(error instanceof Error && "code" in error && error.code === "EPIPE")) throw error;
}
