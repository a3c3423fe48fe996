import { maskSecrets } from "../../domain/secret.ts";

/** What stands between the scheme of a URL and its host; a password may hold `@` and `/`, so rather too much. */
const userInfo = /\b([a-z][a-z0-9+.-]*:\/\/)[^\s'"`]*@/gi;
const query = /\b([a-z][a-z0-9+.-]*:\/\/[^\s'"`?]*\?)[^\s'"`]*/gi;

/** Git's own words, or those of a remote, with every credential in them overwritten. */
function maskCredentials(words: string): string {
  return maskSecrets(words.replaceAll(userInfo, "$1***@").replaceAll(query, "$1***"));
}

/**
 * The gist of what git wrote to stderr, as one line for a message: its advice, and the summary that every failed push
 * ends with, are left out.
 */
export function gistOf(said: string): string {
  const [paragraph = ""] = said.trim().split(/\n\s*\n/);
  const lines = paragraph
    .split("\n")
    .filter((line) => !/^(hint:|error: failed to push some refs)/.test(line))
    .map((line) => line.replace(/^(remote: *)?((fatal|error): )?/, "").replace(/\.?\s*$/, ""))
    .filter((line) => line !== "");
  return maskCredentials(lines.slice(0, 3).join("; "))
    .replaceAll(/[\p{Cc}\p{Bidi_Control}]/gu, " ")
    .replaceAll("`", "'");
}

/** A name as it stands in a message: in backticks, without any of its own, and nothing that steers a terminal. */
export function inBackticks(name: string): string {
  return `\`${name.replaceAll(/[\p{Cc}\p{Bidi_Control}]/gu, " ").replaceAll("`", "'")}\``;
}

/** A name as a word that a POSIX shell takes literally. */
export function shellWord(name: string): string {
  return /^[\w./+-]+$/.test(name) ? name : `'${name.replaceAll("'", String.raw`'\''`)}'`;
}
