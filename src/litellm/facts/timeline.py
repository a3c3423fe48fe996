"""`models.tsv`: what every release says of every model, each saying written once.

A line is a model's name, the release from which on it holds, and its facts as JSON; tabs between them. Empty facts end
a model. Lines are sorted by the name in lower case, then by the name, by code unit, then by release.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

Models = Mapping[str, str]
"""JSON by model, of one release."""


def release_order(release: str) -> tuple[int, ...]:
    """Orders releases by number."""
    return tuple(int(part) for part in release.split("."))


def read_timeline(lines: Iterable[str], releases: Iterable[str]) -> dict[str, dict[str, str]]:
    """The models of each release."""
    models: dict[str, dict[str, str]] = {release: {} for release in releases}
    for line in lines:
        name, since, facts = line.rstrip("\n").split("\t")
        for release in models:
            if release_order(release) < release_order(since):
                continue
            if facts:
                models[release][name] = facts
            else:
                models[release].pop(name, None)
    return models


def timeline_lines(models: Mapping[str, Models]) -> Iterator[str]:
    """The lines that say what each release says, and no more."""
    releases = sorted(models, key=release_order)
    names = {name for release in releases for name in models[release]}
    for name in sorted(names, key=lambda name: (name.lower(), name)):
        said = ""
        for release in releases:
            facts = models[release].get(name, "")
            if facts != said:
                yield f"{name}\t{release}\t{facts}\n"
            said = facts
