package dev.freehold.mailserver.search;

/** What is known about whether a message matches. */
enum Truth {
  /** It does. */
  YES,
  /** It does not. */
  NO,
  /** More must be read of it. */
  OPEN;

  static Truth of(boolean isTrue) {
    return isTrue ? YES : NO;
  }

  Truth and(Truth other) {
    if (this == NO || other == NO) {
      return NO;
    }
    return this == YES ? other : other == YES ? this : OPEN;
  }

  Truth not() {
    return switch (this) {
      case YES -> NO;
      case NO -> YES;
      case OPEN -> OPEN;
    };
  }
}
