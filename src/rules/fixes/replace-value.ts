import type { Edit } from "../../domain/finding.ts";
import type { Spot } from "../../litellm/spot.ts";
import { writtenScalar, type WrittenScalar } from "./written-scalar.ts";

type Fix = readonly Edit[] | undefined;

/** A plain number of 0 or more that YAML 1.1 reads as the number that it looks like. */
const plainNumber = /^(?:0|[1-9]\d*)(?:\.\d+)?$/;

/** `'5'` becomes `5`; of any other text nothing can be told. */
export function unquoteNumber(spot: Spot | undefined): Fix {
  return replaceScalar(spot, ({ quote, inner }) => (quote !== "" && plainNumber.test(inner) ? inner : undefined));
}

/** `'True'` becomes `true`. */
export function unquoteBoolean(spot: Spot | undefined): Fix {
  return replaceScalar(spot, ({ quote, inner }) =>
    quote !== "" && /^(?:true|false)$/i.test(inner) ? inner.toLowerCase() : undefined,
  );
}

/** `2024-02-01` becomes `"2024-02-01"`. */
export function quoteValue(spot: Spot | undefined): Fix {
  return replaceScalar(spot, ({ quote, inner }) => (quote === "" ? `"${inner}"` : undefined));
}

/** `${NAME}` becomes `os.environ/NAME`, in the quotes that it has; a default or a text around it has no such form. */
export function referToVariable(spot: Spot | undefined): Fix {
  return replaceScalar(spot, ({ quote, inner }) => {
    const [, name] = /^\$\{([A-Za-z_]\w*)\}$/.exec(inner) ?? [];
    return name === undefined ? undefined : `${quote}os.environ/${name}${quote}`;
  });
}

/** `cheap` becomes `[cheap]`. */
export function wrapInList(spot: Spot | undefined): Fix {
  return replaceScalar(spot, ({ quote, inner }) =>
    quote !== "" || /^[\w./-]+$/.test(inner) ? `[${quote}${inner}${quote}]` : undefined,
  );
}

function replaceScalar(spot: Spot | undefined, by: (scalar: WrittenScalar) => string | undefined): Fix {
  const scalar = writtenScalar(spot);
  const text = scalar && by(scalar);
  return spot && text !== undefined ? [spot.replace(spot.value, text)] : undefined;
}
