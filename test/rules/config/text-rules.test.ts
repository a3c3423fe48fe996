import { groups, testRule } from "./cases.ts";

testRule("unreadable-config", [
  { name: "a mapping is one", yaml: groups, at: [] },
  { name: "nothing", yaml: "# later\n", at: ["1:1"], says: ["empty", "aborts"] },
  { name: "a list", yaml: "- a\n", at: ["1:1"], says: ["not a mapping"] },
  { name: "a tab before a key", yaml: "a:\n\tb: 1\n", at: ["2:1"] },
  { name: "an anchor that nobody wrote", yaml: "a: *b\n", at: ["1:5"] },
  { name: "a bracket that stays open", yaml: "a: [b\n", at: ["2:1"] },
  { name: "a day that does not exist, as a key", yaml: "2030-99-99: a\n", at: ["1:1"] },
  { name: "a list as a key", yaml: "? [a]\n: {b: 1}\n", at: ["1:3"] },
  { name: "what only this tool does not read", yaml: "a: !!set {b}\n", at: ["1:10"], says: ["LiteLLM reads it"] },
  { name: "two documents", yaml: "a: 1\n---\nb: 2\n", at: ["3:1"] },
]);

const header = "# Rendered by litellm-profiles from profiles/, do not edit\n";
const hop = "router_settings: {max_fallbacks: 1}\n";

testRule("truncated-config", [
  { name: "a whole one ends with its mark", yaml: `${header}${groups}${hop}...\n`, at: [] },
  { name: "one that is not ours needs no mark", yaml: groups, at: [] },
  { name: "cut between two lines", yaml: `${header}${groups}${hop}`, at: ["9:1"], says: ["cut short", "..."] },
  { name: "cut within a line", yaml: `${header}model_list: []\nrouter_settings: {max_fall`, at: ["3:1"] },
]);
