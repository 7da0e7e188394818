"""Make a zip that puts drafter on a machine without internet.

    python tools/bundle.py --platform win_amd64 --python 3.12
    python tools/bundle.py --platform win_amd64 --runtime python-3.12.8-embed-amd64.zip

The zip holds every wheel for that platform, checked to be complete, and the scripts that install
them. With a runtime (python.org's embeddable zip, or a standalone build in a .tar.gz, fetched by
hand) it holds Python too, with drafter in it: unpack it, and it runs.
"""

from __future__ import annotations

import argparse
import email.message
import email.parser
import shutil
import subprocess
import sys
import tarfile
import tempfile
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from packaging import tags
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from packaging.utils import canonicalize_name, parse_wheel_filename

ROOT = Path(__file__).resolve().parents[1]
LAUNCHERS = Path(__file__).resolve().parent / "launchers"
EXTRAS = "desk,watch,xls"
_STAMP = (2020, 1, 1, 0, 0, 0)
"""The date of each file in the zip: the same input gives the same bytes."""


@dataclass(frozen=True)
class Target:
    """A kind of machine. platforms: wheel tags that it runs, the newest first. markers: what a
    requirement's conditions ask of it. launchers: its scripts' folder. site: where its runtime
    keeps libraries, with the version of Python to put in."""

    platforms: tuple[str, ...]
    markers: dict[str, str]
    launchers: str
    site: str


def _make_windows(machine: str) -> Target:
    markers = {"os_name": "nt", "sys_platform": "win32", "platform_system": "Windows"}
    tag = {"AMD64": "win_amd64", "ARM64": "win_arm64"}[machine]
    return Target((tag,), {**markers, "platform_machine": machine}, "windows", "Lib/site-packages")


def _make_linux(machine: str) -> Target:
    """UOS 20 and Kylin V10 have glibc 2.28, so nothing newer is taken."""
    markers = {"os_name": "posix", "sys_platform": "linux", "platform_system": "Linux"}
    platforms = [f"manylinux_2_{minor}_{machine}" for minor in (28, 27, 26, 24, 17)]
    return Target(
        (*platforms, f"manylinux2014_{machine}"), {**markers, "platform_machine": machine},
        "linux", "lib/python{version}/site-packages",
    )  # fmt: skip


def _make_macos(machine: str) -> Target:
    markers = {"os_name": "posix", "sys_platform": "darwin", "platform_system": "Darwin"}
    newest = (13, 0) if machine == "arm64" else (12, 0)
    platforms = tuple(tags.mac_platforms(newest, machine))
    return Target(
        platforms, {**markers, "platform_machine": machine},
        "macos", "lib/python{version}/site-packages",
    )  # fmt: skip


TARGETS = {
    "win_amd64": _make_windows("AMD64"),
    "win_arm64": _make_windows("ARM64"),
    "manylinux_x86_64": _make_linux("x86_64"),
    "manylinux_aarch64": _make_linux("aarch64"),
    "macosx_x86_64": _make_macos("x86_64"),
    "macosx_arm64": _make_macos("arm64"),
}


class Incomplete(Exception):
    """What the set of wheels lacks, or holds and cannot be run there."""


def run_pip(*words: str) -> None:
    """pip of the Python that runs this. Raises CalledProcessError."""
    command = [sys.executable, "-m", "pip", "--disable-pip-version-check", *words]
    subprocess.run(command, check=True)


def choose_pip_words(target: Target, python: str) -> list[str]:
    """What tells pip to take wheels for another machine."""
    platforms = [word for tag in target.platforms for word in ("--platform", tag)]
    return ["--only-binary=:all:", "--implementation=cp", f"--python-version={python}", *platforms]


