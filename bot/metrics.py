"""What is counted about the program itself; no label ever names a person, a village or a chat."""

from prometheus_client import Gauge

from bot.tally import Durations, Happenings

TURNS = Happenings("sothon_turns", "Messages answered, by outcome", ["outcome"])
TURN_SECONDS = Durations(
    "sothon_turn_seconds",
    "From taking a message to its commit",
    (0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5),
)
SENT = Happenings(
    "sothon_sent", "Messages sent or given up, by channel, kind and what became of them", ["channel", "kind", "state"]
)
SEND_SECONDS = Durations(
    "sothon_send_seconds",
    "From handing a message to its channel to the platform's answer",
    (0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 30),
    "channel",
)
OUTBOX_DEPTH = Gauge("sothon_outbox_waiting", "Messages allowed to go that have not gone")
OUTBOX_AGE = Gauge("sothon_outbox_oldest_seconds", "How long the oldest of them has waited")
UNREAD = Gauge("sothon_unread_sentences", "Sentences of the last 7 days that were not understood")
