import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { describe, expect, inject, test } from "vitest";

import { openModelMap } from "../../../src/litellm/model-map.ts";
import { checkConfig } from "../../../src/rules/config/index.ts";
import { executedCases, type ExecutedCase, type Outcome } from "./executed-cases.ts";

/** What `load_configs.py` says of one config. */
interface Answer {
  readonly aborts?: string;
  readonly loaded?: readonly string[];
  readonly answers?: Readonly<Record<string, string>>;
  readonly sent?: readonly object[];
}

const litellm = inject("litellm");
const executedOn = "1.106.2";
const python = "python" in litellm && litellm.release === executedOn ? litellm.python : "";

/** Loads every config with the real LiteLLM, which is imported once. */
function load(cases: readonly ExecutedCase[]): readonly Answer[] {
  const input = JSON.stringify(
    cases.map(({ yaml, stream = false, does }) => ({ yaml, stream, call: Object.keys(does.answers ?? {}) })),
  );
  const { PATH, HOME } = process.env;
  const { output } = spawnSync(python, [join(import.meta.dirname, "load_configs.py")], {
    input,
    env: { PATH, HOME },
    stdio: ["pipe", "ignore", "ignore", "pipe"],
    encoding: "utf8",
    maxBuffer: 1 << 28,
  });
  return JSON.parse(output[3] ?? "");
}

describe.skipIf(python === "")("what a message says that LiteLLM does, it does", () => {
  const answers = python === "" ? [] : load(executedCases);

  test.each(executedCases.map((each, index) => ({ ...each, answer: answers[index] ?? {} })))(
    "$code: $yaml",
    ({ code, yaml, does, answer }) => {
      const finding = checkConfig({ file: "a.yaml", text: yaml }, openModelMap(executedOn)).find(
        (each) => each.code === code,
      );
      expect(`${finding?.message}`).toMatch(/\(executed on [\d.]+\)/);
      expect(unlike(expectedTexts(does), saidTexts(answer))).toEqual({});
    },
  );
});

type Texts = Readonly<Record<string, string>>;

function expectedTexts({ aborts = "no", loaded, answers, sent, received }: Outcome): Texts {
  return {
    aborts,
    ...(loaded && { loaded: JSON.stringify(loaded) }),
    ...answers,
    ...(sent !== undefined && { sent }),
    ...(received !== undefined && { received: `${received}` }),
  };
}

function saidTexts({ aborts = "no", loaded, answers, sent }: Answer): Texts {
  return {
    aborts,
    loaded: JSON.stringify(loaded ?? []),
    ...answers,
    sent: JSON.stringify(sent?.[0] ?? {}),
    received: `${sent?.length ?? 0}`,
  };
}

/** What was said where the expected text is not part of it. */
function unlike(expected: Texts, said: Texts): Texts {
  const wrong = Object.entries(expected).filter(([key, text]) => said[key]?.includes(text) !== true);
  return Object.fromEntries(wrong.map(([key]) => [key, said[key] ?? "nothing"]));
}
