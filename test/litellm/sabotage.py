"""Worker start-up hooks of the tests: they break or watch LiteLLM inside a forked proxy, before the module loads."""

from __future__ import annotations

import asyncio
import dataclasses
import functools
from collections.abc import Callable
from importlib import import_module
from typing import Any

from litellm.proxy import proxy_server
from litellm.proxy._types import UserAPIKeyAuth

import litellm

Router: Any = litellm.Router


#: From LiteLLM 1.109 on, all changes of a router are one call of `apply`; before, each kind has its method.
IS_NEW = hasattr(Router, "apply")


def ignore_fallbacks() -> None:
    """A router that takes aliases only."""
    if IS_NEW:
        _change_less(lambda changes: {"settings": {k: v for k, v in changes.settings.items() if k != "fallbacks"}})
        return
    real = Router.update_settings

    def update_settings(self: Any, **settings: Any) -> None:
        settings.pop("fallbacks", None)
        real(self, **settings)

    Router.update_settings = update_settings


def keep_deployments() -> None:
    """A router that removes nothing."""
    if IS_NEW:
        _change_less(lambda _: {"delete": ()})
    else:
        Router.delete_deployment = lambda self, id: None


def lose_deployments() -> None:
    """A router that adds nothing."""
    if IS_NEW:
        _change_less(lambda _: {"upsert": ()})
    else:
        Router.upsert_deployment = lambda self, deployment: None


def _change_less(altered: Callable[[Any], dict[str, Any]]) -> None:
    real = Router.apply
    Router.apply = lambda self, changes: real(self, dataclasses.replace(changes, **altered(changes)))


def be_foreign() -> None:
    """A router without something that the module needs."""
    if IS_NEW:
        del import_module("litellm.router_api").ChangeSet
    else:
        del Router.upsert_deployment


def watch_threads() -> None:
    """Says of each change of the router whether it was made on the event loop."""
    for name in (
        ("apply", "retire") if IS_NEW else ("update_settings", "upsert_deployment", "delete_deployment", "discard")
    ):
        setattr(Router, name, _on_the_loop(getattr(Router, name)))


KINDS = {
    "update_settings": "settings",
    "upsert_deployment": "upsert",
    "delete_deployment": "delete",
    "retire": "discard",
}


def _kinds_of(name: str, changes: Any) -> list[str]:
    if name == "apply":
        return [kind for kind in ("settings", "upsert", "delete") if getattr(changes, kind)]
    return [KINDS.get(name, name)]


def _on_the_loop(change: Any) -> Any:
    @functools.wraps(change)
    def watched(*args: Any, **named: Any) -> Any:
        try:
            asyncio.get_running_loop()
            place = "ON THE LOOP"
        except RuntimeError:
            place = "OFF THE LOOP"
        for kind in _kinds_of(change.__name__, args[-1]):
            print(f"{place} {kind}", flush=True)
        return change(*args, **named)

    return watched


def count_callbacks() -> None:
    """Answers how many callbacks LiteLLM holds, list by list."""
    names = ("callbacks", "success_callback", "failure_callback", "_async_success_callback", "_async_failure_callback")

    def count() -> list[int]:
        return [len(getattr(litellm, name)) for name in (*names, "input_callback", "service_callback")]

    proxy_server.app.add_api_route("/test/callbacks", count, methods=["GET"])


async def let_in(request: Any, api_key: str) -> UserAPIKeyAuth:
    """Authentication under which every caller is an ordinary user."""
    return UserAPIKeyAuth(api_key=api_key, user_role="internal_user")
