import type { Edit } from "../domain/finding.ts";
import type { Stretch } from "../domain/secret.ts";

/** Where a value is written, for whoever wants to write something else there. */
export interface Spot {
  /** The text that the offsets count in; of a config in a wrapper, the config's own. */
  readonly text: string;
  /** Undefined for an item of a list. */
  readonly key: Stretch | undefined;
  /** Quotes included; of a list or a mapping, up to the end of its last scalar. */
  readonly value: Stretch;
  /**
   * False where an edit would change something else, too, or cannot be placed: behind an anchor, an alias or a merge
   * key, or in a text that its wrapper holds in quotes or folded.
   */
  readonly isEditable: boolean;
  readonly replace: (stretch: Stretch, text: string) => Edit;
}
