"""Where the installation stands, as the doctor looks at it: who may read its folder, who can listen, what is set."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings

from secretariat.frame.addresses import is_here, stays_here
from secretariat.frame.doctor import Finding, State, found
from travaux.formats.walls import walls

GIB = 1 << 30
ENOUGH, TOO_LITTLE = 2 * GIB, GIB // 8  # bytes left on the disk
OTHERS = 0o077  # what group and others may


def folder(_using: str) -> Iterator[Finding]:
    """Look at who may read the folder and what is in it, and at the room on the disk."""
    data = settings.TRAVAUX_DATA
    yield _private(data)
    free = shutil.disk_usage(data).free
    state = State.BROKEN if free < TOO_LITTLE else State.WARNING
    told = f"{free / GIB:.1f} GiB left"
    yield found("disk", told, sound=free >= ENOUGH, remedy="Make room on the disk of the data folder.", otherwise=state)


def _private(data: Path) -> Finding:
    """Say whether the database, the secrets, the mails and all else are their owner's, and the owner is who asks."""
    paths = [data, *sorted(path for path in data.rglob("*") if not path.is_symlink())]
    open_ = [path for path in paths if path.lstat().st_mode & OTHERS]
    others = [path for path in paths if path.lstat().st_uid != os.geteuid()]
    told = [f"{len(paths)} files and folders"]
    told += [f"others may use {len(open_)}, first {open_[0]} ({open_[0].lstat().st_mode & 0o777:03o})"] if open_ else []
    told += [f"{len(others)} belong to another user, first {others[0]}"] if others else []
    remedy = f"chmod -R go= {data}, as the user who runs the site and owns it all."
    sound = not open_ and not others
    return found("permissions", "; ".join(told), sound=sound, remedy=remedy, otherwise=State.WARNING)


def way(host: str, *, encrypted: bool, mode: str) -> Finding:
    """Say who could listen on the way to the database, or stand in its place."""
    if stays_here(host):
        return Finding("way to the database", State.OK, "stays on this machine")
    told = f"to {host}, {'encrypted' if encrypted else 'not encrypted'} (sslmode={mode})"
    remedy = "Set sslmode=verify-full in TRAVAUX_DATABASE_URL, with sslrootcert: only that asks who answers."
    sound = encrypted and mode == "verify-full"
    return found("way to the database", told, sound=sound, remedy=remedy, otherwise=State.WARNING)


def door(_using: str) -> Iterator[Finding]:
    """Look at the settings by which people reach the site."""
    wild = [host for host in settings.ALLOWED_HOSTS if host == "*"]
    away = [host for host in settings.ALLOWED_HOSTS if not is_here(host.strip("[]"))]
    asked = " ".join(sorted(settings.TRAVAUX_SECOND_FACTOR))
    for what, told, sound, remedy in (
        ("debugging", "on" if settings.DEBUG else "off", not settings.DEBUG, "Unset TRAVAUX_DEBUG."),
        ("hosts", " ".join(settings.ALLOWED_HOSTS), not wild, "Name the hosts of the site in TRAVAUX_HOSTS."),
        ("https", "on" if settings.HTTPS else "off", settings.HTTPS or not away, "Serve by TLS; set TRAVAUX_HTTPS=1."),
        ("second factor", asked or "of nobody", bool(asked), "Set TRAVAUX_SECOND_FACTOR; staff at least."),
    ):
        yield found(
            what, told, sound=sound, remedy=remedy, otherwise=State.BROKEN if what == "debugging" else State.WARNING
        )


def cell(_using: str) -> Iterator[Finding]:
    """Look at the walls that this machine puts around the process in which papers are opened."""
    standing = walls()
    missing = [name for name, stands in standing.items() if not stands]
    told = (
        f"walls around those that are opened: {', '.join(name for name in standing if name not in missing) or 'none'}"
    )
    remedy = f"Missing: {', '.join(missing)}. Let the kernel or the container's runtime allow them."
    yield found("cell", told, sound=not missing, remedy=remedy, otherwise=State.WARNING)
