"""`python -m workbench`, and the console command."""

from workbench.cli import main

__all__ = ["main"]

if __name__ == "__main__":
    main()
