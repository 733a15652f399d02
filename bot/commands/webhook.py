"""`sothon webhook set|show|drop CHANNEL`: what a platform is told to call; never done at start-up."""

import asyncio
from argparse import Namespace

from bot.commands.ledger import load_settings
from bot.webhooks import manage


def run(args: Namespace) -> int:
    """Prints what was done. Raises SettingsError, WebhookError."""
    print(asyncio.run(manage(args.action, args.channel, load_settings())))
    return 0
