/** Where a value stands in a document: keys of mappings, indices of lists. */
export type Path = readonly (string | number)[];

/** A path as people write it: `tasks.classification[0].model`. */
export function pathText(path: Path): string {
  return path.map((step, index) => (typeof step === "number" ? `[${step}]` : index === 0 ? step : `.${step}`)).join("");
}
