"""Documents kept true by tests: settings, commands, terms, what CI runs, and nothing of one machine in the files."""

import re
import subprocess
import tomllib
from pathlib import Path

import pytest

from bot.__main__ import COMMANDS
from bot.settings import NAMES, example
from domain.indicators import INDICATORS
from domain.roles import ROLE_NAMES, Role

ROOT = Path(__file__).parents[1]
BINARY = {".png", ".jpg", ".ico", ".woff2", ".db", ".zip"}


def text(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def files() -> list[Path]:
    """What the project consists of: the files git knows, or all but what a working folder gathers."""
    done = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode == 0:
        found = [ROOT / name for name in done.stdout.split("\0") if name]
    else:
        found = [path for path in ROOT.rglob("*") if not set(path.relative_to(ROOT).parts) & {".venv", "data", ".git"}]
    return [path for path in found if path.is_file() and path.suffix not in BINARY]


def test_the_example_of_settings_is_made_from_the_settings() -> None:
    assert text(".env.example") == example()


def test_readme_begins_with_the_two_commands_in_both_languages() -> None:
    readme = text("README.md")
    vietnamese, english = readme.split("# Sổ Thôn (English)")
    for part in (vietnamese, english):
        commands = re.findall(r"^ {4}(\S.*?)(?:\s+#.*)?$", part, re.MULTILINE)
        assert commands == ["make run", "make test"]
    assert readme.splitlines()[2].startswith("    make run"), "nothing stands before them but the name"


def test_the_two_commands_are_the_makefiles_and_cis() -> None:
    makefile = text("Makefile")
    for target, does in (("run", "sothon demo"), ("test", "pytest"), ("check", "ruff check")):
        recipe = re.search(rf"^{target}:.*\n((?:\t.*\n)+)", makefile, re.MULTILINE)
        assert recipe is not None
        assert does in recipe[1]
    ci = [line.strip() for line in text(".ci/run").splitlines()]
    assert ci.index("make check") < ci.index("make test")
    assert "set -euo pipefail" in ci
    for package in (
        "chromium",
        "caddy",
        "postgresql",
        "libreoffice-writer-nogui",
        "libreoffice-calc-nogui",
        "fonts-liberation",
    ):
        assert any(package in line for line in ci)


def test_requirements_are_locked_and_name_no_index() -> None:
    for name in ("requirements.txt", "requirements-dev.txt"):
        lines = text(name).splitlines()
        pins = [line for line in lines if line and not line.startswith((" ", "#"))]
        assert pins
        assert all(re.match(r"[\w.-]+==\S+.*\\$", line) for line in pins), name
        assert not any("://" in line or "--index" in line or "--find-links" in line for line in lines), name


@pytest.mark.parametrize("document", ["README.md", "docs/operations.md"])
def test_documents_name_only_commands_that_exist(document: str) -> None:
    names = {command.name for command in COMMANDS}
    used = set(re.findall(r"(?:`|bin/|^|“|sothon )sothon ([a-z]+)", text(document), re.MULTILINE))
    assert used <= names, used - names
    if document == "README.md":
        assert used == names, names - used


def test_documents_name_only_settings_that_exist() -> None:
    ours = re.compile(r"\b(?:TELEGRAM|ZALO|SECRET|LOG|DATA|DATABASE|PUBLIC|HOST|PORT)(?:_[A-Z]+)*\b")
    for document in ("README.md", "docs/operations.md"):
        named = {name for name in ours.findall(text(document)) if "_" in name}
        assert named <= set(NAMES), (document, named - set(NAMES))


def test_documents_name_only_options_that_exist() -> None:
    from bot.__main__ import parser

    groups = parser()._subparsers
    assert groups is not None
    known = {option for one in groups._group_actions[0].choices.values() for option in one._option_string_actions}  # type: ignore[union-attr,attr-defined]
    for document in ("README.md", "docs/operations.md"):
        for line in text(document).splitlines():
            for words in re.findall(r"sothon (?:[a-z]+)((?: [^`|”\n]+)?)", line):
                for option in re.findall(r"(?<!\S)--[a-z0-9-]+", words.split(" -- ")[0].split("&&")[0]):
                    assert option in known or "docker" in line, (document, line)


def test_alarms_are_documented_for_metrics_that_exist() -> None:
    from bot import metrics

    known = {
        one._name for one in vars(metrics).values() if hasattr(one, "_name")
    }  # as Prometheus has it, without _total
    named = {name.removesuffix("_total") for name in re.findall(r"sothon_[a-z_]+", text("docs/operations.md"))}
    assert named <= known, named - known
    assert {"sothon_outbox_oldest_seconds", "sothon_sent"} <= named, "the oldest unsent message, and what failed"


def test_links_between_documents_lead_somewhere() -> None:
    for path in [ROOT / "README.md", ROOT / "CHANGELOG.md", *(ROOT / "docs").glob("*.md")]:
        for target in re.findall(r"\]\(([^)#]+)\)", path.read_text(encoding="utf-8")):
            if "://" not in target:
                assert (path.parent / target).exists(), (path.name, target)


def test_the_glossary_has_every_indicator_and_role() -> None:
    glossary = text("docs/glossary.md")
    for indicator in INDICATORS:
        assert f"| `{indicator.key}` | {indicator.label} | {indicator.unit} |" in glossary
    for role in Role:
        assert f"| `{role}` | {ROLE_NAMES[role]} |" in glossary


def test_the_changelog_keeps_its_form() -> None:
    changelog = text("CHANGELOG.md")
    versions = re.findall(r"^## (.*)$", changelog, re.MULTILINE)
    assert versions[0] == "[Unreleased]"
    for version in versions[1:]:
        assert re.fullmatch(r"\[\d+\.\d+\.\d+\] - \d{4}-\d\d-\d\d", version), version
    for kind in re.findall(r"^### (.*)$", changelog, re.MULTILINE):
        assert kind in ("Added", "Changed", "Deprecated", "Removed", "Fixed", "Security")


def test_the_readmes_set_up_works() -> None:
    from storage.setup import _check

    block = re.search(r"```toml\n(.*?)```", text("README.md"), re.DOTALL)
    assert block is not None
    _check(tomllib.loads(block[1]))


def test_the_container_takes_every_package() -> None:
    packages = tomllib.loads(text("pyproject.toml"))["tool"]["hatch"]["build"]["targets"]["wheel"]["packages"]
    dockerfile = text("deploy/Dockerfile")
    for package in packages:
        assert f"COPY {package} {package}" in dockerfile


# Written so that this file does not hold what it looks for.
MACHINE = re.compile(
    "|".join(
        [
            r"(?<![\w.])/" + "work/",
            r"/tmp/" + "brief",
            r"/" + r"home/\w+/",
            "pypi" + r"\.org",
            "files.python" + "hosted",
            r"index-" + r"url\s*=\s*http",
            r"shared/" + "facts",
        ]
    )
)


def test_no_file_knows_one_machine_or_registry() -> None:
    found = []
    for path in files():
        for number, line in enumerate(path.read_text(encoding="utf-8", errors="replace").splitlines(), 1):
            if MACHINE.search(line):
                found.append(f"{path.relative_to(ROOT)}:{number}: {line.strip()[:100]}")
    assert found == []
