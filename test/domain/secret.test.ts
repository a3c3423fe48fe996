import { describe, expect, test } from "vitest";
import { findSecretShapes, isSecretName, maskSecrets } from "../../src/domain/secret.ts";

test.each([
  "api_key",
  "azure_api_key",
  "apikey",
  "x-api-key",
  "aws_secret_access_key",
  "aws_access_key_id",
  "client_secret",
  "azure_ad_token",
  "master_key",
  "password",
  "passwd",
  "vertex_credentials",
  "credential",
  "private_key",
  "Authorization",
  "LITELLM_MASTER_KEY",
  "aws_session_token",
])("%s names a secret", (name) => {
  expect(isSecretName(name)).toBe(true);
});

test.each(["max_tokens", "input_cost_per_token", "model", "api_base", "monkey", "connection", "tokens"])(
  "%s names none",
  (name) => {
    expect(isSecretName(name)).toBe(false);
  },
);

/** Put together here, so that no scanner takes this file for a leak. */
const samples = [
  ["OpenAI", "sk-", "proj-a1B2_c3D4-e5F6a1B2c3D4"],
  ["Anthropic", "sk-", "ant-api03-a1B2c3D4e5F6a1B2"],
  ["OpenRouter", "sk-", "or-v1-0123456789abcdef0123"],
  ["Google", "AI", `za${"x".repeat(35)}`],
  ["AWS", "AK", `IA${"A1".repeat(8)}`],
  ["Groq", "gs", `k_${"a1".repeat(12)}`],
  ["xAI", "xa", `i-${"a1".repeat(12)}`],
  ["Hugging Face", "hf", `_${"a1".repeat(16)}`],
  ["GitHub", "gh", `p_${"a1".repeat(18)}`],
  ["Slack", "xo", `xb-${"1".repeat(12)}`],
  ["a web token", "ey", `JhbGciOiJIUzI1.eyJzdWIiOiIxMjM0.${"a1".repeat(6)}`],
  ["a private key", "-----BEGIN ", "RSA PRIVATE KEY-----"],
] as const;

test.each(samples)("the key of %s is known by its looks", (_name, head, tail) => {
  expect(findSecretShapes(`x: [${head}${tail}]`)).toEqual([{ start: 4, end: 4 + head.length + tail.length }]);
});

test.each([
  "sk-1234",
  "task-classification-of-many-things-at-once",
  "os.environ/OPENAI_API_KEY",
  "https://a.b/c@d",
  "gpt-4o-2024-08-06",
])("%s is none", (text) => {
  expect(findSecretShapes(text)).toEqual([]);
});

test("several are found in order, whoever made them", () => {
  const [[, openai, rest], , , [, google, more]] = samples;
  const text = `${google}${more} ${openai}${rest}`;
  expect(findSecretShapes(text).map(({ start }) => start)).toEqual([0, google.length + more.length + 1]);
});

describe("maskSecrets keeps everything else, and every length", () => {
  test.each([
    ["model: openai/gpt-4o", "model: openai/gpt-4o"],
    ["api_key: hunter2 # dev", "api_key: ******* # dev"],
    ["{api_key: hunter2, x: 1}", "{api_key: *******, x: 1}"],
    ['{"api_key": "hunter2", "x": 1}', '{"api_key": *********, "x": 1}'],
    ["Authorization: Bearer abc", "Authorization: **********"],
    ["token=abc", "token=***"],
    ["api_key: os.environ/KEY", "api_key: os.environ/KEY"],
    ["https://me:pass@host/x", "https://*******@host/x"],
    ["postgres://me:pass@db/x and redis://:pass@cache", "postgres://*******@db/x and redis://*****@cache"],
    ["a:\n  api_key:\n    b: c", "a:\n  api_key:\n    b: c"],
    ["litellm --api-key=hunter2", "litellm --api-key=*******"],
    ["_api_key: a\n2nd-token: b", "_api_key: *\n2nd-token: *"],
    ["ätoken: a", "ätoken: *"],
    ["params: {token: a, secret: b}", "params: {token: *, secret: *}"],
  ])("%j", (text, expected) => {
    expect(maskSecrets(text)).toBe(expected);
  });
});

test.each(["x", "1", "-", "a-", "_1"])("a long text of %o alone is searched in no time", (piece) => {
  const text = `# ${piece.repeat(500_000)}\napi_key: hunter2\n`;
  expect(maskSecrets(text)).toBe(text.replace("hunter2", "*******"));
});