def fetch_wheels(own: Path, target: Target, python: str, folder: Path, *more: str) -> None:
    """Every wheel that drafter's own one needs there. Raises CalledProcessError, Incomplete.

    pip asks a requirement's conditions (`sys_platform == "win32"`) of the machine that it runs on,
    so the wheels' metadata are asked here, and pip only fetches.
    """
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copy(own, folder)
    words = [*choose_pip_words(target, python), "--dest", str(folder), *more]
    while missing := find_missing(folder, target, python):
        run_pip("download", "--quiet", "--no-deps", *words, *missing)
    unfit = find_unfit(folder, target, python)
    if unfit:
        raise Incomplete(f"these wheels do not run there: {', '.join(unfit)}")


def find_missing(folder: Path, target: Target, python: str) -> list[str]:
    """The requirements of the wheels that no wheel beside them meets. Raises Incomplete.

    Of drafter's own wheel the extras are asked for too.
    """
    versions = {}
    for path in folder.glob("*.whl"):
        name, version, *_ = parse_wheel_filename(path.name)
        versions[name] = version
    missing: dict[str, SpecifierSet] = {}
    for requirement in iter_requirements(folder, target, python):
        name = canonicalize_name(requirement.name)
        if name not in versions:
            missing[name] = missing.get(name, SpecifierSet()) & requirement.specifier
        elif not requirement.specifier.contains(versions[name], prereleases=True):
            raise Incomplete(f"{name} {versions[name]} is there, but {requirement} is asked for")
    return [f"{name}{specifier}" for name, specifier in sorted(missing.items())]


def iter_requirements(folder: Path, target: Target, python: str) -> Iterator[Requirement]:
    """What the wheels ask for on the target."""
    markers = {
        **target.markers, "python_version": python, "python_full_version": f"{python}.0",
        "implementation_name": "cpython", "platform_python_implementation": "CPython",
        "implementation_version": f"{python}.0", "platform_release": "", "platform_version": "",
    }  # fmt: skip
    for path in sorted(folder.glob("*.whl")):
        extras = EXTRAS.split(",") if path.name.startswith("drafter-") else []
        for line in read_metadata(path).get_all("Requires-Dist") or ():
            requirement = Requirement(str(line))
            marker = requirement.marker
            asked = (
                marker.evaluate({**markers, "extra": each}) for each in ("", *extras) if marker
            )
            if marker is None or any(asked):
                yield requirement


def read_metadata(wheel: Path) -> email.message.Message:
    """A wheel's METADATA."""
    with zipfile.ZipFile(wheel) as archive:
        name = next(each for each in archive.namelist() if each.endswith(".dist-info/METADATA"))
        return email.parser.Parser().parsestr(archive.read(name).decode("utf-8"))


def find_unfit(folder: Path, target: Target, python: str) -> list[str]:
    """The wheels whose tags the target does not run."""
    major, minor = map(int, python.split("."))
    runs = {
        *tags.cpython_tags((major, minor), platforms=target.platforms),
        *tags.compatible_tags((major, minor), f"cp{major}{minor}", target.platforms),
    }
    return [
        path.name
        for path in sorted(folder.glob("*.whl"))
        if parse_wheel_filename(path.name)[3].isdisjoint(runs)
    ]


def unpack_runtime(runtime: Path, folder: Path) -> None:
    """Python from the file given by hand, so that its libraries are found. Raises Incomplete."""
    if runtime.name.endswith((".tar.gz", ".tgz")):
        with tarfile.open(runtime) as archive:
            archive.extractall(folder, filter="data")
        inner = folder / "python"  # a standalone build has one folder of that name
        if inner.is_dir():
            for path in inner.iterdir():
                path.rename(folder / path.name)
            inner.rmdir()
        return
    with zipfile.ZipFile(runtime) as archive:
        archive.extractall(folder)
    paths = list(folder.glob("python*._pth"))
    if len(paths) != 1:
        raise Incomplete(f"{runtime.name} has no ._pth file: it is not the embeddable zip")
    lines = paths[0].read_text(encoding="utf-8").splitlines()
    paths[0].write_text(
        "\r\n".join([*lines, "Lib\\site-packages", ""]), encoding="utf-8", newline=""
    )


