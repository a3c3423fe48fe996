"""Loads configs with the real LiteLLM and says what its router has: imports it once, forks a child per config.

Reads a JSON list of `{"yaml", "env": {name: value}, "beside": {file: text}}` from stdin; writes a list of answers to
descriptor 3 (LiteLLM prints on stdout): `{"aborts": error}`, or `{"aliases", "fallbacks", "names", "deployments":
[[group, params, info]]}`, deployments in the order of their groups' names, without their ids.
"""

from __future__ import annotations

import asyncio
import json
import os
import sys
import tempfile
from pathlib import Path
from typing import Any


async def load(path: Path) -> dict[str, Any]:
    from litellm.proxy.proxy_server import ProxyConfig

    try:
        router, _, _ = await ProxyConfig().load_config(router=None, config_file_path=str(path))
    except Exception as error:
        return {"aborts": f"{type(error).__name__}: {error}"}
    if router is None:
        return {"aborts": "no router"}
    infos = [{**each.get("model_info", {})} for each in router.model_list]
    for info in infos:
        info.pop("id", None)
    listed = [
        [each["model_name"], each["litellm_params"], info] for each, info in zip(router.model_list, infos, strict=True)
    ]
    return {
        "aliases": router.model_group_alias or {},
        "fallbacks": {name: names for entry in reversed(router.fallbacks or []) for name, names in entry.items()},
        "names": sorted(map(str, router.get_model_names())),
        "deployments": sorted(listed, key=lambda each: str(each[0])),
    }


def run(case: dict[str, Any]) -> dict[str, Any]:
    """In a child: nothing of one config stays for the next."""
    os.environ.update(case["env"])
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "litellm_config.yaml"
        path.write_text(case["yaml"], "utf-8")
        for name, text in case["beside"].items():
            (Path(folder) / name).write_text(text, "utf-8")
        return asyncio.run(asyncio.wait_for(load(path), 60))


def in_child(case: dict[str, Any]) -> Any:
    reading, writing = os.pipe()
    if (pid := os.fork()) == 0:
        quiet = os.open(os.devnull, os.O_WRONLY)
        os.dup2(quiet, 1)
        os.dup2(quiet, 2)
        try:
            with os.fdopen(writing, "w") as answers:
                json.dump(run(case), answers, default=str, sort_keys=True)
        finally:
            os._exit(0)
    os.close(writing)
    with os.fdopen(reading) as answers:
        answer = answers.read()
    os.waitpid(pid, 0)
    return json.loads(answer) if answer else {"aborts": "it ended"}


def main() -> None:
    cases = json.load(sys.stdin)
    os.environ["LITELLM_LOCAL_MODEL_COST_MAP"] = "True"
    import litellm.proxy.proxy_server  # noqa: F401

    with os.fdopen(3, "w") as answers:
        json.dump([in_child(case) for case in cases], answers)


if __name__ == "__main__":
    main()
