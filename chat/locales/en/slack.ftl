slack-about = Polls, replies and a weekly Return-on-Relationship digest
slack-try-again = That did not get through. Please try once more in a moment.
