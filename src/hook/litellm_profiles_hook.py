"""Applies changes of LiteLLM's config file to a running proxy, without a restart, and says what it applied.

Load it into every worker by `LITELLM_WORKER_STARTUP_HOOKS=litellm_profiles_hook:start` and `PYTHONPATH`, or by the
config: `litellm_settings.callbacks: ["litellm_profiles_hook.instance"]`. `LITELLM_PROFILES_CONFIG` names another file
than the proxy's own, `LITELLM_PROFILES_RUN_DIR` a directory for the workers' records. Aliases, fallbacks, deployments
with an id are changed, on the worker's event loop, and nothing else; a bad file is refused and the last good one stays.
`GET /litellm-profiles/workers` answers the proxy's admins, or whoever may call a proxy that has no key.
"""

from __future__ import annotations

import asyncio
import contextlib
import ctypes
import fcntl
import hashlib
import json
import logging
import os
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timezone
from fnmatch import fnmatchcase
from functools import partial
from importlib import import_module, metadata
from pathlib import Path
from typing import Any

import yaml

__version__, ROUTE, REFERENCE = "0.1.0", "/litellm-profiles/workers", "os.environ/"
HEADER_MARK, END_MARK = "# Rendered by litellm-profiles", "..."
LIVE = {"router_settings.model_group_alias", "router_settings.fallbacks", "router_settings.default_fallbacks"}
LIVE |= {"litellm_settings.fallbacks", "litellm_settings.default_fallbacks"}
NEW_METHODS, OLD_METHODS = ("registry", "settings"), ("update_settings", "upsert_deployment", "delete_deployment")
NET_SECONDS, BOOT_POLL_SECONDS, INOTIFY_EVENTS = 1.0, 0.01, 0x8 | 0x80 | 0x100  # closed, moved here, created
_log = logging.getLogger("litellm_profiles")
Tree = dict[str, Any]  # a config, an entry of its `model_list`, a routing, a report


class Refused(Exception):
    """The file is not applied. The message is a sentence of this module: no value of a parameter stands in it."""


class Unsupported(Refused):
    """No file can be applied to this release of LiteLLM; nothing of it is changed."""


class Declared:
    """What a config declares of the parts that change live, in LiteLLM's own forms."""

    def __init__(self, config: Tree) -> None:
        router, litellm = _dict(config.get("router_settings")), _dict(config.get("litellm_settings"))
        self.config, self.aliases = config, _dict(router.get("model_group_alias"))
        self.fallbacks = _list(router.get("fallbacks")) or _list(litellm.get("fallbacks"))
        own, common = router.get("default_fallbacks"), litellm.get("default_fallbacks")
        if own is not None or common is not None:
            self.fallbacks = [*self.fallbacks, {"*": _list(own) or _list(common)}]
        self.entries = [entry for entry in _list(config.get("model_list")) if isinstance(entry, dict)]
        self.by_id = {name: entry for entry in self.entries if (name := id_of(entry)) is not None}
        self.groups = {str(entry.get("model_name")) for entry in self.entries}

    def faults(self, text: str, environment: Mapping[str, str]) -> Iterator[str]:
        """Why the file must not be applied, one sentence each."""
        ids, unset = Counter[str | None](), set[str]()
        if text.lstrip("\ufeff").startswith(HEADER_MARK) and text.rstrip().rpartition("\n")[2] != END_MARK:
            yield "The file is cut short: its last line `...` is missing"
        if "include" in self.config:
            yield "The file uses `include`, which takes effect only with a restart"
        for number, entry in enumerate(_list(self.config.get("model_list")), 1):
            params, info = _dict(_dict(entry).get("litellm_params")), _dict(entry).get("model_info", {})
            if {type(params.get("model")), type(_dict(entry).get("model_name")), type(info)} != {str, dict}:
                yield f"Entry {number} of `model_list` is not a deployment"
            ids[id_of(_dict(entry))] += max(1, len(_list(params.get("organization"))))  # LiteLLM adds one for each
        yield from (f"Two deployments have the id `{name}`" for name in self.by_id if ids[name] > 1)
        resolve([self.aliases, self.by_id], environment, unset)
        yield from (f"The variable `{name}` is not set" for name in sorted(unset))
        yield from Declared(resolve(self.config, environment, set())).misrouted(self.groups)

    def misrouted(self, groups: set[str]) -> Iterator[str]:
        """Aliases and fallbacks that no group answers, or only a catch-all that was not meant."""
        named = [(f"Alias `{alias}` points at", alias, _group(value)) for alias, value in self.aliases.items()]
        for entry in self.fallbacks:
            name, targets = next(iter(_dict(entry).items()), ("", None))
            if len(_dict(entry)) != 1 or not isinstance(targets, list):
                yield "An entry of `fallbacks` is not one name with a list of groups"
            beyond = (group for group in map(_group, _list(targets)) if group not in self.aliases)
            named += [(f"Fallback of `{name}` names", name, group) for group in beyond]
        wildcards = [group for group in groups if "*" in group]
        for what, name, group in named:
            meant = wildcards if group and "/" in group else []  # a plain name under `*` is a misspelt group
            if not isinstance(name, str) or not (group in groups or any(fnmatchcase(group or "", w) for w in meant)):
                yield f"{what} `{group}`, which is no group"

    def restart_paths(self, after: Declared) -> list[str]:
        """What differs and takes effect only with a restart: the paths of `src/litellm/restart-paths.ts`."""
        kept = {name: entry.get("model_name") for name, entry in after.by_id.items() if name in self.by_id}
        old, now = self._lasting_parts(kept), after._lasting_parts(kept)
        return sorted(path for path in {**old, **now} if old.get(path) != now.get(path))

    def _lasting_parts(self, kept: Tree) -> dict[str, list[Any]]:
        """By path what never changes live: settings, deployments without an id, what is said of an id that is kept."""
        parts: dict[str, list[Any]] = {}
        for key, value in self.config.items():
            for name, each in (value or {}).items() if isinstance(value or {}, dict) else [("", value)]:
                if key != "model_list" and (path := f"{key}.{name}".rstrip(".")) not in LIVE:
                    parts[path] = [each]
        for entry in self.entries:
            if (name := id_of(entry)) is None or name in kept:
                parts.setdefault(f"model_list[{kept.get(name or '', entry.get('model_name'))}]", []).append(entry)
        return parts


