"""Power cuts: the site is served under a trace of its writes, and the disk is rebuilt as a cut may leave it.

`python -m benchmarks.trust.power [--short|--long]`. Each image is opened with the library that the site uses; what was
acknowledged before the cut must be in it, each deed with its entry in the record, and the database must be sound. What
may be on the disk is said in `images`. Controls: the same with `synchronous=NORMAL`, and with Django's own settings,
must lose. On PostgreSQL there is no such drill: that its settings for it are in force is asked and told.
"""

import json
import os
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from benchmarks.figure import Figure
from benchmarks.trust.drill import Ground, cluster, main, missing, on_server, place, scratch, sqlite, tell
from benchmarks.trust.installation import DrillFailed
from benchmarks.trust.tracing import command
from benchmarks.trust.writing import Hand, Ledger
from secretariat.frame.sqlite.library import newest

HANDS = 3
# Per form: deeds under trace, images, images of each control.
NUMBERS = {"short": (60, 1000, 500), "usual": (150, 9000, 1000), "long": (600, 100_000, 1000)}
CHUNK, LIBRARY = 500, newest().__name__
NO_STRACE = "strace is missing: apt-get install strace"
LASTING = {"fsync": "on", "synchronous_commit": "on", "full_page_writes": "on"}


def traced(ground: Ground, deeds: int) -> None:
    """Serve the installation under a trace until so many deeds were acknowledged."""
    folder = ground.installation.folder
    if (folder / "traced").exists():
        return
    tell(f"power: {deeds} deeds under a trace")
    shutil.rmtree(folder / "before", ignore_errors=True)
    shutil.copytree(ground.installation.data, folder / "before")
    server = ground.installation.served(*command(folder / "trace"))
    try:
        server.opened()
        ledger = Ledger(folder / "ledger")
        hands = [Hand(n, port=ground.installation.port, cast=ground.cast, ledger=ledger) for n in range(HANDS)]
        for hand in hands:
            hand.start()
        ledger.reached(deeds, server)
        for hand in hands:
            hand.resting.set()
            hand.join()
    finally:
        server.stopped()
    if ledger.refused and not ground.installation.careless:
        message = f"writes were refused: {ledger.refused[:3]}"
        raise DrillFailed(message)
    (folder / "traced").touch()


def examined(ground: Ground, library: str, seeds: list[int], kept: Path) -> Counter[str]:
    """Look at the images of each seed, two seeds at a time; what was counted before is taken from the file `kept`."""
    folder = ground.installation.folder
    words = [folder / "trace", ground.installation.data, folder / "before"]
    done: dict[str, dict[str, int]] = json.loads(kept.read_text()) if kept.exists() else {}

    def one(seed: int) -> None:
        if str(seed) not in done:
            call = [sys.executable, "-m", "benchmarks.trust.cuts", *map(str, words), str(seed), str(CHUNK), library]
            done[str(seed)] = json.loads(subprocess.run(call, check=True, stdout=subprocess.PIPE).stdout)
            kept.write_text(json.dumps(done))
            tell(f"power: {CHUNK * len(done):,} images of {CHUNK * len(seeds):,}")

    with ThreadPoolExecutor(min(2, os.cpu_count() or 1)) as several:
        list(several.map(one, seeds))
    if not all(each["answered"] for each in done.values()):
        message = "the trace shows no answer, so nothing could be lost"
        raise DrillFailed(message)
    return sum((Counter(each) for each in done.values()), Counter[str]())


def wrong(found: Counter[str]) -> dict[str, int]:
    """Return how many images were lost, half or broken."""
    return {what: found[what] for what in ("lost", "half", "broken")}


def told(found: Counter[str]) -> str:
    return ", ".join(f"{number} {what}" for what, number in wrong(found).items())


def ours(folder: Path, form: str) -> Iterator[Figure]:
    deeds, images, _ = NUMBERS[form]
    ground = sqlite(folder / "ours")
    traced(ground, deeds)
    seeds = list(range(images // CHUNK))
    found = examined(ground, LIBRARY, seeds, folder / "ours.json")
    for how, number in sorted(found.items()):
        if "(" in how:
            tell(f"power: {number} images: {how}")
    what = f"SQLite: power cuts, {found['images']:,} images of {found['answered'] // len(seeds)} acknowledged deeds"
    yield Figure(what, told(found), "0", met=not any(wrong(found).values()))


def careless(folder: Path, form: str, how: str, library: str) -> str:
    deeds, _, images = NUMBERS[form]
    ground = sqlite(folder / how, careless=how)
    traced(ground, deeds)
    found = examined(ground, library, list(range(images // CHUNK)), folder / f"{how}.json")
    return f"{told(found)} of {found['images']:,}"


def controls(folder: Path, form: str) -> Iterator[Figure]:
    normal = careless(folder, form, "normal", LIBRARY)
    yield Figure("control: synchronous=NORMAL, images", normal, "> 0 lost", met=not normal.startswith("0 lost"))
    peer = careless(folder, form, "default", "sqlite3")
    yield Figure("the same deeds on Django's settings of SQLite, images", "", theirs=peer, peer="rollback journal")


def settings(folder: Path) -> Iterator[Figure]:
    """Tell whether PostgreSQL, as our connection has it, waits for the disk; it has drills of its own for the rest."""
    with cluster(folder / "server") as server:
        if server is None:
            yield missing("PostgreSQL: settings against power cuts")
            return
        ground = on_server(folder / "served", server)
        found = ground.installation.asked("kept", "settings", *LASTING)
    met = found == LASTING
    what = "PostgreSQL: power cuts, settings in force on our connection (asserted, no images)"
    yield Figure(what, ", ".join(f"{k}={v}" for k, v in found.items()), "all on", met=met)


def figures(form: str = "usual") -> Iterator[Figure]:
    if shutil.which("strace") is None:
        tell(NO_STRACE)
        yield missing("SQLite: power cuts (strace is missing)")
    else:
        with place("power", form) as folder:
            yield from ours(folder, form)
            yield from controls(folder, form)
    with scratch() as folder:
        yield from settings(folder)


if __name__ == "__main__":
    main(figures)
