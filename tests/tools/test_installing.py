"""Does set-up take exactly what is named, and say in one sentence why it cannot?"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from tools.installing import assets, browser, common, environment
from tools.installing.common import Problem
from tools.lock import strip

FACE = """@font-face {{
  font-family: 'Source Sans 3 Variable';
  src: url(./files/source-sans-3-{subset}-wght-{style}.woff2) format('woff2-variations');
}}
"""


@pytest.mark.parametrize(
    ("printed", "sentence"),
    [
        ("npm error code ENOTFOUND\nnpm error errno -3008", "the package registry cannot be reached"),
        ("error: Failed to fetch\n  Caused by: dns error", "the package registry cannot be reached"),
        ("npm error code EINTEGRITY", "not what the lock files name"),
        ("error: Hash mismatch for `rich==15`", "not what the lock files name"),
        ("OSError: [Errno 28] No space left on device", "the disk is full"),
        ("npm warn old\nerror: something new.\n\n", "error: something new"),
        ("", "no reason was given"),
    ],
)
def test_a_failed_program_is_explained_in_words(printed: str, sentence: str) -> None:
    assert sentence in common.reason(printed)
    assert "\n" not in common.reason(printed)


def test_a_failing_program_is_one_sentence() -> None:
    with pytest.raises(Problem, match=r"^Set-up could not count: three is missing\.$"):
        common.run([sys.executable, "-c", "raise SystemExit('three is missing')"], "count")


def test_a_program_that_is_not_there_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(Problem, match=r"^Set-up could not count: No such file or directory\.$"):
        common.run([tmp_path / "nowhere"], "count")


def test_a_package_is_taken_from_the_lock_with_all_its_hashes_and_nothing_else() -> None:
    entry = environment.lock_entry("uv")
    assert entry.startswith("uv==")
    assert entry.count("--hash=sha256:") > 1
    assert entry.count("==") == 1


def test_a_package_that_is_not_locked_is_a_problem() -> None:
    with pytest.raises(Problem, match="does not name left-pad"):
        environment.lock_entry("left-pad")


def test_a_font_is_copied_in_our_subsets_only(tmp_path: Path) -> None:
    package = tmp_path / "source-sans-3"
    (package / "files").mkdir(parents=True)
    (package / "LICENSE").write_text("OFL")
    sheet = ""
    for subset in ("latin", "latin-ext", "greek", "vietnamese"):
        sheet += FACE.format(subset=subset, style="normal")
        (package / "files" / f"source-sans-3-{subset}-wght-normal.woff2").write_text(subset)
    (package / "wght.css").write_text(sheet)
    target = tmp_path / "fonts" / "source-sans-3"
    assets.copy_font(package, target, ("wght.css",))
    assert {file.name for file in target.iterdir()} == {
        "index.css",
        "source-sans-3-latin-wght-normal.woff2",
        "source-sans-3-latin-ext-wght-normal.woff2",
        "source-sans-3.LICENSE.txt",
    }
    assert "url(./source-sans-3-latin-wght-normal.woff2)" in (target / "index.css").read_text()
    assert "greek" not in (target / "index.css").read_text()


def test_an_icon_that_does_not_exist_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "package" / "icons").mkdir(parents=True)
    (tmp_path / "package" / "icons" / "phone.svg").write_text("<svg/>")
    monkeypatch.setattr(assets, "ICONS", tmp_path / "icons.txt")
    assets.ICONS.write_text("# channels\nphone fone\n")
    with pytest.raises(Problem, match=r"^Lucide has no icon called fone; correct tools/icons\.txt\.$"):
        assets.copy_icons(tmp_path / "package", tmp_path / "icons")


def test_remarks_of_npm_do_not_reach_the_lock(tmp_path: Path) -> None:
    lock = tmp_path / "package-lock.json"
    entry = {"version": "1.0.0", "integrity": "sha512-x", "funding": {"url": "here"}, "resolved": "there"}
    lock.write_text(json.dumps({"packages": {"node_modules/a": entry}}))
    strip(lock)
    assert json.loads(lock.read_text()) == {
        "packages": {"node_modules/a": {"version": "1.0.0", "integrity": "sha512-x"}}
    }


def test_a_named_browser_that_is_no_program_is_a_problem(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CHROMIUM", str(tmp_path / "chromium"))
    with pytest.raises(Problem, match="which is not a program"):
        browser.executable()


def test_a_fetched_browser_finds_its_own_libraries(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CHROMIUM", raising=False)
    monkeypatch.setattr(browser, "SYSTEM", tmp_path / "chromium")
    monkeypatch.setenv("LD_LIBRARY_PATH", "/opt/lib")
    assert browser.executable() == browser.FOLDER / "chromium"
    assert browser.surroundings()["LD_LIBRARY_PATH"] == f"{browser.FOLDER / 'lib'}:/opt/lib"


def test_stamps_remember_what_is_done(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(common, "STAMPS", tmp_path / "stamps.json")
    assert common.stamped("packages") == ""
    common.stamp("packages", "a")
    common.stamp("assets", "b")
    assert (common.stamped("packages"), common.stamped("assets")) == ("a", "b")
    common.STAMPS.write_text("half a file {")
    assert common.stamped("packages") == ""
