"""Extracts what one LiteLLM release knows: its model map, and the names that its config may use.

    extract.py VERSION          installs that release into .cache/litellm/VERSION and extracts
    extract.py --python PATH    extracts from the release that this interpreter has
    --output DIR                where the facts go, beside those of other releases; default: beside this script

Names come from the installed package alone: by introspection where an object holds them, else by reading the
package's own syntax tree. Three files are written:

models.tsv                     what each release says of each model (`timeline.py`)
VERSION/keys.json              the legal names, every list sorted
VERSION/generalizations.json   LiteLLM's rules for models that its map does not name, in LiteLLM's order
"""

from __future__ import annotations

import argparse
import ast
import importlib.metadata
import inspect
import json
import os
import subprocess
import sys
import venv
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from timeline import read_timeline, timeline_lines

COPIED = (
    "mode",
    "input_cost_per_token",
    "output_cost_per_token",
    "max_input_tokens",
    "output_vector_size",
    "deprecation_date",
)
SUPPORTS = "supports_"
RULES = "fallback_generalizations"
# Read by `ProxyConfig` from other mappings that it calls `config` as well.
NOT_TOP_LEVEL = {"force_reload", "interval_hours"}
BACKFILLED_MODES = ("chat", "responses")
# One value of each kind that a config can hold; a field takes a kind when it takes one of these.
PROBES: dict[str, tuple[Any, ...]] = {
    "text": ("x", "2026-01-31T00:00:00"),
    "digits": ("5",),
    "whole": (5,),
    "fraction": (1.5,),
    "bool": (True,),
    "list": ([],),
    "mapping": ({},),
}


def main() -> int:
    """Parses the command line; extracts here, or in the interpreter that has the release."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    which = parser.add_mutually_exclusive_group(required=True)
    which.add_argument("version", nargs="?", help="a LiteLLM release, as 1.106.2")
    which.add_argument("--python", type=Path, help="an interpreter that has LiteLLM")
    which.add_argument("--here", action="store_true", help=argparse.SUPPRESS)
    parser.add_argument("--output", type=Path, default=Path(__file__).resolve().parent)
    arguments = parser.parse_args()
    if arguments.here:
        write_facts(arguments.output)
        return 0
    python = arguments.python or install(arguments.version)
    command = [str(python), __file__, "--here", "--output", str(arguments.output)]
    return subprocess.run(command, env={**os.environ, "LITELLM_LOCAL_MODEL_COST_MAP": "True"}, check=False).returncode


def install(version: str) -> Path:
    """Puts the release into a cached environment and returns its interpreter; nothing of the proxy's extra is read."""
    folder = Path(".cache") / "litellm" / version
    python = folder / ("Scripts" if os.name == "nt" else "bin") / "python"
    done = folder / "complete"
    if not done.exists():
        venv.create(folder, clear=True, with_pip=True)
        subprocess.run([str(python), "-m", "pip", "install", "--quiet", f"litellm=={version}"], check=True)
        done.touch()
    return python


def write_facts(output: Path) -> None:
    """Writes the files of the installed release."""
    import litellm

    package = Path(litellm.__file__).parent
    release = importlib.metadata.version("litellm")
    folder = output / release
    folder.mkdir(parents=True, exist_ok=True)
    entries: dict[str, Any] = json.loads((package / "model_prices_and_context_window_backup.json").read_text("utf-8"))
    rules = entries.pop(RULES, {}).get("rules", [])
    entries.pop("sample_spec", None)
    write_models(output, release, {model: compact(model_facts(model, entry)) for model, entry in entries.items()})
    write(folder / "generalizations.json", to_json([generalization(rule) for rule in rules if is_capability(rule)]))
    write(folder / "keys.json", to_json({"release": release, **names(package, entries)}))


def write_models(output: Path, release: str, models: Mapping[str, str]) -> None:
    """Puts the models of the release among those of the releases that have a folder there."""
    path = output / "models.tsv"
    releases = [folder.name for folder in output.iterdir() if (folder / "keys.json").exists()]
    lines = path.read_text("ascii").splitlines() if path.exists() else []
    write(path, "".join(timeline_lines({**read_timeline(lines, releases), release: models})))


