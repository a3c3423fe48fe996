"""The module's route on the proxy's app."""

from __future__ import annotations

import sys
import types
import unittest
from importlib import import_module
from unittest import mock

import litellm_profiles_hook as hook

AUTH = types.SimpleNamespace(user_api_key_auth=lambda: None)


@mock.patch.dict(sys.modules, {"litellm.proxy.auth.user_api_key_auth": AUTH})
class RouteTest(unittest.TestCase):
    def test_is_matched_before_the_many_of_litellm(self) -> None:
        app = import_module("fastapi").FastAPI()
        app.add_api_route("/{path:path}", lambda: None)
        object.__new__(hook.Worker)._add_route(types.SimpleNamespace(app=app, master_key=None))
        self.assertEqual(app.routes[0].path, hook.ROUTE)
