"""The commands: a face for scripts and for people at a shell."""

from .main import cli, main

__all__ = ["cli", "main"]