def routing(aliases: Tree, fallbacks: list[Any], ids: Iterable[str]) -> Tree:
    """One form for what a file says and a router holds (`src/domain/routing.ts`): long forms become their `model`."""
    entries = [entry for entry in fallbacks if isinstance(entry, dict)]
    return {
        "aliases": {alias: group for alias, value in aliases.items() if (group := _group(value))},
        "fallbacks": [{name: [*filter(None, map(_group, _list(each)))] for name, each in e.items()} for e in entries],
        "ids": sorted(set(ids)),
    }


def resolve(value: Any, environment: Mapping[str, str], unset: set[str]) -> Any:
    """A copy with `os.environ/NAME` resolved as LiteLLM does: in values of mappings, true and false as booleans."""
    if isinstance(value, list):
        return [resolve(each, environment, unset) for each in value]
    copy = {key: resolve(each, environment, unset) for key, each in _dict(value).items()}
    for key, each in copy.items():
        if isinstance(each, str) and each.startswith(REFERENCE) and not str(key).endswith("_ref"):
            found = environment.get(name := each[len(REFERENCE) :])
            unset.update({name} - environment.keys())
            copy[key] = {"true": True, "false": False}.get((found or "").strip().lower(), found)
    return copy if isinstance(value, dict) else value


def missing(names: str, environment: Mapping[str, str]) -> list[str]:
    """Which of some variables are not set, asked for by names that commas part. No value leaves the worker."""
    return sorted({name for name in names.split(",") if name} - environment.keys())


def key_with_deployment(get_cache_key: Callable[..., str], /, **call: Any) -> str:
    """A key of the response cache that names the deployment that answers; LiteLLM's own knows only the alias."""
    sources = (call, _dict(call.get("metadata")), _dict(call.get("litellm_metadata")))
    key, name = get_cache_key(**call), next(filter(None, map(id_of, sources)), None)
    return key if name is None or key.endswith(f":{name}") else f"{key}:{name}"


def declared_path(environment: Mapping[str, str]) -> str | None:
    """The config file that the environment names, before LiteLLM has read one."""
    worker = yaml.safe_load(environment.get("WORKER_CONFIG", ""))  # a path, or the command line's options as JSON
    given = worker.get("config") if isinstance(worker, dict) else worker
    return environment.get("LITELLM_PROFILES_CONFIG") or environment.get("CONFIG_FILE_PATH") or given or None


def is_mount_point(path: str, mountinfo: str) -> bool:
    """Whether the file itself is mounted (`subPath`, `-v file:file`): no rename ever leads its name to another file."""
    for each in "\\ \t\n":
        path = path.replace(each, f"\\{ord(each):03o}")
    return any(line.split(" ")[4:5] == [path] for line in mountinfo.split("\n"))


