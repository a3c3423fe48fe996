"""What the reload module decides without LiteLLM: literals in, values out."""

from __future__ import annotations

import json
import sys
import unittest
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "src/hook"))

import litellm_profiles_hook as hook  # noqa: E402

VECTORS = ROOT / "test/fixtures/routing"


def entry(group: str, name: str | int | None = None, model: str = "openai/gpt-4o", **params: Any) -> dict[str, Any]:
    info = {} if name is None else {"model_info": {"id": name}}
    return {"model_name": group, "litellm_params": {"model": model, **params}, **info}


def config(aliases: Any = None, fallbacks: Any = None, models: Any = None, **sections: Any) -> dict[str, Any]:
    settings = {"model_group_alias": aliases, "fallbacks": fallbacks}
    models = [entry("a", "a--1"), entry("b", "b--1")] if models is None else models
    return {"model_list": models, "router_settings": {k: v for k, v in settings.items() if v is not None}, **sections}


def faults(tree: dict[str, Any], text: str = "", **environment: str) -> list[str]:
    return list(hook.Declared(tree).faults(text, environment))


class RoutingTest(unittest.TestCase):
    def test_the_vectors_that_the_typescript_side_is_held_to(self) -> None:
        paths = sorted(VECTORS.glob("*.json"))
        self.assertGreater(len(paths), 20)
        for path in paths:
            with self.subTest(path.stem):
                vector = json.loads(path.read_text())
                declared = hook.Declared(vector["config"])
                self.assertEqual(hook.routing(declared.aliases, declared.fallbacks, declared.by_id), vector["routing"])


class MissingTest(unittest.TestCase):
    def test_names_what_is_not_set_each_once_and_no_value(self) -> None:
        environment = {"SET": "sk-of-the-test", "EMPTY": ""}
        self.assertEqual(hook.missing("UNSET,SET,EMPTY,ALSO_UNSET,UNSET", environment), ["ALSO_UNSET", "UNSET"])
        self.assertEqual(hook.missing("SET=sk-of-the-test, SET", environment), [" SET", "SET=sk-of-the-test"])
        self.assertEqual(hook.missing(",", environment), [])
        self.assertEqual(hook.missing("", environment), [])


