/** LiteLLM's modes that one tiny call can be made of. */
export const probedModes = ["chat", "embedding"] as const;

export type ProbedMode = (typeof probedModes)[number];

/** A group to be called once. */
export interface ProbeQuestion {
  readonly group: string;
  readonly mode: ProbedMode;
}

/** `seen` is one sentence without a full stop, and shows no secret. */
export type ProbeAnswer = { readonly answers: true } | { readonly answers: false; readonly seen: string };

export function isProbedMode(mode: string): mode is ProbedMode {
  return (probedModes as readonly string[]).includes(mode);
}
