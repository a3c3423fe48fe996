import { Failure } from "../domain/failure.ts";
import type { Proof } from "../domain/proof.ts";
import type { ProofOutcome } from "../domain/revision.ts";
import { sha256 } from "../domain/sha256.ts";
import type { World } from "../ports/world.ts";

/** What to write down about a commit. */
export interface Told {
  readonly commit: string;
  readonly environment: string;
  /** The rendered config that was delivered. */
  readonly text: string;
  readonly outcome: ProofOutcome;
  readonly proof: Proof;
}

/**
 * Writes a proof's outcome onto a commit as a git note; without proxies there is nothing to say, and no note means
 * unknown. Returns a warning where git refuses: a note is never worth undoing what it tells of.
 */
export async function noteProof({ store, clock, actor }: World, told: Told): Promise<string[]> {
  if (told.proof.outcome === "not configured" || told.proof.outcome === "not asked") return [];
  try {
    await store.addNote(told.commit, {
      v: 1,
      environment: told.environment,
      output_sha256: sha256(told.text),
      outcome: told.outcome,
      at: clock.now().toISOString(),
      by: `${actor.name} <${actor.email}>`,
      workers: told.proof.workers,
    });
    return [];
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    return [`The proof of \`${told.commit.slice(0, 12)}\` could not be noted: ${error.message}`];
  }
}