class FaultsTest(unittest.TestCase):
    def test_nothing_to_say_of_a_good_file(self) -> None:
        good = config({"task": "a", "long": {"model": "b", "hidden": True}}, [{"task": ["b", {"model": "a"}]}])
        self.assertEqual(faults(good), [])
        self.assertEqual(faults({}), [])
        self.assertEqual(faults({"model_list": None, "router_settings": None, "litellm_settings": None}), [])

    def test_a_rendered_file_without_its_last_line(self) -> None:
        cut = ["The file is cut short: its last line `...` is missing"]
        head = "# Rendered by litellm-profiles from x\nmodel_list: []\n"
        self.assertEqual(faults({}, head), cut)
        self.assertEqual(faults({}, "\ufeff" + head), cut)
        self.assertEqual(faults({}, head + ".."), cut)
        self.assertEqual(faults({}, head + "...\n\n"), [])
        self.assertEqual(faults({}, (head + "...\n").replace("\n", "\r\n")), [])
        self.assertEqual(faults({}, "model_list: []\n"), [])

    def test_an_alias_that_no_group_answers(self) -> None:
        for value, named in (("nope", "nope"), (["a"], None), (None, None), ("", None), ({"hidden": True}, None)):
            with self.subTest(value):
                self.assertEqual(
                    faults(config({"task": value})), [f"Alias `task` points at `{named}`, which is no group"]
                )
        self.assertEqual(faults(config({"x": "y", "y": "a"})), ["Alias `x` points at `y`, which is no group"])
        self.assertEqual(faults(config({True: "a"})), ["Alias `True` points at `a`, which is no group"])

    def test_a_wildcard_answers_what_names_its_provider(self) -> None:
        models = [entry("openai/*", "w--1", "openai/*"), entry("*", "w--2", "openai/*")]
        self.assertEqual(faults(config({"task": "openai/gpt-4o", "any": "groq/x"}, models=models)), [])
        self.assertEqual(
            faults(config({"task": "classification_premum"}, models=models)),
            ["Alias `task` points at `classification_premum`, which is no group"],
        )

    def test_a_fallback_that_no_group_answers(self) -> None:
        self.assertEqual(faults(config({"t": "a"}, [{"a": ["t"]}, {"unknown": ["b"]}])), [])
        self.assertEqual(faults(config({}, [{"a": ["c"]}])), ["Fallback of `a` names `c`, which is no group"])
        self.assertEqual(faults(config({}, [{"a": [None]}])), ["Fallback of `a` names `None`, which is no group"])
        shape = ["An entry of `fallbacks` is not one name with a list of groups"]
        for bad in ("a", {}, {"a": "b"}, {"a": None}, None):
            with self.subTest(bad):
                self.assertEqual(faults(config({}, [bad])), shape)
        self.assertEqual(faults(config({}, [{"a": ["b"], "b": ["a"]}])), shape)
        self.assertEqual(
            faults(config(litellm_settings={"default_fallbacks": ["nope"]})),
            ["Fallback of `*` names `nope`, which is no group"],
        )

    def test_a_variable_that_is_not_set(self) -> None:
        models = [entry("a", "a--1", api_key="os.environ/KEY", extra={"deep": [{"x": "os.environ/DEEP"}]})]
        needed = ["The variable `DEEP` is not set", "The variable `KEY` is not set"]
        self.assertEqual(faults(config({"t": "a"}, models=models)), needed)
        self.assertEqual(faults(config({"t": "a"}, models=models), KEY="", DEEP="x"), [])
        self.assertEqual(faults(config({"t": "os.environ/TARGET"}), TARGET="a"), [])
        self.assertEqual(faults(config({"t": "os.environ/TARGET"}))[0], "The variable `TARGET` is not set")

    def test_variables_that_the_module_never_needs(self) -> None:
        by_hand = [entry("hand", api_key="os.environ/KEY"), entry("list", "l--1", tags=["os.environ/NOT_READ"])]
        self.assertEqual(faults(config(models=by_hand, general_settings={"master_key": "os.environ/MASTER"})), [])
        self.assertEqual(faults(config(models=[entry("a", "a--1", key_ref="os.environ/POINTER")])), [])

    def test_one_id_for_two_deployments(self) -> None:
        same = ["Two deployments have the id `1`"]
        self.assertEqual(faults(config(models=[entry("a", 1), entry("b", "1")])), same)
        self.assertEqual(faults(config(models=[entry("a", "1", organization=["x", "y"])])), same)
        self.assertEqual(faults(config(models=[entry("a"), entry("a")])), [])

    def test_entries_that_are_no_deployments(self) -> None:
        good = entry("a", "a--1")
        for bad in (
            None,
            "a",
            {},
            {**good, "litellm_params": None},
            {**good, "litellm_params": {"model": None}},
            {**good, "model_name": 5},
            {**good, "model_info": None},
        ):
            with self.subTest(bad):
                self.assertIn("Entry 2 of `model_list` is not a deployment", faults(config(models=[good, bad])))

    def test_a_file_that_includes_others(self) -> None:
        self.assertEqual(
            faults(config(include=["models.yaml"])), ["The file uses `include`, which takes effect only with a restart"]
        )

    def test_no_value_of_a_parameter_is_said(self) -> None:
        secret = "sk-very-secret"
        bad = config(
            {"t": "nope"}, [{"a": "b"}], models=[entry("a", "1", api_key=secret), entry("a", "1", api_key=secret)]
        )
        self.assertNotIn(secret, " ".join(faults(bad)))


