"""The config file and the workers' records on a real disk, without LiteLLM."""

from __future__ import annotations

import asyncio
import fcntl
import hashlib
import os
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path
from unittest import mock

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "src/hook"))

import litellm_profiles_hook as hook  # noqa: E402


class FolderTest(unittest.TestCase):
    def setUp(self) -> None:
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)
        self.path = self.folder / "litellm_config.yaml"


class LookTest(FolderTest):
    def deliver(self, text: str | bytes) -> str:
        new = self.path.with_suffix(".new")
        new.write_bytes(text if isinstance(text, bytes) else text.encode())
        new.rename(self.path)
        status = self.path.stat()
        return f"{status.st_dev}:{status.st_ino}:{status.st_mtime_ns}"

    def fault(self, text: str | bytes) -> str | None:
        self.deliver(text)
        found = hook.look(self.path)
        assert found is not None
        return found[2]

    def test_identity_and_bytes_of_the_file_that_was_opened(self) -> None:
        text = "model_list: []\n"
        identity = self.deliver(text)
        digest = hashlib.sha256(text.encode()).hexdigest()
        file = {"path": str(self.path), "identity": identity, "sha256": digest}
        self.assertEqual(hook.look(self.path), ({"model_list": []}, file, None))
        self.assertIsNone(hook.look(self.path, identity))

    def test_equal_bytes_are_another_file(self) -> None:
        first = self.deliver("a: {}\n")
        keep = self.path.open()
        self.addCleanup(keep.close)
        self.assertNotEqual(self.deliver("a: {}\n"), first)
        self.assertIsNotNone(hook.look(self.path, first))

    def test_what_cannot_be_read(self) -> None:
        self.assertEqual(self.fault("a: [\n"), "The file cannot be read (ParserError, line 2)")
        self.assertEqual(self.fault("a: {}\n\tb: 1\n"), "The file cannot be read (ScannerError, line 2)")
        self.assertEqual(self.fault(b"\xff\xfe"), "The file cannot be read (UnicodeDecodeError)")
        self.assertEqual(self.fault("when: 2024-99-99\n"), "The file cannot be read (ValueError)")
        self.assertEqual(self.fault("a: &a [*a]\n"), "The file cannot be read (RecursionError)")
        for empty in ("", "# nothing\n", "text", "- a\n"):
            with self.subTest(empty):
                self.assertEqual(self.fault(empty), "The file is not a mapping")

    def test_a_file_that_is_not_there(self) -> None:
        self.assertEqual(hook.look(self.path), ({}, None, "The file cannot be read (FileNotFoundError)"))
        self.assertEqual(hook.look(self.folder), ({}, None, "The file cannot be read (IsADirectoryError)"))

    def test_the_reason_holds_nothing_of_the_text(self) -> None:
        self.assertNotIn("secret", self.fault("api_key: 'sk-secret\n") or "")


class RecordsTest(FolderTest):
    def setUp(self) -> None:
        super().setUp()
        variables = mock.patch.dict(os.environ, {"TMPDIR": str(self.folder)})
        variables.start()
        self.addCleanup(variables.stop)

    def records(self) -> hook.Records:
        records = hook.Records(self.path)
        self.addCleanup(self.die, records)
        return records

    def die(self, records: hook.Records) -> None:
        if records.lock >= 0:
            os.close(records.lock)
        records.lock = -1

    def test_workers_see_each_other(self) -> None:
        one, two = self.records(), self.records()
        one.write({"pid": 1})
        two.write({"pid": 2})
        self.assertEqual((one.others(), two.others()), ([{"pid": 2}], [{"pid": 1}]))
        two.write({"pid": 2, "state": "applied"})
        self.assertEqual(one.others(), [{"pid": 2, "state": "applied"}])
        self.assertEqual(one.directory.stat().st_mode & 0o777, 0o700)

    def test_a_dead_worker_is_gone_at_once(self) -> None:
        one, two = self.records(), self.records()
        one.write({"pid": 1})
        two.write({"pid": 2})
        self.die(two)
        self.assertEqual(one.others(), [])
        self.assertFalse(two.own.exists())

    def test_a_killed_process_is_gone_at_once(self) -> None:
        program = (
            "import litellm_profiles_hook as h, pathlib, sys, time\n"
            "r = h.Records(pathlib.Path(sys.argv[1])); r.write({'pid': 7})\n"
            "print('written', flush=True); time.sleep(60)"
        )
        one = self.records()
        one.write({})
        with subprocess.Popen(
            [sys.executable, "-c", program, str(self.path)],
            env={**os.environ, "PYTHONPATH": str(ROOT / "src/hook")},
            stdout=subprocess.PIPE,
        ) as worker:
            assert worker.stdout is not None
            self.assertEqual(worker.stdout.readline(), b"written\n")
            self.assertEqual(one.others(), [{"pid": 7}])
            worker.kill()
        self.assertEqual(one.others(), [])

    def test_one_that_writes_just_now_is_not_taken_for_dead(self) -> None:
        """The reader opened the old file, whose lock went with it."""
        one, two = self.records(), self.records()
        one.write({})
        two.write({"at": 1})
        real, calls = fcntl.flock, []

        def flock(file: int, operation: int) -> None:
            calls.append(operation)
            if len(calls) == 1:
                two.write({"at": 2})
            real(file, operation)

        with mock.patch.object(fcntl, "flock", flock):
            self.assertEqual(one.others(), [{"at": 2}])

    def test_a_directory_that_cannot_be_made_is_an_error_of_writing_only(self) -> None:
        with mock.patch.dict(os.environ, {"TMPDIR": "/dev/null"}):
            one = self.records()
        self.assertEqual(one.others(), [])
        with self.assertRaises(OSError):
            one.write({})

    def test_proxies_of_another_config_are_not_seen(self) -> None:
        with mock.patch.dict(os.environ, {"LITELLM_PROFILES_RUN_DIR": str(self.folder / "run")}):
            one, other = self.records(), hook.Records(self.folder / "other.yaml")
            one.write({})
            other.write({})
            self.assertEqual(one.own.parent, other.own.parent)
            self.assertEqual(one.others(), [])
            self.die(other)

    def test_a_directory_that_others_could_write_to_is_not_used(self) -> None:
        one = self.records()
        one.directory.mkdir(0o755)
        with self.assertRaises(PermissionError):
            one.write({})
        self.assertFalse(one.are_shared)
        one.directory.rmdir()
        (self.folder / "elsewhere").mkdir(0o700)
        one.directory.symlink_to(self.folder / "elsewhere")
        with self.assertRaises(PermissionError):
            one.write({})

    def test_what_is_no_record_is_left_out(self) -> None:
        one, two = self.records(), self.records()
        one.write({})
        two.write({})
        os.truncate(two.own, 1)
        self.assertEqual(one.others(), [])


class StartTest(unittest.TestCase):
    def test_never_raises_where_there_is_no_litellm_or_no_loop(self) -> None:
        with (
            mock.patch.dict(os.environ, {"CONFIG_FILE_PATH": "/nowhere/config.yaml"}),
            self.assertLogs("litellm_profiles"),
        ):
            hook.start()

        async def loaded() -> None:
            hook.start()

        with mock.patch.dict(sys.modules, {"litellm": None}), self.assertLogs("litellm_profiles"):
            asyncio.run(loaded())

    def test_offers_an_instance_and_nothing_else(self) -> None:
        with self.assertRaises(AttributeError):
            _ = hook.nothing


if __name__ == "__main__":
    unittest.main()
