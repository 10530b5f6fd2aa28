"""Complaints about other bots, and the tests by which Rapport does not earn one of them again."""

HERE, HANDLERS = "tests/conversations", "tests/handlers"
INSIGHT = "tests/insight"
SLACK, TELEGRAM = "tests/bot/platforms/slack", "tests/bot/platforms/telegram"

TESTED: dict[int, tuple[str, tuple[str, ...]]] = {
    1: (
        "Of many votes at once some were lost, or overwrote each other",
        (
            f"{HERE}/test_crowd.py::test_of_a_crowd_nothing_is_lost_nothing_double_and_no_platform_is_written_to_too_fast",
            f"{HANDLERS}/test_tallies.py::test_any_votes_in_any_batches",
            "tests/crash/test_votes.py::test_a_rush_of_votes_outlives_the_process",
        ),
    ),
    2: (
        "The first close was silently not saved, and the poll went on",
        (
            f"{HERE}/test_kinds.py::test_a_poll_runs_from_its_question_to_the_final_numbers",
            f"{HANDLERS}/test_tallies.py::test_closing_while_people_vote",
            f"{HANDLERS}/test_voting.py::test_a_late_vote_is_refused_with_a_sentence",
        ),
    ),
    3: (
        "A poll that was made in a modal closed only when somebody pressed",
        (
            f"{HERE}/test_complaints.py::test_a_poll_from_a_modal_closes_without_a_press",
            f"{HERE}/test_time.py::test_a_planned_poll_is_posted_in_time_and_closes_in_time",
        ),
    ),
    4: (
        "The creator of an anonymous poll could see who chose what",
        (
            f"{HERE}/test_seeing.py::test_an_anonymous_poll_shows_no_numbers_of_few_and_nobody_s_choice",
            f"{HERE}/test_seeing.py::test_in_a_confidential_poll_only_the_team_may_know",
            "tests/e2e/test_secrecy.py::test_nothing_that_is_kept_depends_on_who_chose_what",
        ),
    ),
    5: (
        "Tallies that move at once told on who had just voted anonymously",
        (
            f"{HERE}/test_seeing.py::test_an_anonymous_poll_shows_no_numbers_of_few_and_nobody_s_choice",
            f"{HANDLERS}/test_secret.py::test_counts_are_shown_in_steps",
        ),
    ),
    6: (
        "A deleted schedule went on posting",
        (
            f"{HERE}/test_time.py::test_a_deleted_plan_posts_nothing_more",
            f"{HANDLERS}/test_listing.py::test_a_deleted_plan_is_not_listed",
        ),
    ),
    7: (
        "A template that was never posted was closed in place of its run",
        (f"{HANDLERS}/test_plans.py::test_a_plan_and_its_runs_are_different_records",),
    ),
    8: (
        "In private channels and direct messages polls failed without a word",
        (
            f"{HERE}/test_complaints.py::test_a_channel_that_the_bot_is_not_in_is_told_before_any_form",
            f"{HANDLERS}/test_reaching.py::test_a_private_channel_that_is_none_of_ours_is_looked_at_too",
            f"{SLACK}/test_reach.py::test_a_chat_that_cannot_be_written_to_has_a_sentence",
        ),
    ),
    9: (
        "Slack said that the bot did not answer in time",
        (
            f"{SLACK}/test_door.py::test_a_late_command_says_so_and_follows",
            f"{SLACK}/test_door.py::test_a_late_press_says_so_and_follows",
        ),
    ),
    10: (
        "There were no recurring polls",
        (
            f"{HANDLERS}/test_plans.py::test_a_recurring_poll_is_posted_again_and_again",
            f"{HANDLERS}/test_plans.py::test_wall_clocks_decide_when_they_change",
        ),
    ),
    11: (
        "The votes could not be downloaded",
        (
            f"{HERE}/test_team.py::test_the_csv_arrives_whole",
            f"{HANDLERS}/test_exports.py::test_many_votes_are_not_cut",
        ),
    ),
    12: (
        "Nobody could tell who had not voted yet, without telling who chose what",
        (
            f"{HERE}/test_team.py::test_who_has_not_voted_is_listed_without_a_word_of_the_others",
            f"{HERE}/test_time.py::test_only_who_has_not_voted_is_reminded",
        ),
    ),
    13: (
        "One did not see how many have voted, or got a message for each vote",
        (
            f"{HERE}/test_kinds.py::test_a_poll_runs_from_its_question_to_the_final_numbers",
            f"{HANDLERS}/test_milestones.py::test_each_is_told_once",
        ),
    ),
    14: (
        "Added options were spam",
        (
            f"{HERE}/test_words.py::test_an_added_option_waits_for_the_team_s_yes",
            f"{HANDLERS}/test_adding.py::test_each_person_has_a_cap",
            f"{HANDLERS}/test_adding.py::test_what_is_much_alike_is_offered_instead",
        ),
    ),
    15: (
        "A bot could not post into a channel by itself",
        (f"{TELEGRAM}/test_delivering.py::test_a_poll_in_a_channel_has_buttons",),
    ),
    16: (
        "A line of promotion confused people",
        (f"{HERE}/test_complaints.py::test_nothing_in_an_audience_s_chat_speaks_of_anything_but_the_poll",),
    ),
    17: (
        "Special characters in names and texts broke polls",
        (
            f"{HERE}/test_complaints.py::test_any_text_is_shown_as_it_was_written",
            f"{TELEGRAM}/test_rendering.py::test_any_text_can_be_sent",
            f"{SLACK}/test_render.py::test_any_message_is_within_the_limits",
        ),
    ),
    28: (
        "A thank-you or an emoji opened the question again",
        (
            f"{HERE}/test_queries.py::test_thanks_and_reactions_open_nothing",
            f"{HANDLERS}/test_queries.py::test_thanks_and_plain_words_open_nothing",
        ),
    ),
    29: (
        "A slip in the team's thread reached the customer",
        (
            f"{HERE}/test_queries.py::test_what_the_team_says_in_the_thread_stays_there",
            f"{TELEGRAM}/test_files.py::test_only_what_is_said_to_the_bot_answers_it",
        ),
    ),
    30: (
        "Groups were refused: people could ask in private only",
        (
            f"{HERE}/test_queries.py::test_a_query_is_answered_where_it_was_asked",
            f"{HERE}/test_queries.py::test_a_private_chat_is_a_two_way_relay",
        ),
    ),
    31: (
        "What one person asked at two places landed in one ticket",
        (f"{HERE}/test_queries.py::test_each_chat_of_a_person_has_a_query_of_its_own",),
    ),
    32: (
        "Edits were not seen, and deletions passed in silence",
        (
            f"{HERE}/test_queries.py::test_an_edit_of_the_question_is_seen_in_its_card",
            f"{HANDLERS}/test_talk.py::test_edits_keep_every_version",
            f"{HANDLERS}/test_queries.py::test_a_query_that_is_taken_back_is_withdrawn",
            f"{TELEGRAM}/test_files.py::test_an_edited_caption_is_an_edit",
        ),
    ),
    33: (
        "A deleted topic lost the person, or its answers dropped into the main chat",
        (
            f"{HERE}/test_answer_troubles.py::test_a_deleted_topic_is_named_in_the_card",
            f"{TELEGRAM}/test_files.py::test_nothing_is_posted_outside_a_deleted_topic",
            f"{HERE}/test_answer_troubles.py::test_an_answer_follows_a_migrated_group_once",
        ),
    ),
    18: (
        "After a reopening the first response took days in place of minutes",
        (
            f"{INSIGHT}/test_care.py::test_any_ledger",
            f"{INSIGHT}/test_vectors.py::test_the_scorecard_agrees_to_the_digit",
        ),
    ),
    19: (
        "Automatic messages and what was never answered distorted the times of response",
        (
            f"{HANDLERS}/test_automatic.py::test_it_is_sent_at_once_and_labelled",
            f"{HANDLERS}/test_acknowledging.py::test_who_asks_at_night_is_told_when",
            f"{HANDLERS}/test_reporting.py::test_who_waits_is_told_before_anybody_is_answered",
        ),
    ),
    20: (
        "Business hours were ignored, and two places showed two figures",
        (
            f"{INSIGHT}/test_vectors.py::test_the_scorecard_agrees_to_the_digit",
            f"{HANDLERS}/test_reporting.py::test_care_and_mood_are_written_for_people",
            f"{HANDLERS}/test_behind.py::test_the_rows_come_to_the_figures",
        ),
    ),
    21: (
        "A deadline was broken by the clock on the wall, on a Friday evening",
        (
            f"{INSIGHT}/test_workhours.py::test_friday_afternoon_goes_on_on_monday",
            f"{HANDLERS}/test_alerting.py::test_the_card_explains_the_deadline",
        ),
    ),
    22: ("A lunch break could not be entered", (f"{INSIGHT}/test_workhours.py::test_minute_by_minute",)),
    23: (
        "Two days became six, and nobody knew why",
        (
            f"{INSIGHT}/test_workhours.py::test_what_a_deadline_passes_over_is_told",
            f"{INSIGHT}/test_workhours.py::test_holidays_have_names",
        ),
    ),
    24: (
        "Alerts came at midnight and on weekends",
        (
            f"{HANDLERS}/test_alerting.py::test_alerts_wait_for_the_morning",
            f"{HANDLERS}/test_alerting.py::test_urgent_queries_have_all_hours",
        ),
    ),
    25: (
        "Everybody was alerted, again and again",
        (
            f"{HANDLERS}/test_alerting.py::test_chosen_people_are_told_in_private",
            f"{HANDLERS}/test_alerting.py::test_one_message_warns_alerts_and_tells_the_end",
        ),
    ),
    26: (
        "A deadline passed although the team had spoken last",
        (
            f"{HANDLERS}/test_alerting.py::test_an_answer_in_time_is_not_warned_of",
            f"{HANDLERS}/test_queries.py::test_a_team_members_reply_in_the_group_is_an_answer",
        ),
    ),
    27: (
        "People were asked how it was again and again, or after nobody had helped",
        (
            f"{HANDLERS}/test_satisfying.py::test_only_a_press_of_the_team_asks",
            f"{HANDLERS}/test_satisfying.py::test_a_person_is_asked_once_a_month",
        ),
    ),
    34: (
        "What is kept of a person could neither be had nor deleted",
        (
            f"{HANDLERS}/test_me_seeing.py::test_the_export_is_complete",
            "tests/e2e/test_erasing.py::test_nothing_is_left",
            f"{HERE}/test_team.py::test_the_csv_arrives_whole",
        ),
    ),
    35: (
        "Events that were acknowledged late came again, and were acted on again",
        (
            f"{HANDLERS}/test_dispatcher.py::test_eight_at_once_are_one",
            f"{HANDLERS}/test_dispatcher.py::test_a_repeat_is_known_after_a_restart_and_elsewhere",
            f"{SLACK}/test_link.py::test_the_same_envelope_twice_has_the_same_key",
        ),
    ),
    36: (
        "The bot heard itself, and took an unfurled link for an edit",
        (
            f"{SLACK}/test_inbound.py::test_what_does_not_count_is_ignored",
            f"{HANDLERS}/test_talk.py::test_edits_keep_every_version",
        ),
    ),
    37: (
        "Whoever came by an invite link was not known to",
        (
            f"{HANDLERS}/test_referrals.py::test_a_personal_link_brings_somebody",
            f"{HANDLERS}/test_referrals.py::test_a_start_link_waits_for_the_joining",
            f"{HANDLERS}/test_referrals.py::test_the_question_is_asked_once_by_day",
        ),
    ),
    38: (
        "A newsletter went out once from each of several workers, or an hour off after the clocks changed",
        (
            "tests/crash/test_digests.py::test_each_digest_once_whoever_lives",
            "tests/bot/test_scheduler.py::test_two_processes_put_one_digest",
            "tests/bot/test_scheduler.py::test_a_late_digest_says_so",
            f"{HANDLERS}/test_digests.py::test_nine_stays_nine_when_the_clocks_change",
        ),
    ),
    39: (
        "After twenty quick clicks edits were blocked, and the whole bot stood still",
        (
            f"{HANDLERS}/test_cards.py::test_many_votes_one_edit",
            "tests/bot/test_delivery_lanes.py::test_a_rate_limited_chat_waits_exactly_and_alone",
        ),
    ),
    40: (
        "The connection looked alive and was dead, buttons were dead after a restart, groups that moved were lost",
        (
            f"{SLACK}/test_link.py::test_a_reset_is_noticed_and_mended",
            f"{TELEGRAM}/test_polling.py::test_polling_survives_everything",
            f"{HANDLERS}/test_members.py::test_a_chat_that_moves_is_known_by_its_new_id_everywhere",
            f"{HANDLERS}/test_members.py::test_the_blocked_are_noted_once",
            "tests/bot/test_app.py::test_readiness_of_a_bot_whose_platform_is_away",
        ),
    ),
}
"""What people complained of, by its number, and the tests that hold it."""
