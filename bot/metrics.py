"""What `/metrics` tells Prometheus; `Metrics` is made once for each app, so that two never add up."""

from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Counter, Gauge, Histogram, generate_latest

CONTENT_TYPE = CONTENT_TYPE_LATEST

BATCH_EVENTS = (1, 2, 4, 8, 16, 32, 64, 128, 256)
"""Bounds in events, up to the largest batch."""

COMMIT_SECONDS = (0.0005, 0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5)
"""Bounds in seconds, from a quick disk's fsync to the time after which a platform is told to come again."""


class Metrics:
    """All counters, gauges and histograms of one running Rapport."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self._count_events()
        self._count_queues()
        self._count_deliveries()

    def _count_events(self) -> None:
        self.events = Counter(
            "rapport_events",
            "Events by platform, kind and outcome (done, repeat, refused or deferred).",
            ("platform", "kind", "outcome"),
            registry=self.registry,
        )
        self.last_event_age_seconds = Gauge(
            "rapport_last_event_age_seconds",
            "Seconds since the last event of each platform.",
            ("platform",),
            registry=self.registry,
        )
        self.slack_signature_rejected = Counter(
            "rapport_slack_signature_rejected",
            "Requests refused for a wrong or stale Slack signature.",
            registry=self.registry,
        )
        self.telegram_secret_rejected = Counter(
            "rapport_telegram_secret_rejected",
            "Requests refused for a wrong Telegram secret token.",
            registry=self.registry,
        )
        self.orders_signature_rejected = Counter(
            "rapport_orders_signature_rejected",
            "Orders refused for a wrong, missing or stale signature.",
            registry=self.registry,
        )
        self.late_native_votes = Counter(
            "rapport_late_native_votes",
            "Votes in native Telegram polls that came after the poll was closed and were dropped.",
            registry=self.registry,
        )

    def _count_queues(self) -> None:
        self.queue_depth = Gauge(
            "rapport_queue_depth", "Events that wait for the writer thread.", registry=self.registry
        )
        self.batch_events = Histogram(
            "rapport_batch_events", "Events in one transaction.", buckets=BATCH_EVENTS, registry=self.registry
        )
        self.commit_seconds = Histogram(
            "rapport_commit_seconds", "Seconds that a commit took.", buckets=COMMIT_SECONDS, registry=self.registry
        )
        self.inbox_waiting = Gauge(
            "rapport_inbox_waiting", "Events whose handler failed and that will be tried again.", registry=self.registry
        )
        self.inbox_dead = Gauge(
            "rapport_inbox_dead",
            "Events whose handler failed every time and that somebody must look at.",
            registry=self.registry,
        )

    def _count_deliveries(self) -> None:
        self.letters = Gauge(
            "rapport_outbox_letters",
            "Letters in the outbox by state (queued, calling, sent, unknown or failed).",
            ("state",),
            registry=self.registry,
        )
        self.deliveries = Counter(
            "rapport_deliveries",
            "Calls that delivered letters, by platform and outcome (sent, temporary, unknown or permanent).",
            ("platform", "outcome"),
            registry=self.registry,
        )

    def render(self) -> bytes:
        """Return all of them in Prometheus's text format, to be served as `CONTENT_TYPE`."""
        return generate_latest(self.registry)
