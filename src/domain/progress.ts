import type { Plan } from "./plan.ts";
import type { Proof } from "./proof.ts";

/** What an operation says while it works. Faces show it; operations never print. */
export type ProgressEvent =
  | { readonly step: "planned"; readonly plan: Plan }
  | { readonly step: "preflight"; readonly proxies: number }
  | { readonly step: "committed"; readonly commit: string }
  | { readonly step: "delivered"; readonly path: string }
  | { readonly step: "proving"; readonly seconds: number }
  | { readonly step: "proof"; readonly proof: Proof }
  | { readonly step: "going back"; readonly reason: string }
  | { readonly step: "pushing"; readonly remote: string }
  | { readonly step: "recovered"; readonly what: string };

export type Progress = (event: ProgressEvent) => void;
