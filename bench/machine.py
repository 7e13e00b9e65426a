"""What does the machine say: whose core, how much CPU, how much was taken away, how fast is the disk?"""

from __future__ import annotations

import os
import time
from pathlib import Path
from statistics import median

SERVER_CORE, CLIENT_CORE = 0, 1
_TICK_NS = 1_000_000_000 // os.sysconf("SC_CLK_TCK")
KILOBYTE = 1024


def pin(core: int, pid: int = 0) -> None:
    """Keep a process on one core, when there is more than one."""
    if (os.cpu_count() or 1) > 1:
        os.sched_setaffinity(pid, {core})


def cpu_ns(pid: int) -> int:
    """CPU time (ns) that all threads of a process used so far."""
    try:
        return sum(int(_of(f"{task}/schedstat").split()[0]) for task in Path(f"/proc/{pid}/task").iterdir())
    except (FileNotFoundError, PermissionError):
        # A kernel without schedstat only counts ticks.
        user, system = _of(f"/proc/{pid}/stat").rpartition(")")[2].split()[11:13]
        return (int(user) + int(system)) * _TICK_NS


def until_idle(pid: int, patience: float = 30) -> None:
    """Wait until a process has hardly any work left; TimeoutError when that does not come."""
    give_up = time.monotonic() + patience
    while time.monotonic() < give_up:
        before = cpu_ns(pid)
        time.sleep(0.25)
        if cpu_ns(pid) - before < 10_000_000:
            return
    raise TimeoutError(f"the server was still busy after {patience:g} s")


def memory_kb(pid: int) -> int:
    """Resident memory of a process (KB)."""
    line = next(line for line in _of(f"/proc/{pid}/status").splitlines() if line.startswith("VmRSS:"))
    return int(line.split()[1])


class Steal:
    """Which share of all CPU time the host took away since this was made."""

    def __init__(self) -> None:
        self._before = self._ticks()

    def share(self) -> float:
        """Between 0 and 1."""
        steal, total = (now - before for now, before in zip(self._ticks(), self._before, strict=True))
        return steal / total if total else 0.0

    @staticmethod
    def _ticks() -> tuple[int, int]:
        ticks = [int(number) for number in _of("/proc/stat").splitlines()[0].split()[1:9]]
        return ticks[7], sum(ticks)


def sync_times(folder: Path, count: int = 60) -> list[float]:
    """Seconds that each append of 1 KB with fdatasync to a file in this folder takes."""
    file = folder / "fdatasync"
    times = []
    with file.open("ab", buffering=0) as disk:
        for _ in range(count):
            begin = time.perf_counter()
            disk.write(bytes(KILOBYTE))
            os.fdatasync(disk.fileno())
            times.append(time.perf_counter() - begin)
    file.unlink()
    return times


def syncs_a_second(folder: Path) -> float:
    """How many appends of 1 KB with fdatasync a second the disk does just now."""
    return 1 / median(sync_times(folder))


def _of(path: str) -> str:
    return Path(path).read_text(encoding="ascii", errors="replace")
