"""The demo and the built wheel, started as a newcomer starts them, within what is promised: `./run smoke`."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from benchmarks.site import NotOpened, Page, free_port, opened

ROOT = Path(__file__).parents[1]
# 110 MB were promised; a sound SQLite (12 MB of its wheel are symbols for debugging), second factors, and the server
# of the room screens came since, and twelve rooms of our own: 11 MB with what Python compiles of them.
SECONDS, PAGE_BYTES, INSTALLED_BYTES = 10, 60_000, 130_000_000
TOOLS = ("pip", "setuptools")  # what `python -m venv` brings: not ours to count


def promised(what: str, measured: float, limit: float, unit: str) -> None:
    """Print a measure, and end the run where it is over its limit."""
    print(f"smoke: {what}: {measured:,.1f} {unit} (at most {limit:,} {unit})", flush=True)
    if measured > limit:
        sys.exit(f"smoke: {what}: over the limit")


def looked_at(name: str, page: Page) -> None:
    """Check that the page is one of ours and is small; how long it took is told, for `./run bench` to judge."""
    if b"<h1" not in page.body or b"Travaux" not in page.body:
        sys.exit(f"smoke: {name}: {page.url} is not a page of Travaux")
    print(f"smoke: {name}, from the command to the first page: {page.after:.1f} s (promised: {SECONDS})", flush=True)
    promised(f"{name}, size of the first page", len(page.body), PAGE_BYTES, "bytes")


def do(command: Sequence[str | Path]) -> None:
    subprocess.run(command, check=True, cwd=ROOT, stdout=subprocess.DEVNULL)


def size(folder: Path) -> int:
    """Return the bytes of what is installed in a folder of packages, without the tools that came with it."""
    files = (path for path in folder.rglob("*") if path.is_file() and not path.is_symlink())
    return sum(path.stat().st_size for path in files if not path.relative_to(folder).parts[0].startswith(TOOLS))


def wheel(folder: Path) -> None:
    """Build the wheel, install it with its site where nothing else is, and open the demo from an empty folder."""
    do([sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", folder])
    (built,) = folder.glob("*.whl")
    python = folder / "venv" / "bin" / "python"
    do([sys.executable, "-m", "venv", folder / "venv"])
    do([python, "-m", "pip", "-qq", "--disable-pip-version-check", "install", f"{built}[site]"])
    packages = next((folder / "venv" / "lib").glob("python*/site-packages"))
    promised("installed, with the site", size(packages) / 1e6, INSTALLED_BYTES / 1e6, "MB")
    home = folder / "home"
    home.mkdir()
    env = {name: value for name, value in os.environ.items() if not name.startswith(("TRAVAUX_", "XDG_", "PYTHON"))}
    open_demo(
        "wheel", [python.with_name("travaux"), "demo", "--port", str(free_port())], env | {"HOME": str(home)}, home
    )


def open_demo(name: str, command: Sequence[str | Path], env: Mapping[str, str] | None, cwd: Path) -> None:
    try:
        with opened(command, env=env, cwd=cwd) as page:
            looked_at(name, page)
    except NotOpened as reason:
        sys.exit(f"smoke: {name}: {reason}")


if __name__ == "__main__":
    with tempfile.TemporaryDirectory(prefix="travaux smoke ") as temporary:
        folder = Path(temporary)
        checkout = [str(ROOT / "run"), "demo", "--port", str(free_port()), "--data", str(folder / "data")]
        open_demo("demo", checkout, None, folder)
        wheel(folder)
