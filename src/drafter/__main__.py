"""`python -m drafter`."""

from drafter.cli import main

if __name__ == "__main__":  # a worker of a batch imports this file again
    main()