def compact(value: object) -> str:
    """JSON in ASCII, without spaces."""
    return json.dumps(value, separators=(",", ":"))


def write(path: Path, text: str) -> None:
    """Writes with the same line ends on every machine."""
    path.write_bytes(text.encode("ascii"))


def to_json(value: object) -> str:
    """JSON in ASCII, one entry a line."""
    return json.dumps(value, indent=1) + "\n"


# --- the model map


def model_facts(model: str, entry: Mapping[str, Any]) -> dict[str, Any]:
    """The keys that a plan or a rule needs; what LiteLLM fills into known models is filled in."""
    filled = {**fill_missing(model, entry), **entry}
    return {"provider": entry.get("litellm_provider"), **short_facts(filled)}


def short_facts(entry: Mapping[str, Any]) -> dict[str, Any]:
    """LiteLLM's own names, but for capabilities: one list of those that are true, without their prefix."""
    facts = {key: entry[key] for key in COPIED if entry.get(key) is not None}
    supports = sorted(key.removeprefix(SUPPORTS) for key, value in entry.items() if is_support(key) and value is True)
    return {**facts, "supports": supports} if supports else facts


def is_support(key: str) -> bool:
    """Whether the key of a map entry says that a capability is there or not."""
    return key.startswith(SUPPORTS)


def fill_missing(model: str, entry: Mapping[str, Any]) -> Mapping[str, Any]:
    """What LiteLLM adds to a known model by its own rules; releases before 1.103 have none."""
    try:
        from litellm.litellm_core_utils.fallback_generalizations import match_fill_missing_generalizations
    except ImportError:
        return {}
    if entry.get("mode", "chat") not in BACKFILLED_MODES:
        return {}
    return match_fill_missing_generalizations(model, entry.get("litellm_provider", "")) or {}


def is_capability(rule: Mapping[str, Any]) -> bool:
    """Rules that only name a provider speak of routing, not of models."""
    return set(rule["model_info"]) != {"litellm_provider"}


def generalization(rule: Mapping[str, Any]) -> dict[str, Any]:
    """A rule as the map's reader needs it: a pattern, searched without regard to case, and its facts."""
    return {"pattern": rule["pattern"], **short_facts(rule["model_info"])}


# --- the names that a config may use


