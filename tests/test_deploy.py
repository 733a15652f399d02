"""What the deployment does that can be run here: the nightly backup, and that the parts name each other rightly."""

import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

from storage import backup, schema
from storage.engine import Store

ROOT = Path(__file__).parents[1]
DEPLOY = ROOT / "deploy"


def test_the_nightly_backup_keeps_the_newest_thirty_and_nothing_else_of_ours(tmp_path: Path) -> None:
    home = tmp_path / "opt"
    (home / "deploy").mkdir(parents=True)
    (home / ".venv/bin").mkdir(parents=True)
    script = shutil.copy(DEPLOY / "backup.sh", home / "deploy")
    program = home / ".venv/bin/sothon"
    program.write_text(f'#!/bin/sh\nPYTHONPATH={ROOT} exec {sys.executable} -m bot "$@"\n', encoding="utf-8")
    program.chmod(0o755)
    store = Store(f"sqlite:///{tmp_path / 'data/sothon.db'}")
    schema.upgrade(store)
    store.close()
    folder = tmp_path / "backups"
    folder.mkdir()
    for day in range(1, 32):
        (folder / f"so-202501{day:02}-023000.zip").write_text("cũ")
    (folder / "so-quan-trong.zip").write_text("của người khác")
    environment = {"PATH": os.environ["PATH"], "DATA_DIR": str(tmp_path / "data")}
    subprocess.run([script, folder], cwd=tmp_path, env=environment, check=True, capture_output=True)
    names = sorted(path.name for path in folder.glob("so-????????-??????.zip"))
    assert len(names) == 30
    assert names[0] == "so-20250103-023000.zip"
    assert (folder / "so-quan-trong.zip").exists()
    assert backup.counts(tmp_path / "data/sothon.db")["facts"] == 1  # when it was done is remembered


def test_a_backup_that_fails_removes_nothing(tmp_path: Path) -> None:
    program = tmp_path / "sothon"
    program.write_text("#!/bin/sh\nexit 1\n", encoding="utf-8")
    program.chmod(0o755)
    for day in range(1, 32):
        (tmp_path / f"so-202501{day:02}-023000.zip").write_text("cũ")
    environment = {"PATH": os.environ["PATH"], "SOTHON": str(program)}  # as in the image, where it lies elsewhere
    command = [DEPLOY / "backup.sh", tmp_path]
    assert subprocess.run(command, env=environment, check=False, capture_output=True).returncode == 1
    assert len(list(tmp_path.glob("so-*.zip"))) == 31


def test_the_image_has_every_part_of_the_program_and_nothing_private() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    packages = set(project["tool"]["hatch"]["build"]["targets"]["wheel"]["packages"])
    steps = (DEPLOY / "Dockerfile").read_text(encoding="utf-8")
    copied = {source for line in re.findall(r"^COPY (.+) \S+$", steps, re.MULTILINE) for source in line.split()}
    assert copied == packages | {"requirements.txt", "pyproject.toml", "README.md", "deploy/backup.sh"}
    first, *passed = re.findall(r"^[^#\n].*", (ROOT / ".dockerignore").read_text(encoding="utf-8"), re.MULTILINE)
    assert first == "*"
    assert {name.removeprefix("!") for name in passed if name.startswith("!")} == copied


def test_units_scripts_and_the_manual_agree_on_places() -> None:
    service = (DEPLOY / "sothon.service").read_text(encoding="utf-8")
    nightly = (DEPLOY / "sothon-backup.service").read_text(encoding="utf-8")
    wrapper = (DEPLOY / "sothon").read_text(encoding="utf-8")
    manual = (ROOT / "docs/operations.md").read_text(encoding="utf-8")
    for part in (service, nightly):
        assert "WorkingDirectory=/var/lib/sothon\n" in part
        assert "User=sothon\n" in part
    assert "ExecStart=/opt/sothon/.venv/bin/sothon run" in service
    assert "cd /var/lib/sothon" in wrapper
    command = re.search(r"ExecStart=/opt/sothon/(\S+) (\S+)", nightly)
    assert command is not None
    assert os.access(ROOT / command[1], os.X_OK)
    assert command[2] in manual
    assert f"ReadWritePaths=/var/lib/sothon {command[2]}" in nightly
    shut = re.findall(
        r"^(?:NoNew|Protect|Private|Restrict|SystemCall|Capability|Lock|Remove|UMask).*", service, re.MULTILINE
    )
    assert len(shut) >= 20
    assert all(line in nightly for line in shut), "the backup runs as shut in as the bot"
    for name in ("sothon.service", "sothon-backup.service", "sothon-backup.timer", "deploy/sothon", "deploy/Caddyfile"):
        assert name in manual
