"""`sothon run`: every channel that has settings, the reminders and the web server."""

from argparse import Namespace

from bot import settings


def run(_args: Namespace) -> int:
    """Runs until it is told to stop. Raises SettingsError."""
    from bot.app import run as serve

    return serve(settings.load())
