"""Self-hosting: gunicorn with our configuration, and files for containers, systemd and TLS that fit the project."""

import configparser
import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from skill.settings import SettingError, read_settings
from skill.web import wsgi

ROOT = Path(__file__).parents[2]
SERVER = ROOT / "infra" / "server"
START_SECONDS = 30


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Run gunicorn as the unit and the container do, and end it by its process id."""
    folder = tmp_path_factory.mktemp("server")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    environment = {
        "PATH": os.environ["PATH"],
        "BIND": f"127.0.0.1:{port}",
        "WEB_CONCURRENCY": "1",
        "RUNNER_STRENGTH_SKILL_ID": "amzn1.ask.skill.test",
        "RUNNER_STRENGTH_STORE": f"sqlite:///{folder}/store.sqlite3",
        "RUNNER_STRENGTH_KEY_SECRET": "test",
        "XDG_RUNTIME_DIR": str(folder),
    }
    command = [sys.executable, "-m", "gunicorn", "--config", str(SERVER / "gunicorn.conf.py")]
    with (folder / "log").open("wb") as output:
        process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=output, stderr=output)  # noqa: S603
    try:
        _await(port, process, folder / "log")
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(timeout=START_SECONDS)


@pytest.mark.parametrize(
    ("name", "value", "hint"),
    [
        ("STORE", "nonsense", "write sqlite:///PATH"),
        ("STORE", "sqlite:////etc/passwd", "no store of ours"),
        ("KEY_SECRET", "local", "openssl rand"),
        ("SKILL_ID", "nonsense", "amzn1.ask.skill."),
    ],
)
def test_gunicorn_says_in_one_line_what_is_wrong(name: str, value: str, hint: str, tmp_path: Path) -> None:
    """A setting that cannot be used stops it before any worker finds out, with one line and a status."""
    environment = {
        "PATH": os.environ["PATH"],
        "BIND": "127.0.0.1:0",
        "RUNNER_STRENGTH_SKILL_ID": "amzn1.ask.skill.test",
        "RUNNER_STRENGTH_STORE": f"sqlite:///{tmp_path}/store.sqlite3",
        "RUNNER_STRENGTH_KEY_SECRET": "test",
        f"RUNNER_STRENGTH_{name}": value,
    }
    command = [sys.executable, "-m", "gunicorn", "--config", str(SERVER / "gunicorn.conf.py")]
    done = subprocess.run(  # noqa: S603  # our own program
        command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=60, check=False
    )
    assert done.returncode == 1
    (line,) = (done.stdout + done.stderr).splitlines()
    assert hint in line


def _await(port: int, process: "subprocess.Popen[bytes]", log: Path) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        try:
            with socket.create_connection(("127.0.0.1", port), timeout=1):
                return
        except OSError:
            assert process.poll() is None, log.read_text()
            time.sleep(0.05)
    raise AssertionError(log.read_text())


def _status(request: urllib.request.Request | str) -> int:
    try:
        with urllib.request.urlopen(request, timeout=10) as answer:  # noqa: S310  # our own server on loopback
            return int(answer.status)
    except urllib.error.HTTPError as error:
        return error.code


def test_gunicorn_serves_the_endpoint(address: str) -> None:
    """Live, ready, and refusing what Amazon did not sign."""
    assert _status(f"{address}/health") == 200
    assert _status(f"{address}/ready") == 200
    forged = urllib.request.Request(f"{address}/alexa", b"{}", {"Content-Type": "application/json"})  # noqa: S310
    assert _status(forged) == 400


def test_nobody_speaks_to_the_master(address: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    """The control socket that gunicorn has by default is not there."""
    assert _status(f"{address}/health") == 200
    assert list(tmp_path_factory.getbasetemp().rglob("gunicorn.ctl")) == []


def test_a_server_without_its_skill_does_not_start(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody serves every skill by mistake."""
    for name in [name for name in os.environ if name.startswith("RUNNER_STRENGTH_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("RUNNER_STRENGTH_STORE", "memory://")
    with pytest.raises(SettingError, match="RUNNER_STRENGTH_SKILL_ID"):
        wsgi.build()


def test_the_server_is_built_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """With its skill's id and a secret it answers, and verifies."""
    monkeypatch.setenv("RUNNER_STRENGTH_STORE", "memory://")
    monkeypatch.setenv("RUNNER_STRENGTH_SKILL_ID", "amzn1.ask.skill.test")
    with pytest.raises(SettingError, match="RUNNER_STRENGTH_KEY_SECRET"):
        wsgi.build()
    monkeypatch.setenv("RUNNER_STRENGTH_KEY_SECRET", "test")
    client = wsgi.build().test_client()
    assert client.get("/ready").status_code == 200
    assert client.post("/alexa", json={"request": {"type": "LaunchRequest"}}).status_code == 400


def test_the_container_is_made_from_what_is_there() -> None:
    """Every file that the container copies exists, it runs as nobody special, and its settings are ours."""
    text = (SERVER / "Containerfile").read_text(encoding="utf-8")
    for sources in re.findall(r"^COPY (.+) \S+$", text, re.MULTILINE):
        assert all((ROOT / source).exists() for source in sources.split()), sources
    assert re.search(r"^USER (?!root)", text, re.MULTILINE)
    assert "--require-hashes" in text
    settings = dict(re.findall(r"(RUNNER_STRENGTH_\w+)=(\S+)", text))
    placeholders = {name: value.removesuffix("...") + "x" * value.endswith("...") for name, value in settings.items()}
    assert read_settings(placeholders).store.startswith("sqlite:////var/lib/")


def test_the_unit_starts_what_is_there() -> None:
    """The unit runs gunicorn with our configuration, as no user of the machine's, with nothing of it writable."""
    unit = configparser.ConfigParser(strict=False, interpolation=None)
    unit.optionxform = str  # type: ignore[method-assign,assignment]
    unit.read(SERVER / "runner-strength.service", encoding="utf-8")
    service = unit["Service"]
    assert service["ExecStart"].endswith("/.venv/bin/gunicorn --config infra/server/gunicorn.conf.py")
    assert (service["DynamicUser"], service["ProtectSystem"], service["NoNewPrivileges"]) == ("yes", "strict", "yes")
    name, _, value = service["Environment"].partition("=")
    assert value.startswith(f"sqlite:////var/lib/{service['StateDirectory']}/")
    assert read_settings({name: value}).store == value


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="systemd's own checker is not on this machine")
def test_systemd_knows_every_word_of_the_unit(tmp_path: Path) -> None:
    """No directive is misspelt: systemd would pass over it, and the service would run unprotected."""
    unit = (SERVER / "runner-strength.service").read_text(encoding="utf-8")
    path = tmp_path / "runner-strength.service"
    path.write_text(re.sub(r"^ExecStart=.*$", "ExecStart=/bin/true", unit, flags=re.MULTILINE), encoding="utf-8")
    done = subprocess.run(  # noqa: S603
        [shutil.which("systemd-analyze") or "", "verify", str(path)], capture_output=True, text=True, check=False
    )
    assert not re.search(r"Unknown|Failed to parse|Invalid", done.stderr), done.stderr


def test_tls_stands_in_front() -> None:
    """The web server lets the skill's requests through, and nothing else, not even the health pages."""
    text = (SERVER / "Caddyfile").read_text(encoding="utf-8")
    assert "path /alexa" in text
    # As much as a body may have, so that no slow one reaches a thread of gunicorn's.
    assert re.search(r"reverse_proxy 127\.0\.0\.1:8080 \{\s*request_buffers 128KB\s*\}", text)
    assert re.search(r"\{\s*servers \{\s*timeouts \{\s*read_header \w+\s+read_body \w+", text)
    assert "respond 404" in text
    assert "/health" not in text
