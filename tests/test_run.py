"""The one entry for people: `./run`."""

import ast
import importlib.machinery
import importlib.util
import json
import socket
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path
from types import ModuleType

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

pytestmark = pytest.mark.no_database

SCRIPT = Path(__file__).resolve().parent.parent / "run"


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The script as a module, at home in an empty folder."""
    loader = importlib.machinery.SourceFileLoader("run", str(SCRIPT))
    monkeypatch.setattr("sys.dont_write_bytecode", True)
    module = importlib.util.module_from_spec(importlib.util.spec_from_loader("run", loader))
    loader.exec_module(module)
    venv = tmp_path / ".venv"
    (venv / "bin").mkdir(parents=True)
    (venv / "bin" / "python").touch()
    (tmp_path / "requirements.txt").write_text("django\n")
    (tmp_path / "requirements-dev.txt").write_text("pytest\n")
    for name, value in {
        "ROOT": tmp_path,
        "VENV": venv,
        "PYTHON": venv / "bin" / "python",
        "STAMP": venv / ".stamp",
        "VAR": tmp_path / "var",
    }.items():
        monkeypatch.setattr(module, name, value)
    return module


@pytest.fixture
def taken_port() -> Iterator[int]:
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        door.listen()
        yield door.getsockname()[1]


@pytest.fixture
def free_port() -> int:
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        return door.getsockname()[1]


class TestPython:
    def test_an_old_python_can_read_the_script(self) -> None:
        assert ast.parse(SCRIPT.read_text(), feature_version=(3, 8))

    @pytest.mark.parametrize("version", [(3, 8, 1), (3, 10, 14)])
    def test_an_old_python_is_told_what_to_install(self, run, version) -> None:
        with pytest.raises(run.Stop, match=r"needs Python 3\.11 or newer, and this is Python 3"):
            run.check_python(version)

    @pytest.mark.parametrize("version", [(3, 11, 0), (3, 13, 2)])
    def test_a_new_python_will_do(self, run, version) -> None:
        run.check_python(version)


class TestEnvironment:
    def test_is_not_ready_before_it_was_made(self, run) -> None:
        assert not run.is_ready(run.fingerprint(run.RUNNING))

    def test_is_ready_once_stamped(self, run) -> None:
        run.STAMP.write_text(json.dumps(run.fingerprint(run.RUNNING)))
        assert run.is_ready(run.fingerprint(run.RUNNING))

    def test_one_for_developers_serves_too(self, run) -> None:
        run.STAMP.write_text(json.dumps(run.fingerprint(run.DEVELOPING)))
        assert run.is_ready(run.fingerprint(run.RUNNING))

    def test_one_for_serving_does_not_test(self, run) -> None:
        run.STAMP.write_text(json.dumps(run.fingerprint(run.RUNNING)))
        assert not run.is_ready(run.fingerprint(run.DEVELOPING))

    def test_is_made_anew_when_a_lock_file_changes(self, run) -> None:
        run.STAMP.write_text(json.dumps(run.fingerprint(run.RUNNING)))
        (run.ROOT / "requirements.txt").write_text("django-next\n")
        assert not run.is_ready(run.fingerprint(run.RUNNING))

    def test_is_made_anew_for_another_python(self, run, monkeypatch) -> None:
        run.STAMP.write_text(json.dumps(run.fingerprint(run.RUNNING)))
        monkeypatch.setattr(run.sys, "version", "4.0.0")
        assert not run.is_ready(run.fingerprint(run.RUNNING))

    def test_is_made_without_a_word_in_what_a_command_prints(
        self, run, monkeypatch, capsys
    ) -> None:
        monkeypatch.setattr(run, "must", lambda command: None)
        monkeypatch.setattr(run, "check_pip", lambda: None)
        monkeypatch.setattr(run, "same_python", lambda: False)
        run.prepare()
        printed = capsys.readouterr()
        assert printed.out == ""
        assert "Making the environment" in printed.err

    def test_a_damaged_stamp_counts_as_none(self, run) -> None:
        run.STAMP.write_text("{")
        assert not run.is_ready(run.fingerprint(run.RUNNING))


class TestPort:
    def test_a_wanted_port_is_taken_over(self, run, free_port) -> None:
        with run.listen("127.0.0.1", str(free_port)) as door:
            assert door.getsockname() == ("127.0.0.1", free_port)

    def test_a_wanted_port_that_is_taken_is_never_exchanged(self, run, taken_port) -> None:
        with pytest.raises(run.Stop, match=f"Port {taken_port} is taken"):
            run.listen("127.0.0.1", str(taken_port))

    @pytest.mark.parametrize("port", ["eighty", "0", "65536", "-1", "80 80"])
    def test_what_is_no_port_is_refused(self, run, port) -> None:
        with pytest.raises(run.Stop, match="set it to a number from 1 to 65535"):
            run.listen("127.0.0.1", port)

    def test_without_a_wish_the_first_free_port_is_used(
        self, run, monkeypatch, taken_port, free_port
    ) -> None:
        monkeypatch.setattr(run, "PORTS", [taken_port, free_port])
        with run.listen("127.0.0.1", None) as door:
            assert door.getsockname()[1] == free_port

    def test_when_all_are_taken_it_says_so(self, run, monkeypatch, taken_port) -> None:
        monkeypatch.setattr(run, "PORTS", [taken_port])
        with pytest.raises(run.Stop, match="set PORT to a free one"):
            run.listen("127.0.0.1", None)


class TestSecretKey:
    def test_is_made_once_and_readable_by_its_owner_only(self, run) -> None:
        run.VAR.mkdir()
        key = run.secret_key()
        assert len(key) >= 50
        assert run.secret_key() == key
        assert (run.VAR / "secret_key").stat().st_mode & 0o777 == 0o600


class TestCommands:
    def test_help_names_every_command(self, run, capsys) -> None:
        assert run.main(["--help"]) == 0
        printed = capsys.readouterr().out
        assert all(f"./run {name}" in printed for name in run.COMMANDS)

    def test_an_unknown_command_is_named(self, run, capsys) -> None:
        assert run.main(["tset"]) == 1
        assert "./run does not know 'tset'" in capsys.readouterr().err

    def test_production_is_never_served_by_it(self, run, monkeypatch, capsys) -> None:
        monkeypatch.setenv("ENVIRONMENT", "production")
        assert run.main([]) == 1
        assert "serves the demonstration only" in capsys.readouterr().err


@pytest.mark.parametrize("lock", ["requirements.txt", "requirements-dev.txt"])
def test_no_pin_loses_an_extra_that_a_package_asks_for(lock):
    """Older versions of pip look past a pin without the extra for the newest release, which has
    no hash: the next release of anybody would break every fresh start."""
    lines = (SCRIPT.parent / lock).read_text().splitlines()
    pins = [Requirement(line.rstrip("\\ ")) for line in lines if "==" in line and line[0] != " "]
    extras = {canonicalize_name(pin.name): pin.extras for pin in pins}
    for name in extras:
        try:
            asked = metadata.requires(name) or []
        except metadata.PackageNotFoundError:  # of another system
            continue
        for wanted in map(Requirement, asked):
            holds = not wanted.marker or wanted.marker.evaluate({"extra": ""})
            if holds and canonicalize_name(wanted.name) in extras:
                missing = wanted.extras - extras[canonicalize_name(wanted.name)]
                assert not missing, f"{name} asks for {wanted}"
