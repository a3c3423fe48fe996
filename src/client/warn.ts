/** Says something to whoever develops the application. */
export function warn(notice: string): void {
  if (typeof process !== "undefined" && typeof process.emitWarning === "function") {
    process.emitWarning(notice, "DeprecationWarning");
    return;
  }
  // oxlint-disable-next-line no-console -- a browser has nothing else for it.
  console.warn(notice);
}
