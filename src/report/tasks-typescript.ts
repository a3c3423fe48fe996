/** What a file of task names holds. */
export interface TaskFile {
  readonly tasks: readonly { readonly name: string; readonly description: string }[];
  readonly legacyNames: Readonly<Record<string, string>>;
  readonly groups: Readonly<Record<string, string>>;
}

/** The names that applications may call as a TypeScript module for `litellm-profiles/client`. */
export function formatTasksTypeScript({ tasks, legacyNames, groups }: TaskFile): string {
  const described = tasks.filter(({ description }) => description !== "");
  const names = tasks.map(({ name }) => JSON.stringify(name));
  return `// Printed by \`litellm-profiles types\`: do not edit.
import type { TaskList } from "litellm-profiles/client";

/**
 * A task that applications call.
${described.map(({ name, description }) => ` * - \`${name}\`: ${inComment(description)}\n`).join("")} */
export type TaskName = ${names.length === 0 ? "never" : names.join(" | ")};

/** An older name, which still works: call its task instead. */
export type OlderName =${unionOf([...Object.keys(legacyNames), ...Object.keys(groups)])};

export const tasks: TaskList<TaskName | OlderName> = {
  tasks: [${names.join(", ")}],
  legacyNames: ${printRecord(legacyNames)},
  groups: ${printRecord(groups)},
};
`;
}

function unionOf(names: readonly string[]): string {
  return names.length === 0 ? " never" : names.map((name) => `\n  | ${JSON.stringify(name)}`).join("");
}

function printRecord(record: Readonly<Record<string, string>>): string {
  const lines = Object.entries(record).map(([name, task]) => `    ${JSON.stringify(name)}: ${JSON.stringify(task)},\n`);
  return lines.length === 0 ? "{}" : `{\n${lines.join("")}  }`;
}

/** On one line, and never the end of the comment. */
function inComment(text: string): string {
  return text.replaceAll(/\s+/g, " ").replaceAll("*/", "*\\/").trim();
}
