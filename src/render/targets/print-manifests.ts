import { Document } from "yaml";

/** YAML documents, texts of several lines as blocks, so that a diff shows their lines. */
export function printManifests(manifests: readonly object[]): string {
  return manifests.map(printManifest).join("---\n");
}

function printManifest(manifest: object): string {
  const document = new Document(manifest, { version: "1.1" });
  return document.toString({ lineWidth: 0, blockQuote: "literal", directives: false });
}
