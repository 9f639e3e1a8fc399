package dev.freehold.mailserver.search;

/** A criterion of a search, for one message at a time. */
@FunctionalInterface
interface SearchTest {

  /** What is known of the message so far; once its bytes were read, never {@code OPEN}. */
  MatchState of(SearchedMessage message);
}
