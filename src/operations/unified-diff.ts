import { FILE_HEADERS_ONLY, createTwoFilesPatch } from "diff";

/** A diff that takes longer is not worth reading. */
const timeoutMilliseconds = 2000;

/** What changes in a file, as git prints it; `before` is undefined for a new one. */
export function unifiedDiff(path: string, before: string | undefined, after: string): string {
  const from = before === undefined ? "/dev/null" : `a/${path}`;
  const patch = createTwoFilesPatch(from, `b/${path}`, before ?? "", after, undefined, undefined, {
    headerOptions: FILE_HEADERS_ONLY,
    timeout: timeoutMilliseconds,
  });
  return patch ?? `${path} differs in too many lines to show\n`;
}