def read_launcher(path: Path, python: str) -> bytes:
    """A script as its system reads it: cmd.exe wants CRLF, an old Notepad the mark of UTF-8."""
    text = path.read_text(encoding="utf-8").replace("{python}", python)
    if path.parent.name != "windows":
        return text.encode("utf-8")
    mark = "utf-8-sig" if path.suffix == ".txt" else "utf-8"  # a .bat with a mark does not start
    return text.replace("\n", "\r\n").encode(mark)


def pack_folder(folder: Path, into: Path, top: str) -> None:
    """The folder as a zip whose files all lie in a folder named `top`."""
    with zipfile.ZipFile(into, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted(folder.rglob("*")):
            if not path.is_file():
                continue
            info = zipfile.ZipInfo(f"{top}/{path.relative_to(folder).as_posix()}", _STAMP)
            runs = path.suffix in (".sh", ".command") or path.stat().st_mode & 0o111
            info.external_attr = (0o755 if runs else 0o644) << 16
            info.compress_type = (
                zipfile.ZIP_STORED if path.suffix == ".whl" else zipfile.ZIP_DEFLATED
            )
            archive.writestr(info, path.read_bytes())


def make_bundle(
    platform: str,
    python: str,
    into: Path,
    *,
    runtime: Path | None = None,
    wheels: Path | None = None,
) -> Path:  # fmt: skip
    """The zip. wheels: a folder that is looked in instead of the package index. Raises
    CalledProcessError and Incomplete."""
    target = TARGETS[platform]
    offline = ["--no-index", f"--find-links={wheels}"] if wheels else []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        run_pip("wheel", "--quiet", "--no-deps", "--wheel-dir", name + "/own", str(ROOT))
        own = next((folder / "own").glob("drafter-*.whl"))
        version = str(parse_wheel_filename(own.name)[1])
        content = folder / "content"
        fetch_wheels(own, target, python, content / "wheels", *offline)
        if runtime is not None:
            put_in_runtime(runtime, content, target, python)
        for path in sorted((LAUNCHERS / target.launchers).iterdir()):
            if runtime is None or not path.stem.startswith("安装"):
                (content / path.name).write_bytes(read_launcher(path, python))
        kind = "-免安装" if runtime else ""
        zipped = into / f"drafter-{version}-{platform}{kind}.zip"
        pack_folder(content, zipped, f"drafter-{version}")
    return zipped


def put_in_runtime(runtime: Path, content: Path, target: Target, python: str) -> None:
    """Python with drafter in it, in place of the wheels."""
    unpack_runtime(runtime, content / "python")
    site = content / "python" / target.site.format(version=python)
    files = [str(path) for path in sorted((content / "wheels").iterdir())]
    words = [*choose_pip_words(target, python), "--no-deps", "--no-index", "--no-compile"]
    run_pip("install", "--quiet", *words, "--target", str(site), *files)
    for path in (content / "wheels").iterdir():
        path.unlink()
    (content / "wheels").rmdir()


def parse_words(words: Iterable[str] | None = None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--platform", required=True, choices=sorted(TARGETS))
    parser.add_argument("--python", default="3.12", help="its version there, like 3.12")
    parser.add_argument("--runtime", type=Path, help="Python itself, fetched by hand")
    parser.add_argument("--wheels", type=Path, help="a folder of wheels instead of the index")
    parser.add_argument("--into", type=Path, default=Path())
    return parser.parse_args(None if words is None else list(words))


def main() -> int:
    asked = parse_words()
    asked.into.mkdir(parents=True, exist_ok=True)
    try:
        zipped = make_bundle(
            asked.platform, asked.python, asked.into, runtime=asked.runtime, wheels=asked.wheels
        )
    except Incomplete as error:
        print(error, file=sys.stderr)
        return 1
    except subprocess.CalledProcessError as error:
        print(f"pip ended with {error.returncode}: see above", file=sys.stderr)
        return 1
    print(f"{zipped}  {zipped.stat().st_size / 1e6:.1f} MB")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
