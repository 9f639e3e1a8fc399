package dev.freehold.custody.jobs;

import java.util.Map;
import java.util.regex.Pattern;

/** The bounds of a job, in one place. */
final class JobLimits {

  /** Each shard is a task of its own, so there are no more than keep a few nodes busy. */
  static final int MAX_SHARDS = 64;

  /** Shards that wait for servers elsewhere at the same time on one node. */
  static final int MAX_OUTSIDE_SHARDS = 64;

  /**
   * The kind of job that is not cancelled: half a purge is worse than none and than a whole one.
   */
  static final String WITHOUT_RETURN = "purge";

  static final int MAX_KIND_CHARS = 32;
  static final int MAX_FACTS = 32;
  static final int MAX_FACT_CHARS = 1024;
  static final int MAX_POSITION_CHARS = 1024;
  static final int MAX_KEY_CHARS = 256;
  static final int MAX_ACTOR_CHARS = 256;
  static final int MAX_CODE_CHARS = 64;
  static final int MAX_REASON_CHARS = 1024;

  /** Lost tasks that one round of the reconciler schedules. */
  static final int MAX_RECONCILED_SHARDS = 1000;

  private static final Pattern KIND = Pattern.compile("[a-z][a-z0-9-]*");
  private static final Pattern FACT_NAME = Pattern.compile("[a-z][A-Za-z0-9]{0,63}");

  private JobLimits() {}

  static void requireKind(String kind) {
    requireLength("a kind's name", kind, 1, MAX_KIND_CHARS);
    if (!KIND.matcher(kind).matches()) {
      throw new IllegalArgumentException(
          "a kind's name has small letters, digits and hyphens and begins with a letter");
    }
  }

  static void requireFacts(String what, Map<String, String> facts) {
    requireRange("the number of " + what, facts.size(), 0, MAX_FACTS);
    facts.forEach(
        (name, value) -> {
          if (!FACT_NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                "names of %s are lower camel case with at most 64 letters and digits"
                    .formatted(what));
          }
          requireLength(name, value, 0, MAX_FACT_CHARS);
        });
  }

  static void requirePosition(String position) {
    requireLength("a position", position, 0, MAX_POSITION_CHARS);
  }

  static void requireLength(String what, String text, int min, int max) {
    requireRange("the length of " + what, text.length(), min, max);
    if (text.indexOf('\0') >= 0) {
      throw new IllegalArgumentException(what + " must not contain the character 0");
    }
  }

  static void requireRange(String what, long value, long min, long max) {
    if (value < min || value > max) {
      throw new IllegalArgumentException("%s is %d to %d, got %d".formatted(what, min, max, value));
    }
  }
}
