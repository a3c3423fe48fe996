/** One command of a scenario, with what it has to print and to exit with. */
export interface Step {
  readonly command: string;
  readonly stdout: string;
  readonly stderr: string;
  readonly status: number;
}

export interface Scenario {
  /** Work files by path, laid over the small project before its first commit. */
  readonly documents: Readonly<Record<string, string>>;
  readonly steps: readonly Step[];
}

const section = /^====(document|command|stdout|stderr|status)(?:: (.+))?====$/;

/** Reads a scenario: sections under `====name====`, of which `command` begins a step and the others belong to it. */
export function readScenario(text: string): Scenario {
  const documents: Record<string, string> = {};
  const steps: { command: string; stdout: string; stderr: string; status: number }[] = [];
  for (const { name, argument, body } of readSections(text)) {
    const step = steps.at(-1);
    if (name === "document") documents[argument] = body;
    else if (name === "command") steps.push({ command: body, stdout: "", stderr: "", status: 0 });
    else if (step === undefined) throw new Error(`Section ${name} stands before the first command`);
    else if (name === "status") step.status = Number(body);
    else if (name === "stdout" || name === "stderr") step[name] = body;
  }
  return { documents, steps };
}

function readSections(text: string) {
  const sections: { name: string; argument: string; body: string }[] = [];
  for (const line of text.split("\n").slice(0, -1)) {
    const [, name, argument = ""] = section.exec(line) ?? [];
    const last = sections.at(-1);
    if (name !== undefined) sections.push({ name, argument, body: "" });
    else if (last !== undefined) last.body += `${line}\n`;
  }
  return sections;
}

/** Prints a scenario with what was seen, so that a new one can be looked at and kept. */
export function printScenario(remark: string, { documents, steps }: Scenario): string {
  const parts = [
    remark,
    ...Object.entries(documents).map(([path, text]) => `====document: ${path}====\n${text}`),
    ...steps.map(
      ({ command, stdout, stderr, status }) =>
        `====command====\n${command}${shown("stdout", stdout)}${shown("stderr", stderr)}${shown("status", status === 0 ? "" : `${status}\n`)}`,
    ),
  ];
  return parts.join("");
}

function shown(name: string, body: string): string {
  return body === "" ? "" : `====${name}====\n${body}`;
}