def id_of(entry: Mapping[str, Any]) -> str | None:
    name = _dict(entry.get("model_info")).get("id")
    return None if name is None else str(name)


def _dict(value: Any) -> Tree:
    return value if isinstance(value, dict) else {}


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _group(value: Any) -> str | None:
    name = value.get("model") if isinstance(value, dict) else value
    return name if isinstance(name, str) and name else None


def look(path: Path, seen: str | None = None) -> tuple[Tree, Tree | None, str | None] | None:
    """The config, the file as it was opened and why not to apply it; None where it is the very file that was seen."""
    config, file = Tree(), None
    try:
        with path.open("rb") as stream:
            status = os.fstat(stream.fileno())
            identity = f"{status.st_dev}:{status.st_ino}:{status.st_mtime_ns}"
            if identity == seen:
                return None
            data = stream.read()
        file = {"path": str(path), "identity": identity, "sha256": hashlib.sha256(data).hexdigest()}
        config = yaml.load(data.decode(), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
        faults = Declared(_dict(config)).faults(data.decode(), os.environ)
        fault = next(faults, None) if isinstance(config, dict) else "The file is not a mapping"
    except Exception as error:  # its text may hold a secret
        mark: Any = getattr(error, "problem_mark", None)
        fault = f"The file cannot be read ({type(error).__name__}{f', line {mark.line + 1}' if mark else ''})"
    return _dict(config), file, fault


class Records:
    """One file per live worker, locked by it, so that a dead worker is known at once."""

    def __init__(self, config_path: Path) -> None:
        self.mark = hashlib.sha256(os.fsencode(config_path)).hexdigest()[:12]
        self.given, self.lock, self.are_shared = os.environ.get("LITELLM_PROFILES_RUN_DIR"), -1, False
        common = os.environ.get("TMPDIR", "/tmp")  # also where it cannot be written to: `tempfile` would not start then
        self.directory = Path(self.given or f"{common}/litellm-profiles-{os.geteuid()}-{self.mark}")
        self.own = self.directory / f"{self.mark}-{os.getpid()}-{os.urandom(4).hex()}.json"

    def write(self, report: Tree) -> None:
        """Locks the new file before it takes the old one's place: what lies there is locked as long as we live."""
        self.directory.mkdir(0o700, parents=True, exist_ok=True)
        if not self.given and ((own := self.directory.lstat()).st_mode, own.st_uid) != (0o040700, os.geteuid()):
            raise PermissionError("The directory is not private")
        new = self.own.with_suffix(".new")
        lock = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_NOFOLLOW, 0o600)
        fcntl.flock(lock, fcntl.LOCK_EX)
        os.write(lock, json.dumps(report).encode())
        new.rename(self.own)
        if self.lock >= 0:
            os.close(self.lock)
        self.lock, self.are_shared = lock, True

    def others(self) -> list[Tree]:
        """What the other live workers wrote; the file of a dead one is removed."""
        found, paths = list[Tree](), [path for path in self.directory.glob(f"{self.mark}-*.json") if path != self.own]
        for path in paths:
            with contextlib.suppress(OSError, ValueError), path.open() as file:
                status = os.fstat(file.fileno())
                try:
                    fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
                except BlockingIOError:
                    found += [json.load(file)] if status.st_uid == os.geteuid() else []
                    continue
                is_dead = os.path.samestat(status, path.stat())  # else its worker wrote a new one meanwhile
                path.unlink() if is_dead else paths.append(path)
        return found


