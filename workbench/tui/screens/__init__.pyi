"""What fills the terminal."""

from .case import CaseScreen
from .help import HelpScreen, TooSmall
from .home import HomeScreen
from .tagger import Tagger

__all__ = ["CaseScreen", "HelpScreen", "HomeScreen", "Tagger", "TooSmall"]
