"""`sothon demo`: a sample commune with the web chat, and nothing to set up."""

from argparse import Namespace

from bot import settings


def run(args: Namespace) -> int:
    """Runs until it is told to stop. Raises SettingsError."""
    from bot.demo import demo

    return demo(settings.load(), args.reset)