class Router:
    """LiteLLM's router, the only lines that know releases: from 1.109 `apply(ChangeSet)`, before that three methods."""

    def __init__(self, router: Any) -> None:
        self.router, self.is_new = router, hasattr(router, "apply")
        try:
            for name in NEW_METHODS if self.is_new else OLD_METHODS:
                getattr(router, name)
            self.change_set = import_module("litellm.router_api").ChangeSet if self.is_new else dict
            self.change_set(settings={}, upsert=[], delete=[])
        except Exception as error:
            raise Unsupported(f"Its router is another one ({error})") from None

    def settings(self) -> tuple[Tree, list[Any]]:
        aliases = self.router.registry().aliases() if self.is_new else self.router.model_group_alias
        fallbacks = self.router.settings().fallbacks if self.is_new else self.router.fallbacks
        return dict(aliases or {}), list(fallbacks or [])

    def groups(self) -> dict[str, str]:
        """Group by id of every deployment."""
        entries = self.router.registry().all() if self.is_new else self.router.model_list
        return {str(entry["model_info"]["id"]): entry["model_name"] for entry in entries}

    def read(self, known: Iterable[str]) -> Tree:
        """What it holds; of its deployments those that a file declared."""
        return routing(*self.settings(), self.groups().keys() & set(known))

    def move(self, aliases: Tree, fallbacks: list[Any]) -> None:
        settings = {"model_group_alias": aliases, "fallbacks": fallbacks}
        self._apply(settings=settings) if self.is_new else self.router.update_settings(**settings)

    def add(self, entry: Tree) -> None:
        known = import_module("litellm.types.router")
        deployment = known.Deployment(**{**entry, "litellm_params": known.LiteLLM_Params(**entry["litellm_params"])})
        self._apply(upsert=[deployment]) if self.is_new else self.router.upsert_deployment(deployment)

    def remove(self, name: str) -> None:
        self._apply(delete=[name]) if self.is_new else self.router.delete_deployment(id=name)

    def _apply(self, **changes: Any) -> None:
        self.router.apply(self.change_set(**changes))

    @staticmethod
    def try_out(name: str, entry: Tree) -> None:
        """Builds a deployment in a router of its own, which enters LiteLLM's callbacks and is discarded at once."""
        try:
            scratch = import_module("litellm").Router(model_list=[entry])
            (getattr(scratch, "retire", None) or scratch.discard)()
            Router(scratch).groups()[name]  # a KeyError says that LiteLLM left it out
        except Exception as error:
            raise Refused(f"LiteLLM does not take the deployment `{name}` ({type(error).__name__})") from None


