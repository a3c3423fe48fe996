import type { ConfigSubject } from "./subject.ts";

/** Makes something of a subject once: several rules ask for the same, and a config may have thousands of it. */
export function perSubject<T>(make: (subject: ConfigSubject) => T): (subject: ConfigSubject) => T {
  const made = new WeakMap<ConfigSubject, { readonly value: T }>();
  return (subject) => {
    const entry = made.get(subject) ?? { value: make(subject) };
    made.set(subject, entry);
    return entry.value;
  };
}
