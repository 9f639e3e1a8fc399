package dev.freehold.mailserver.search;

/** What is known about whether a message matches. */
enum MatchState {
  /** It does. */
  YES,
  /** It does not. */
  NO,
  /** More must be read of it. */
  OPEN;

  static MatchState of(boolean isTrue) {
    return isTrue ? YES : NO;
  }

  MatchState and(MatchState other) {
    if (this == NO || other == NO) {
      return NO;
    }
    return this == YES ? other : other == YES ? this : OPEN;
  }

  MatchState not() {
    return switch (this) {
      case YES -> NO;
      case NO -> YES;
      case OPEN -> OPEN;
    };
  }
}
