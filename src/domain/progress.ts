import type { Plan } from "./plan.ts";
import type { Proof } from "./proof.ts";

/** What an operation says while it works. Faces show it; operations never print. */
export type ProgressEvent =
  | { readonly step: "planned"; readonly plan: Plan }
  | { readonly step: "preflight"; readonly proxies: number }
  | { readonly step: "probing"; readonly groups: number }
  | { readonly step: "committed"; readonly commit: string }
  | { readonly step: "delivered"; readonly path: string }
  | { readonly step: "proving"; readonly seconds: number }
  | { readonly step: "proof"; readonly proof: Proof }
  | { readonly step: "going back"; readonly reason: string }
  /** A branch is about to be pushed, and its pull request to be opened or updated. */
  | { readonly step: "proposing"; readonly branch: string }
  | { readonly step: "proposed"; readonly number: number }
  | { readonly step: "pushing"; readonly remote: string }
  | { readonly step: "recovered"; readonly what: string };

export type Progress = (event: ProgressEvent) => void;
