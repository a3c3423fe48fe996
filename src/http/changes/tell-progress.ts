import type { AuditedChange } from "../../domain/audit-entry.ts";
import type { Progress, ProgressEvent } from "../../domain/progress.ts";
import type { Proof } from "../../domain/proof.ts";

type Step = Pick<AuditedChange, "event" | "commit" | "workers" | "milliseconds" | "pull_request">;

/** Tells what an operation says of itself as the steps of a change; what concerns nobody else is left out. */
export function tellProgress(tell: (step: Step) => void): Progress {
  let isGoingBack = false;
  return (event) => {
    if (event.step === "going back") isGoingBack = true;
    const step = stepOf(event, isGoingBack);
    if (step !== undefined) tell(step);
  };
}

function stepOf(event: ProgressEvent, isGoingBack: boolean): Step | undefined {
  if (event.step === "committed") {
    return { event: isGoingBack ? "rolled back" : "committed", commit: event.commit };
  }
  if (event.step === "delivered") return { event: "delivered" };
  if (event.step === "proposed") return { event: "proposed", pull_request: event.number };
  return event.step === "proof" ? proofStep(event.proof) : undefined;
}

function proofStep(proof: Proof): Step | undefined {
  if (!("workers" in proof)) return undefined;
  const { workers, milliseconds } = proof;
  return { event: proof.outcome === "proven" ? "proven" : "not proven", workers, milliseconds };
}
