import type { Deployment } from "../../domain/deployment.ts";
import type { SourcesSubject } from "./subject.ts";

/** How long the vectors of a deployment are: as it asks for, else as the model map says; undefined where nobody does. */
export function vectorSizeOf({ modelFacts }: SourcesSubject, deployment: Deployment): number | undefined {
  const asked = deployment.params["dimensions"];
  return typeof asked === "number" ? asked : modelFacts.get(deployment)?.outputVectorSize;
}
