import Handlebars from "handlebars";

import { isJsonArray, isJsonObject } from "../domain/json.ts";
import type { Json } from "../domain/json.ts";
import { printComment, printEntries, printFlow } from "./print-yaml.ts";
import type { PrintPosition } from "./print-position.ts";
import { positionKey } from "./read-template.ts";
import type { Template } from "./read-template.ts";
import { emptyMark, settleEmptyValues } from "./settle-empty-values.ts";
import type { View } from "./view.ts";

/** The text of a template, filled from the view. */
export function fillTemplate({ program, positions }: Template, view: View): string {
  const handlebars = Handlebars.create();
  handlebars.registerHelper("yaml", (value: Json, { loc }: Called) => {
    const position = positions.get(positionKey(loc.start));
    if (position === undefined) throw new Error("A template prints where no position was read");
    return print(value, position);
  });
  handlebars.registerHelper("if", function (this: unknown, value: Json, { fn, inverse }: Handlebars.HelperOptions) {
    return isEmpty(value) ? inverse(this) : fn(this);
  });
  const fill = handlebars.compile<View>(program, {
    strict: true,
    noEscape: true,
    knownHelpers: { yaml: true },
    knownHelpersOnly: true,
  });
  return settleEmptyValues(fill(view));
}

/** Handlebars tells a helper where in the template it was called. */
interface Called {
  readonly loc: hbs.AST.SourceLocation;
}

function print(value: Json, { kind, column }: PrintPosition): string {
  if (kind === "comment") return printComment(value);
  if (kind === "value") return printFlow(value);
  if (isEmpty(value)) return emptyMark + printFlow(value);
  return printEntries(value).join(`\n${" ".repeat(column)}`);
}

/** Also of a mapping, which Handlebars' own `if` takes for true. */
function isEmpty(value: Json): boolean {
  if (isJsonArray(value)) return value.length === 0;
  return isJsonObject(value) ? Object.keys(value).length === 0 : value === null || value === "";
}
