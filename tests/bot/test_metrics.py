"""What Prometheus reads."""

from prometheus_client.parser import text_string_to_metric_families

from bot.metrics import CONTENT_TYPE, Metrics

NAMES = {
    "rapport_batch_events",
    "rapport_commit_seconds",
    "rapport_deliveries",
    "rapport_events",
    "rapport_inbox_dead",
    "rapport_inbox_waiting",
    "rapport_last_event_age_seconds",
    "rapport_late_native_votes",
    "rapport_orders_signature_rejected",
    "rapport_outbox_letters",
    "rapport_queue_depth",
    "rapport_slack_signature_rejected",
    "rapport_telegram_secret_rejected",
}


def test_every_metric_says_what_it_counts() -> None:
    """Each metric has its name with its unit, and a sentence of help."""
    families = list(Metrics().registry.collect())
    assert {family.name for family in families} == NAMES
    assert [family.name for family in families if not family.documentation.endswith(".")] == []


def test_metrics_are_rendered() -> None:
    """What was counted is read back from the page, by its labels."""
    metrics = Metrics()
    metrics.events.labels("slack", "Vote", "done").inc(3)
    metrics.letters.labels("queued").set(2)
    metrics.commit_seconds.observe(0.004)
    samples = {
        (sample.name, *sorted(sample.labels.values())): sample.value
        for family in text_string_to_metric_families(metrics.render().decode())
        for sample in family.samples
    }
    assert samples["rapport_events_total", "Vote", "done", "slack"] == 3
    assert samples["rapport_outbox_letters", "queued"] == 2
    assert samples["rapport_commit_seconds_bucket", "0.005"] == 1
    assert samples["rapport_late_native_votes_total",] == 0
    assert CONTENT_TYPE.startswith("text/plain")


def test_two_apps_do_not_add_up() -> None:
    """Each app counts for itself."""
    one, other = Metrics(), Metrics()
    one.late_native_votes.inc()
    assert b"rapport_late_native_votes_total 1.0" in one.render()
    assert b"rapport_late_native_votes_total 0.0" in other.render()
