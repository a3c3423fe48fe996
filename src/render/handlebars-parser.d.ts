/** Handlebars' parser alone: the whole of it takes longer to load than a project takes to check. */
declare module "handlebars/dist/cjs/handlebars/compiler/base.js" {
  import type Handlebars from "handlebars";

  /** The syntax tree, with standalone lines settled. Throws an `Error` that says where the text is wrong. */
  export const parse: typeof Handlebars.parse;
}