class ResolveTest(unittest.TestCase):
    def test_values_of_mappings_as_litellm_resolves_them(self) -> None:
        environment = {"A": "text", "YES": " True ", "NO": "false", "EMPTY": ""}
        tree = {
            "plain": "os.environ/A",
            "yes": "os.environ/YES",
            "no": "os.environ/NO",
            "empty": "os.environ/EMPTY",
            "gone": "os.environ/GONE",
            "deep": [{"x": "os.environ/A"}, "os.environ/A", 5],
            "partly": "x-os.environ/A",
        }
        unset: set[str] = set()
        self.assertEqual(
            hook.resolve(tree, environment, unset),
            {
                "plain": "text",
                "yes": True,
                "no": False,
                "empty": "",
                "gone": None,
                "deep": [{"x": "text"}, "os.environ/A", 5],
                "partly": "x-os.environ/A",
            },
        )
        self.assertEqual(unset, {"GONE"})
        self.assertEqual(tree["plain"], "os.environ/A")


class RestartPathsTest(unittest.TestCase):
    def check(self, before: dict[str, Any], after: dict[str, Any], *paths: str) -> None:
        self.assertEqual(hook.Declared(before).restart_paths(hook.Declared(after)), list(paths))

    def test_what_changes_live(self) -> None:
        before = {
            "router_settings": {"model_group_alias": {"a": "b"}, "fallbacks": [], "default_fallbacks": ["a"]},
            "litellm_settings": {"fallbacks": [{"a": ["b"]}], "default_fallbacks": ["b"]},
        }
        self.check(before, {"router_settings": {"model_group_alias": {"a": "c"}, "fallbacks": [{"a": ["b"]}]}})
        self.check(
            {"model_list": [entry("g", "1"), entry("h", "2")]}, {"model_list": [entry("h", "2"), entry("i", "3")]}
        )

    def test_settings(self) -> None:
        before = {"router_settings": {"routing_strategy": "simple-shuffle", "num_retries": 2}}
        after = {"router_settings": {"routing_strategy": "least-busy", "timeout": 3}}
        names = ("num_retries", "routing_strategy", "timeout")
        self.check(before, after, *(f"router_settings.{name}" for name in names))
        self.check({"a": {"b": {"c": 1}}}, {"a": {"b": {"c": 2}}}, "a.b")
        self.check({"a": {"b": 0}}, {"a": {}}, "a.b")
        self.check({"general_settings": {"a": 1}}, {"general_settings": None}, "general_settings.a")
        self.check({"include": ["a"]}, {"include": ["b"]}, "include")
        self.check({"a": {"b": {"c": 1, "d": 2}}}, {"a": {"b": {"d": 2, "c": 1}}})

    def test_deployments(self) -> None:
        self.check(
            {"model_list": [entry("g"), entry("h"), entry("same"), entry("same", "1")]},
            {"model_list": [entry("same"), entry("g", model="openai/gpt-4o-mini"), entry("new")]},
            *("model_list[g]", "model_list[h]", "model_list[new]"),
        )
        self.check({"model_list": [entry("g", "1")]}, {"model_list": [entry("g", "1", "x/y")]}, "model_list[g]")
        self.check({"model_list": [entry("g", "1")]}, {"model_list": [entry("h", "1")]}, "model_list[h]")
        self.check({"model_list": None}, {})


class CacheKeyTest(unittest.TestCase):
    def key(self, made: str = "hash", /, **call: Any) -> str:
        return hook.key_with_deployment(lambda **_: made, **call)

    def test_names_the_deployment_that_the_router_chose(self) -> None:
        chosen: Any = {"model_info": {"id": "a--1"}}
        self.assertEqual(self.key(model="task", **chosen), "hash:a--1")
        self.assertEqual(self.key(model="task", metadata=chosen), "hash:a--1")
        self.assertEqual(self.key(model="task", metadata=None, litellm_metadata=chosen), "hash:a--1")

    def test_is_the_same_where_the_key_was_made_before(self) -> None:
        self.assertEqual(self.key("hash:a--1", model_info={"id": "a--1"}), "hash:a--1")

    def test_stays_as_it_is_outside_of_the_router(self) -> None:
        self.assertEqual(self.key(model="task"), "hash")
        self.assertEqual(self.key(model="task", model_info=None, metadata={"model_info": {}}), "hash")


