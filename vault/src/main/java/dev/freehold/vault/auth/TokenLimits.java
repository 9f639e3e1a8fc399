package dev.freehold.vault.auth;

import java.time.Duration;

/** The bounds of tokens and of the keys they are verified with, in one place. */
final class TokenLimits {

  static final int MAX_TOKEN_CHARS = 12 * 1024;
  static final int MAX_GROUPS = 250;
  static final int MAX_QUOTED_CHARS = 256;
  static final Duration MAX_CLOCK_SKEW = Duration.ofMinutes(5);
  static final int MAX_VERIFIED_TOKENS = 4096;
  static final Duration VERIFIED_FOR = Duration.ofMinutes(1);

  static final int MAX_KEY_SETS = 256;
  static final int MAX_KEY_SET_BYTES = 256 * 1024;
  static final int MIN_RSA_BITS = 2048;
  static final int MAX_RSA_BITS = 8192;
  static final Duration KEY_SET_TIMEOUT = Duration.ofSeconds(5);
  static final Duration KEY_SET_FRESH = Duration.ofHours(1);
  static final Duration KEY_SET_USABLE = Duration.ofHours(24);
  static final Duration KEY_SET_RETRY = Duration.ofSeconds(10);

  private TokenLimits() {}
}
