import { Ajv2020 } from "ajv/dist/2020.js";
import { only } from "../domain/only.ts";
import { answers } from "../generated/contract.mjs";
import type {
  ConfigAnswer,
  HistoryAnswer,
  ListAnswer,
  Plan,
  StatusAnswer,
  SwitchAnswer,
  ValidateAnswer,
} from "../http/answers.ts";
import { Mismatch } from "./mismatch.ts";

/** What the control plane answers, by the name of its schema. */
export interface Answers {
  readonly ConfigAnswer: ConfigAnswer;
  readonly HistoryAnswer: HistoryAnswer;
  readonly ListAnswer: ListAnswer;
  readonly Plan: Plan;
  readonly StatusAnswer: StatusAnswer;
  readonly SwitchAnswer: SwitchAnswer;
  readonly ValidateAnswer: ValidateAnswer;
}

let ajv: Ajv2020 | undefined;

/** The JSON of a text, once it is what the schema of this name says. Throws a `Mismatch`. */
export function requireSchema<Name extends keyof Answers>(name: Name, text: string): Answers[Name] {
  const value: Answers[Name] = parse(text);
  ajv ??= new Ajv2020({ schemas: Object.values(answers), allowUnionTypes: true });
  if (ajv.validate(name, value)) return value;
  const [error] = ajv.errors ?? [];
  throw new Mismatch(`It is no ${name}: \`${error?.instancePath ?? ""}\` ${error?.message ?? "is wrong"}`);
}

function parse(text: string) {
  try {
    return JSON.parse(text);
  } catch (error) {
    only(SyntaxError, error);
    throw new Mismatch(`It is no JSON: ${JSON.stringify(text.slice(0, 200))}`);
  }
}
