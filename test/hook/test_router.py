"""The two shapes of LiteLLM's router; a release that the test environment has not is stood in for by its surface."""

from __future__ import annotations

import sys
import types
import unittest
from typing import Any
from unittest import mock

import litellm_profiles_hook as hook


class Surface(types.SimpleNamespace):
    """Holds what a router holds, and says which changes it was asked for."""

    model_group_alias: Any
    fallbacks: Any


def old_router(**held: Any) -> Surface:
    calls: list[Any] = []
    return Surface(
        calls=calls,
        update_settings=lambda **settings: calls.append(settings),
        upsert_deployment=calls.append,
        delete_deployment=lambda id: calls.append(id),
        **held,
    )


def new_router(entries: list[Any], aliases: Any, fallbacks: Any) -> Surface:
    calls: list[Any] = []
    registry = types.SimpleNamespace(all=lambda: entries, aliases=lambda: aliases)
    settings = types.SimpleNamespace(fallbacks=fallbacks)
    return Surface(calls=calls, apply=calls.append, registry=lambda: registry, settings=lambda: settings)


ENTRIES = [{"model_name": "a", "model_info": {"id": "a--1"}}, {"model_name": "b", "model_info": {"id": "generated"}}]
ENTRY = {"model_name": "a", "litellm_params": {"model": "x/y"}, "model_info": {"id": "a--1"}}
STAND_INS = {
    "litellm.router_api": types.SimpleNamespace(ChangeSet=dict),
    "litellm.types.router": types.SimpleNamespace(Deployment=dict, LiteLLM_Params=dict),
}


@mock.patch.dict(sys.modules, STAND_INS)
class RouterTest(unittest.TestCase):
    def test_reads_both(self) -> None:
        aliases = {"task": {"model": "a", "hidden": True}}
        old = old_router(model_list=ENTRIES, model_group_alias=aliases, fallbacks=None)
        for router in (old, new_router(ENTRIES, aliases, None)):
            read = hook.Router(router).read({"a--1", "gone"})
            self.assertEqual(read, {"aliases": {"task": "a"}, "fallbacks": [], "ids": ["a--1"]})
            self.assertEqual(hook.Router(router).groups(), {"a--1": "a", "generated": "b"})

    def test_changes_both(self) -> None:
        settings = {"model_group_alias": {"t": "a"}, "fallbacks": []}
        old, new = old_router(), new_router([], {}, [])
        for router in (hook.Router(old), hook.Router(new)):
            router.add(ENTRY)
            router.move({"t": "a"}, [])
            router.remove("a--1")
        self.assertEqual(old.calls, [ENTRY, settings, "a--1"])
        self.assertEqual(new.calls, [{"upsert": [ENTRY]}, {"settings": settings}, {"delete": ["a--1"]}])

    def test_says_what_an_old_router_lacks(self) -> None:
        for name in ("update_settings", "upsert_deployment", "delete_deployment"):
            router = old_router()
            delattr(router, name)
            with self.subTest(name), self.assertRaisesRegex(hook.Unsupported, f"another one .*{name}"):
                hook.Router(router)

    def test_says_what_a_new_router_lacks(self) -> None:
        for name in ("registry", "settings"):
            router = new_router([], {}, [])
            delattr(router, name)
            with self.subTest(name), self.assertRaisesRegex(hook.Unsupported, f"another one .*{name}"):
                hook.Router(router)

    def test_takes_no_changes_of_another_form_for_known(self) -> None:
        def without_delete(settings: Any, upsert: Any) -> None: ...

        forms = (types.SimpleNamespace(), types.SimpleNamespace(ChangeSet=without_delete))
        for form in forms:
            with mock.patch.dict(sys.modules, {"litellm.router_api": form}), self.assertRaises(hook.Unsupported):
                hook.Router(new_router([], {}, []))
            hook.Router(old_router())


if __name__ == "__main__":
    unittest.main()
