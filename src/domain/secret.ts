/** `os.environ/NAME`, which LiteLLM replaces by the variable's value; anything else it takes literally. */
const reference = /^os\.environ\/[A-Za-z_][A-Za-z0-9_]*$/;

/** Names of keys whose value is a secret. `max_tokens` and `input_cost_per_token` are none. */
const secretName =
  /(?:api_?key|master_key|access_key(?:_id)?|private_key|secret|secret_key|(?<!per_)token|passw(?:or)?d|credentials?|authorization)$/i;

/** How the secrets of known makers look, wherever they stand. */
const secretShapes = [
  /\bsk-[A-Za-z0-9_-]{20,}/g, // OpenAI, Anthropic (sk-ant-), OpenRouter (sk-or-), LiteLLM itself
  /\bAIza[A-Za-z0-9_-]{35}/g, // Google
  /\b(?:AKIA|ASIA)[A-Z0-9]{16}\b/g, // AWS
  /\bgsk_[A-Za-z0-9]{20,}/g, // Groq
  /\bxai-[A-Za-z0-9]{20,}/g, // xAI
  /\bhf_[A-Za-z0-9]{30,}/g, // Hugging Face
  /\b(?:ghp|gho|ghs|ghu)_[A-Za-z0-9]{36}|\bgithub_pat_[A-Za-z0-9_]{22,}/g, // GitHub
  /\blpt_[0-9a-f]{8}_[A-Za-z0-9_-]{20,}/g, // our own tokens
  /\bxox[abprs]-[A-Za-z0-9-]{10,}/g, // Slack
  /\beyJ[A-Za-z0-9_-]{10,}\.eyJ[A-Za-z0-9_-]{10,}\.[A-Za-z0-9_-]{10,}/g, // JSON web token
  /-----BEGIN (?:[A-Z]+ )?PRIVATE KEY-----/g,
  /(?<=\b[a-z][a-z0-9+.-]{1,20}:\/\/)[^\s:/@"']*:[^\s/@"'{]+(?=@)/g, // name and password in a URL
];

/**
 * `name: value` and `name=value` on one line, in YAML, JSON, headers and logs. What begins like a collection, a block
 * scalar, a tag, an alias or a template's hole is no value. A name is looked for where its word begins, and nowhere else
 * in it: a word of a mebibyte would take minutes.
 */
const assignment =
  /(["']?)(?<![\w-])[\d_-]*([A-Za-z][\w-]*)\1[ \t]*[:=][ \t]*("[^"\n]*"|'[^'\n]*'|[^\s,}\]#[{|>&*!"'](?:(?!\s#)[^\n,}\]])*)/g;

/** A stretch of a text, by offsets. */
export interface Stretch {
  readonly start: number;
  readonly end: number;
}

export function isReference(value: string): boolean {
  return reference.test(value);
}

/** Whether the value of a key or header of this name is a secret. */
export function isSecretName(name: string): boolean {
  return secretName.test(name.replaceAll("-", "_"));
}

/** One search tells that a text shows none, as nearly all do. */
const anyShape = new RegExp(secretShapes.map(({ source }) => source).join("|"));

/** Where a text holds what looks like a secret of a known maker, in order. */
export function findSecretShapes(text: string): Stretch[] {
  if (!anyShape.test(text)) return [];
  return secretShapes
    .flatMap((shape) =>
      [...text.matchAll(shape)].map(({ index, 0: match }) => ({ start: index, end: index + match.length })),
    )
    .toSorted((a, b) => a.start - b.start);
}

/** Where a text gives a literal value to a name that means a secret. A hole of a template is no literal. */
export function findSecretAssignments(text: string): (Stretch & { readonly name: string })[] {
  return [...text.matchAll(assignment)].flatMap((match) => {
    const [whole, , name = "", value = ""] = match;
    const bare = value.trimEnd().replaceAll(/^["']|["']$/g, "");
    if (!isSecretName(name) || isReference(bare) || /^(?:null|~|true|false)?$/.test(bare)) return [];
    const start = match.index + whole.length - value.length;
    return [{ name, start, end: start + value.trimEnd().length }];
  });
}

/** The text with every secret that it shows overwritten; its length stays. */
export function maskSecrets(text: string): string {
  return [...findSecretShapes(text), ...findSecretAssignments(text)].reduce(
    (masked, { start, end }) => masked.slice(0, start) + "*".repeat(end - start) + masked.slice(end),
    text,
  );
}
