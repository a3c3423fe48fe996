"""Worker start-up hooks of the tests: they break or watch LiteLLM inside a forked proxy, before the module loads."""

from __future__ import annotations

import asyncio
import functools
from typing import Any

from litellm.proxy import proxy_server
from litellm.proxy._types import UserAPIKeyAuth

import litellm

Router: Any = litellm.Router


def ignore_fallbacks() -> None:
    """A router that takes aliases only."""
    real = Router.update_settings

    def update_settings(self: Any, **settings: Any) -> None:
        settings.pop("fallbacks", None)
        real(self, **settings)

    Router.update_settings = update_settings


def keep_deployments() -> None:
    """A router that removes nothing."""
    Router.delete_deployment = lambda self, id: None


def lose_deployments() -> None:
    """A router that adds nothing."""
    Router.upsert_deployment = lambda self, deployment: None


def be_foreign() -> None:
    """A router without a method that the module needs."""
    del Router.upsert_deployment


def watch_threads() -> None:
    """Says so where the router is changed outside of the event loop."""
    for name in ("update_settings", "upsert_deployment", "delete_deployment", "discard"):
        setattr(Router, name, _on_the_loop(getattr(Router, name)))


def _on_the_loop(change: Any) -> Any:
    @functools.wraps(change)
    def watched(*args: Any, **named: Any) -> Any:
        try:
            asyncio.get_running_loop()
            print(f"ON THE LOOP {change.__name__}", flush=True)
        except RuntimeError:
            print(f"OFF THE LOOP {change.__name__}", flush=True)
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
