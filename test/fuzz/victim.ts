import { survive } from "./survive.ts";

/** Checks the texts that come in, one after the other, and says how each went: nothing, or the error. */
process.on("message", (text: string) => {
  void survive(text).then(
    () => process.send?.({}),
    (error: unknown) =>
      process.send?.({ error: error instanceof Error ? (error.stack ?? error.message) : String(error) }),
  );
});