class DeclaredPathTest(unittest.TestCase):
    def test_the_first_that_is_named(self) -> None:
        options = json.dumps({"model": None, "config": "/etc/c.yaml", "debug": False})
        self.assertEqual(hook.declared_path({"WORKER_CONFIG": options}), "/etc/c.yaml")
        self.assertEqual(hook.declared_path({"WORKER_CONFIG": "/etc/w.yaml"}), "/etc/w.yaml")
        self.assertEqual(
            hook.declared_path({"WORKER_CONFIG": options, "CONFIG_FILE_PATH": "/etc/e.yaml"}), "/etc/e.yaml"
        )
        both = {"CONFIG_FILE_PATH": "/etc/e.yaml", "LITELLM_PROFILES_CONFIG": "/etc/o.yaml"}
        self.assertEqual(hook.declared_path(both), "/etc/o.yaml")
        self.assertIsNone(hook.declared_path({}))
        self.assertIsNone(hook.declared_path({"WORKER_CONFIG": '{"config": null}'}))


class MountTest(unittest.TestCase):
    """Lines of real mounts: docker `-v folder:folder`, docker `-v file:file`, Kubernetes without and with `subPath`."""

    FOLDER = "612 600 254:1 /srv/litellm /etc/litellm rw,relatime - ext4 /dev/vda1 rw,discard"
    FILE = "613 600 254:1 /srv/litellm/config.yaml /app/config.yaml ro,relatime - ext4 /dev/vda1 rw,discard"
    VOLUME = (
        "841 823 0:57 / /etc/litellm ro,relatime - tmpfs tmpfs rw,size=8142384k\n"
        "842 823 254:1 /var/lib/kubelet/pods/6f0c/etc-hosts /etc/hosts rw,relatime - ext4 /dev/vda1 rw"
    )
    SUB_PATH = (
        "913 890 254:1 /var/lib/kubelet/pods/6f0c/volumes/kubernetes.io~configmap/config/..2026_11_01_10_00_00.31/"
        "config.yaml /app/config.yaml ro,relatime master:7 shared:9 - ext4 /dev/vda1 rw,discard"
    )

    def test_a_file_that_is_mounted_alone(self) -> None:
        for lines in (
            self.FILE,
            self.SUB_PATH,
            f"{self.FOLDER}\n{self.FILE}\n",
            self.FILE.replace("yaml /", "yaml//deleted /"),
        ):
            self.assertTrue(hook.is_mount_point("/app/config.yaml", lines))

    def test_a_file_in_a_folder_that_is_mounted(self) -> None:
        for lines in (self.FOLDER, self.VOLUME, "", "613 600\n"):
            for path in ("/etc/litellm/config.yaml", "/etc/litellm/..2026_11_01/config.yaml", "/app/config.yaml"):
                self.assertFalse(hook.is_mount_point(path, lines))

    def test_only_where_it_is_mounted_to(self) -> None:
        for path in ("/srv/litellm/config.yaml", "/app/config.yam", "/app/config.yaml2", "/app"):
            self.assertFalse(hook.is_mount_point(path, self.FILE))

    def test_a_name_that_the_kernel_escapes(self) -> None:
        line = self.FILE.replace("/app/config.yaml", "/my\\040own\\134040/config\\011\\012.yaml")
        self.assertTrue(hook.is_mount_point("/my own\\040/config\t\n.yaml", line))
        self.assertFalse(hook.is_mount_point("/my", line))


if __name__ == "__main__":
    unittest.main()