class Worker:
    """One worker of the proxy: follows the file, keeps the last good one in force, and says so."""

    def __init__(self, path: Path) -> None:
        self.loop, self.news, self.thread = asyncio.get_running_loop(), asyncio.Event(), ThreadPoolExecutor(1)
        self.path, self.records, self.first = path, Records(path), Declared((look(path) or ({},))[0])
        self.live, self.router = self.first.by_id, None
        self.report: Tree = {"v": 1, "host": os.uname().nodename, "pid": os.getpid(), "module": __version__}
        self.report |= {"litellm": metadata.version("litellm"), "state": "starting", "file": None}
        self.report |= {"routing": None, "restart": [], "error": None, "at": "", "single_file_mount": False}
        with contextlib.suppress(OSError):
            self.report["module_sha256"] = hashlib.sha256(Path(__file__).read_bytes()).hexdigest()
        with contextlib.suppress(OSError):
            mounts = os.fsdecode(Path("/proc/self/mountinfo").read_bytes())
            self.report["single_file_mount"] = is_mount_point(os.path.realpath(path), mounts)

    async def run(self) -> None:
        proxy_server = import_module("litellm.proxy.proxy_server")
        self._add_route(proxy_server)
        libc, watch = ctypes.CDLL(None), -1
        with contextlib.suppress(AttributeError):  # without inotify only the slow look finds changes
            watch = libc.inotify_init1(os.O_NONBLOCK | os.O_CLOEXEC)
            self.loop.add_reader(watch, lambda: self.news.set() if os.read(watch, 1 << 16) else None)
        while True:
            self.news.clear()
            for path in {self.path, Path(os.path.realpath(self.path))} if watch >= 0 else ():  # noqa: ASYNC240
                libc.inotify_add_watch(watch, os.fsencode(path.parent), INOTIFY_EVENTS)
            router, cache = getattr(proxy_server, "llm_router", None), import_module("litellm").cache
            if cache is not None and getattr(cache.get_cache_key, "func", None) is not key_with_deployment:
                cache.get_cache_key = partial(key_with_deployment, cache.get_cache_key)
            await (self._tell() if router is None else self._follow(router, proxy_server))
            with contextlib.suppress(asyncio.TimeoutError):
                await asyncio.wait_for(self.news.wait(), NET_SECONDS if router is not None else BOOT_POLL_SECONDS)

    async def _follow(self, current: Any, proxy_server: Any) -> None:
        """Brings the router to what the file says, if either of them is new."""
        seen = _dict(self.report["file"]).get("identity") if current is self.router else None
        if (found := await self.loop.run_in_executor(self.thread, look, self.path, seen)) is None:
            return await self._tell()
        config, file, fault = found
        said = Tree(state="applied", file=file, error=None)
        try:
            router, loaded = Router(current), Declared(_dict(proxy_server.proxy_config.config))
            if current is not self.router:
                self.router, self.live = current, loaded.by_id | self.live
            if fault:
                raise Refused(fault)
            await self._apply(router, config)
            lasting = [entry for entry in self.first.entries if id_of(entry) is None]
            before = Declared({**self.first.config, "model_list": [*lasting, *self.live.values()]})
            said["restart"] = await self.loop.run_in_executor(self.thread, before.restart_paths, Declared(config))
        except Exception as error:
            said["state"] = "unsupported" if isinstance(error, Unsupported) else "refused"
            said["error"] = str(error) if isinstance(error, Refused) else f"LiteLLM failed ({type(error).__name__})"
        with contextlib.suppress(Exception):  # also what is left of changes that could not be undone
            said["routing"] = Router(current).read(self.live)
        return await self._tell(**said)

    async def _apply(self, router: Router, config: Tree) -> None:
        resolved = await self.loop.run_in_executor(self.thread, resolve, [config, self.live], os.environ, set())
        wanted, held, settings = Declared(resolved[0]), router.groups(), router.settings()
        known: Tree = resolved[1] | wanted.by_id
        for name in wanted.by_id.keys() - held.keys():
            Router.try_out(name, known[name])
            await asyncio.sleep(0)
        for fault in wanted.misrouted({*held.values(), *(entry["model_name"] for entry in wanted.by_id.values())}):
            raise Refused(f"{fault} without a restart")
        try:
            await self._shift(router, known, wanted.by_id, wanted.aliases, wanted.fallbacks)
        except Exception as error:
            await self._shift(router, known, {name: known[name] for name in self.live if name in held}, *settings)
            raise Refused(f"LiteLLM did not follow, what was before is back ({type(error).__name__})") from None
        self.live = {name: self.live.get(name, entry) for name, entry in Declared(config).by_id.items()}

    async def _shift(self, router: Router, known: Tree, wanted: Tree, aliases: Tree, fallbacks: list[Any]) -> None:
        """Adds, moves, removes: at every instant each alias resolves. Raises where the router says something else."""
        held = router.groups()
        gone = [name for name in known if name in held and name not in wanted]
        for name in [name for name in wanted if name not in held]:
            router.add(wanted[name])
            await asyncio.sleep(0)
        router.move(aliases, fallbacks)
        for ids, leaving in (([*wanted, *gone], gone), (wanted, [])):
            if router.read(known) != routing(aliases, fallbacks, ids):
                raise ValueError("The router says something else")
            for name in leaving:
                await asyncio.sleep(0)
                router.remove(name)

    async def _tell(self, **said: Any) -> None:
        """Writes the report where it says something new, or where its file is not there."""
        if all(self.report[key] == value for key, value in said.items()) and self.records.own.exists():
            return
        if said.get("error") not in (None, self.report["error"]):
            _log.warning("%s: %s", self.path, said["error"])
        self.report = {**self.report, **said, "at": f"{datetime.now(timezone.utc):%Y-%m-%dT%H:%M:%S.%f}"[:23] + "Z"}
        try:
            await self.loop.run_in_executor(self.thread, self.records.write, self.report)
        except Exception:
            self.records.are_shared = False  # this worker answers for itself alone

    def _add_route(self, proxy_server: Any) -> None:
        fastapi, auth = import_module("fastapi"), import_module("litellm.proxy.auth.user_api_key_auth")

        async def workers(names: str = "", caller: Any = fastapi.Depends(auth.user_api_key_auth)) -> Tree:  # noqa: B008
            role = str(getattr(caller.user_role, "value", caller.user_role))
            if proxy_server.master_key is not None and not role.startswith("proxy_admin"):
                raise fastapi.HTTPException(403, "Only an admin of the proxy sees its workers")
            others = await self.loop.run_in_executor(self.thread, self.records.others)
            known = "known" if self.records.are_shared else "unknown"
            said = Tree(v=1, config_path=str(self.path), workers=[self.report, *others], others=known)
            return said | {"unset": missing(names, os.environ)}  # in this worker, the first

        proxy_server.app.add_api_route(ROUTE, workers, methods=["GET"], response_model=None, include_in_schema=False)
        proxy_server.app.routes.insert(0, proxy_server.app.routes.pop())  # before LiteLLM's, which take long to match


def start() -> None:
    """Follows the config from now on, once in a process: LiteLLM may load this file as a hook and as a callback."""
    try:
        loop, running = asyncio.get_running_loop(), vars(_log).setdefault("running", {})
        path = declared_path(os.environ) or import_module("litellm.proxy.proxy_server").user_config_file_path
        if loop not in running and path:
            running[loop] = loop.create_task(Worker(Path(path).absolute()).run())
    except Exception as error:
        _log.warning("The config file is not followed (%s)", type(error).__name__)


def __getattr__(name: str) -> Any:
    if name != "instance":
        raise AttributeError(name)
    start()
    return import_module("litellm.integrations.custom_logger").CustomLogger()
