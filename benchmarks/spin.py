"""Nothing but counting, by one process or shared out among two: spin.py PROCESSES

What two gain over one is what the machine has to give just now.
"""

import subprocess
import sys

TURNS = 40_000_000


def main(processes: int) -> None:
    """Count; or have it counted by so many processes."""
    if processes == 1:
        count(TURNS)
        return
    share = [sys.executable, __file__, "share", str(TURNS // processes)]
    for child in [subprocess.Popen(share) for _ in range(processes)]:
        child.wait()


def count(turns: int) -> None:
    for _ in range(turns):
        pass


if __name__ == "__main__":
    if sys.argv[1] == "share":
        count(int(sys.argv[2]))
    else:
        main(int(sys.argv[1]))