def names(package: Path, entries: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
    """Every list of legal names, by the section of a config that it belongs to; types of fields by their names."""
    trees = {path: ast.parse(path.read_text("utf-8")) for path in sorted((package / "proxy").rglob("*.py"))}
    proxy_config = class_named(trees[package / "proxy" / "proxy_server.py"], "ProxyConfig")
    return {
        "top_level": sorted({*keys_read([proxy_config], "config"), "include", "model_list"} - NOT_TOP_LEVEL),
        "model_list": fields("litellm.types.router", "Deployment"),
        "litellm_params": litellm_params(),
        "model_info": model_info(entries),
        "router_settings": router_settings(),
        "router_settings_live": live_router_settings(package),
        "litellm_settings": sorted({*keys_compared(proxy_config), *keys_read([proxy_config], "litellm_settings")}),
        "litellm_attributes": module_names(package / "__init__.py"),
        "general_settings": sorted(
            {*fields("litellm.proxy._types", "ConfigGeneralSettings"), *keys_read(trees.values(), "general_settings")}
        ),
        "routing_strategies": routing_strategies(),
        "optional_pre_call_checks": literals("litellm.types.router", "OptionalPreCallChecks"),
        "retry_policy": fields("litellm.types.router", "RetryPolicy"),
        "allowed_fails_policy": fields("litellm.types.router", "AllowedFailsPolicy"),
        "providers": providers(),
        "modes": sorted({entry["mode"] for entry in entries.values() if entry.get("mode")}),
        "capabilities": sorted(
            {key.removeprefix(SUPPORTS) for entry in entries.values() for key in entry if is_support(key)}
        ),
        "callbacks": callbacks(
            trees[package / "proxy" / "common_utils" / "callback_utils.py"],
            trees[package / "proxy" / "hooks" / "__init__.py"],
        ),
        "logging_callbacks": logging_callbacks(package),
        "alert_types": text_values(attribute("litellm.types.integrations.slack_alerting", "AlertType") or ()),
        "key_management_systems": key_management_systems(proxy_config),
        "cache_types": text_values(attribute("litellm.types.caching", "LiteLLMCacheType") or ()),
        "cache_params": parameters(attribute("litellm.caching.caching", "Cache")),
        "cached_calls": literals("litellm.types.caching", "CachingSupportedCallTypes"),
        "guardrails": text_values(attribute("litellm.types.guardrails", "SupportedGuardrailIntegrations") or ()),
        "guardrail_modes": text_values(attribute("litellm.types.guardrails", "GuardrailEventHooks") or ()),
        **bare_models(),
        "endpoints": text_values(attribute("litellm", "openai_compatible_endpoints") or ()),
        "litellm_params_types": types("litellm.types.router", "LiteLLM_Params"),
        "model_info_types": types("litellm.types.router", "ModelInfo"),
    }


def attribute(module: str, name: str) -> Any:
    """An attribute of a module of the package; None where this release has no such thing."""
    try:
        return getattr(__import__(module, fromlist=[name]), name, None)
    except ImportError:
        return None


def fields(module: str, model: str) -> list[str]:
    """Field names of a pydantic model."""
    return sorted(getattr(attribute(module, model), "model_fields", {}))


def types(module: str, name: str) -> dict[str, str]:
    """The kinds of values that each field of a pydantic model takes, and the texts of a choice as `=text`."""
    model = attribute(module, name)
    taken = {field: taken_kinds(model, field) for field in fields(module, name)}
    return {field: " ".join(kinds) for field, kinds in taken.items() if len(kinds) < len(PROBES)}


def taken_kinds(model: Any, field: str) -> list[str]:
    """What a field takes, found by trying."""
    kinds = [kind for kind, probes in PROBES.items() if any(takes(model, field, probe) for probe in probes)]
    choices = sorted(set(literal_texts(model.model_fields[field].annotation)))
    return [*kinds, *(f"={choice}" for choice in choices if "text" not in kinds)]


def takes(model: Any, field: str, value: object) -> bool:
    """Whether a model that is made with this value has nothing against it; what else it lacks does not count."""
    from pydantic import ValidationError

    try:
        model.model_validate({"model": "x", field: value})
    except ValidationError as error:
        return all(field not in detail["loc"] for detail in error.errors())
    except (TypeError, ValueError):
        return False
    return True


def text_values(values: Iterable[Any]) -> list[str]:
    """The texts of an enumeration, or of a list of texts and enumeration members."""
    return sorted({str(getattr(value, "value", value)) for value in values})


def literals(module: str, name: str) -> list[str]:
    """The texts of `Literal[…]`, or of `list[Literal[…]]`."""
    return sorted(set(literal_texts(attribute(module, name))))


def literal_texts(annotation: Any) -> Iterator[str]:
    """Every text of a `Literal` in the annotation."""
    for argument in getattr(annotation, "__args__", ()):
        if isinstance(argument, str):
            yield argument
        else:
            yield from literal_texts(argument)


def litellm_params() -> list[str]:
    """What a deployment's parameters may be: LiteLLM's own, and those of the OpenAI call that pass through it."""
    own = fields("litellm.types.router", "LiteLLM_Params")
    call = attribute("litellm", "OPENAI_CHAT_COMPLETION_PARAMS") or ()
    consumed = attribute("litellm.types.utils", "all_litellm_params") or ()
    typed = getattr(attribute("litellm.types.router", "LiteLLMParamsTypedDict"), "__annotations__", ())
    return sorted(name for name in {*own, *call, *consumed, *typed} if not name.startswith("_"))


def model_info(entries: Mapping[str, Mapping[str, Any]]) -> list[str]:
    """Fields of `model_info`, and the keys of the model map, which it may override."""
    return sorted({*fields("litellm.types.router", "ModelInfo"), *(key for entry in entries.values() for key in entry)})


def router_settings() -> list[str]:
    """Parameters of the router, but for those that the proxy sets itself."""
    router: Callable[..., Any] = attribute("litellm", "Router")
    outside = attribute("litellm.constants", "ROUTER_SETTINGS_MANAGED_OUTSIDE_CONFIG") or {"model_list", "search_tools"}
    return sorted(set(inspect.signature(router).parameters) - set(outside))


def live_router_settings(package: Path) -> list[str]:
    """Settings that `Router.update_settings` applies to a running router."""
    constant = attribute("litellm.constants", "RUNTIME_UPDATABLE_ROUTER_SETTINGS")
    if constant is not None:
        return sorted(constant)
    tree = ast.parse((package / "router.py").read_text("utf-8"))
    updates = next(node for node in ast.walk(tree) if is_function(node, "update_settings"))
    assignments = (node for node in ast.walk(updates) if isinstance(node, ast.Assign))
    lists = (node.value for node in assignments if assigns(node, "_allowed_settings"))
    return sorted({text for value in lists for text in constants(value)})


def is_function(node: ast.AST, name: str) -> bool:
    """Whether the node defines the function."""
    return isinstance(node, ast.FunctionDef) and node.name == name


def assigns(node: ast.Assign, name: str) -> bool:
    """Whether the assignment sets the variable."""
    return any(isinstance(target, ast.Name) and target.id == name for target in node.targets)


def constants(node: ast.AST) -> Iterator[str]:
    """Every text written in the tree."""
    for child in ast.walk(node):
        if isinstance(child, ast.Constant) and isinstance(child.value, str):
            yield child.value


def routing_strategies() -> list[str]:
    """Strategies that the router accepts."""
    valid = attribute("litellm.router_utils.routing_groups", "VALID_ROUTING_STRATEGIES")
    enumeration = attribute("litellm.types.router", "RoutingStrategy") or ()
    return text_values(valid) if valid is not None else sorted({*text_values(enumeration), "simple-shuffle"})


def providers() -> list[str]:
    """Prefixes that LiteLLM reads as a provider."""
    registry = attribute("litellm.llms.openai_like.json_loader", "JSONProviderRegistry")
    listed = registry.list_providers() if hasattr(registry, "list_providers") else ()
    return sorted({*text_values(attribute("litellm", "provider_list")), *listed})


def bare_models() -> dict[str, list[str]]:
    """Models that LiteLLM knows without a provider though its map does not name them, and the other way round."""
    mapped = {model for model in attribute("litellm", "model_cost") if "/" not in model} - {"sample_spec"}
    listed = {model for model in listed_models() if "/" not in model} - mapped - set(providers())
    return {
        "bare_models": sorted(model for model in listed if has_provider(model)),
        "refused_bare_models": sorted(model for model in mapped if not has_provider(model)),
    }


def listed_models() -> Iterator[str]:
    """Every model in one of the package's own lists."""
    import litellm

    for name, value in vars(litellm).items():
        if name.endswith(("_models", "_list", "_set")) and isinstance(value, list | set):
            yield from (model for model in value if isinstance(model, str))


def has_provider(model: str) -> bool:
    """Whether LiteLLM finds the provider of a model by its name alone."""
    try:
        attribute("litellm", "get_llm_provider")(model)
    except Exception:  # whatever it is, the deployment is dropped
        return False
    return True


def class_named(tree: ast.Module, name: str) -> ast.ClassDef:
    """The class of a module."""
    return next(node for node in tree.body if isinstance(node, ast.ClassDef) and node.name == name)


def module_names(path: Path) -> list[str]:
    """Variables that a module assigns at its top level: `litellm_settings` sets attributes of the package."""
    tree = ast.parse(path.read_text("utf-8"))
    targets = [
        target
        for node in tree.body
        if isinstance(node, ast.Assign | ast.AnnAssign)
        for target in (node.targets if isinstance(node, ast.Assign) else [node.target])
    ]
    return sorted({node.id for node in targets if isinstance(node, ast.Name) and not node.id.startswith("_")})


def keys_read(trees: Iterable[ast.AST], mapping: str) -> set[str]:
    """Texts by which the variable is read: `mapping.get("x")`, `mapping["x"]`, `"x" in mapping`."""
    nodes = (node for tree in trees for node in ast.walk(tree))
    return {key for node in nodes if (key := key_read(node, mapping)) is not None}


def key_read(node: ast.AST, mapping: str) -> str | None:
    """The text by which this node reads the mapping, if it does."""
    match node:
        case ast.Call(func=ast.Attribute(value=ast.Name(id=name), attr="get"), args=[ast.Constant(value=str(key)), *_]):
            return key if name == mapping else None
        case ast.Subscript(value=ast.Name(id=name), slice=ast.Constant(value=str(key)), ctx=ast.Load()):
            return key if name == mapping else None
        case ast.Compare(left=ast.Constant(value=str(key)), ops=[ast.In()], comparators=[ast.Name(id=name)]):
            return key if name == mapping else None
    return None


def callbacks(tree: ast.AST, hooks: ast.AST) -> list[str]:
    """Callbacks that a name stands for: the loggers that LiteLLM makes itself, and the proxy's own hooks."""
    loggers = text_values(attribute("litellm", "_known_custom_logger_compatible_callbacks") or ())
    return sorted({*loggers, *mapping_keys(hooks, "PROXY_HOOKS"), *keys_compared(tree, "callback")})


def mapping_keys(tree: ast.AST, variable: str) -> Iterator[str]:
    """Keys of a mapping that is written out where the variable is set."""
    for node in ast.walk(tree):
        match node:
            case (
                ast.AnnAssign(target=ast.Name(id=name), value=ast.Dict(keys=keys))
                | ast.Assign(targets=[ast.Name(id=name)], value=ast.Dict(keys=keys))
            ) if name == variable:
                yield from (text for key in keys if key is not None for text in constants(key))


def logging_callbacks(package: Path) -> list[str]:
    """Callbacks that are told of successes and failures by name; those that only need an address are in a file."""
    tree = ast.parse((package / "litellm_core_utils" / "litellm_logging.py").read_text("utf-8"))
    loggers = text_values(attribute("litellm", "_known_custom_logger_compatible_callbacks") or ())
    addressed = package / "integrations" / "generic_api" / "generic_api_compatible_callbacks.json"
    named = json.loads(addressed.read_text("utf-8")) if addressed.exists() else ()
    return sorted({*loggers, *named, *keys_compared(tree, "callback")})


def key_management_systems(proxy_config: ast.AST) -> list[str]:
    """Stores of secrets that the proxy opens: the members of the enumeration that it compares with."""
    systems: Any = attribute("litellm.types.secret_managers.main", "KeyManagementSystem")
    opens = next(node for node in ast.walk(proxy_config) if is_function(node, "initialize_secret_manager"))
    members = (node.value for node in ast.walk(opens) if isinstance(node, ast.Attribute) and node.attr == "value")
    return sorted({systems[member.attr].value for member in members if isinstance(member, ast.Attribute)})


def parameters(function: Callable[..., Any]) -> list[str]:
    """Names that a function, or what makes an object of a class, is called with."""
    given = inspect.signature(function).parameters.values()
    named = (each.name for each in given if each.kind is not inspect.Parameter.VAR_KEYWORD)
    return sorted(name for name in named if not name.startswith("_"))


def keys_compared(tree: ast.AST, variable: str = "key") -> set[str]:
    """Texts that the loop over a section compares its `key` with."""
    return {
        constant
        for node in ast.walk(tree)
        if isinstance(node, ast.Compare) and isinstance(node.left, ast.Name) and node.left.id == variable
        for comparator in node.comparators
        for constant in constants(comparator)
    }


if __name__ == "__main__":
    sys.exit(main())
