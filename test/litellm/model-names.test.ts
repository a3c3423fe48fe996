import { expect, test } from "vitest";
import { isSameProvider, modelNames } from "../../src/litellm/model-names.ts";

test.each([
  ["gpt-4o", ["gpt-4o"]],
  ["gpt-4o-2024-08-06", ["gpt-4o-2024-08-06", "gpt-4o"]],
  ["openai/gpt-4o", ["openai/gpt-4o", "gpt-4o"]],
  ["gemini/a-001", ["gemini/a-001", "a-001", "gemini/a", "a"]],
  ["openai/ft:a:o:s:i", ["openai/ft:a:o:s:i", "ft:a:o:s:i", "openai/ft:a", "ft:a"]],
  ["bedrock/converse/eu.a.b", ["bedrock/converse/eu.a.b", "eu.a.b", "a.b", "bedrock/a.b"]],
  ["bedrock/us-gov-west-1/a.b", ["bedrock/us-gov-west-1/a.b", "us-gov-west-1/a.b", "a.b", "bedrock/a.b"]],
  ["bedrock/arn:aws:x/a.b:0:18k", ["bedrock/arn:aws:x/a.b:0:18k", "arn:aws:x/a.b:0:18k", "a.b:0", "bedrock/a.b:0"]],
  ["bedrock/a.b[1m]", ["bedrock/a.b[1m]", "a.b[1m]", "a.b", "bedrock/a.b"]],
])("%s is looked up as %j", (model, names) => {
  expect(modelNames(model)).toEqual(names);
});

test.each([
  ["openai", "openai", true],
  [undefined, "openai", true],
  [null, "openai", true],
  ["openai", undefined, true],
  ["anthropic", "openai", false],
  ["openai", "azure_ai", true],
  ["azure", "azure_ai", true],
  ["anthropic", "azure_ai", false],
  ["vertex_ai-anthropic_models", "vertex_ai", true],
  ["fireworks_ai-embedding-models", "fireworks_ai", true],
  ["bedrock_converse", "bedrock", true],
  ["cohere_chat", "cohere", true],
  ["mistral", "cohere", false],
  ["openai", "github", true],
  ["vertex_ai-x", "openai", false],
])("an entry of %s for a model called at %s: %s", (entry, called, same) => {
  expect(isSameProvider(entry, called)).toBe(same);
});
