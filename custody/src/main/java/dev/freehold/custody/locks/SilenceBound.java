package dev.freehold.custody.locks;

import dev.freehold.custody.CustodyError;
import dev.freehold.custody.CustodyException;
import dev.freehold.custody.CustodyLimits;
import java.time.Duration;
import java.util.regex.Pattern;

/**
 * How long after a root last agreed the availability key may be used for users while both roots are
 * silent. The tenant chooses it. Written as {@code never}, hours such as {@code 24h}, or {@code
 * no-bound}.
 *
 * @param hours 0 for never; {@link #NO_BOUND} has its own number
 */
public record SilenceBound(int hours) {

  /** Silence is never bridged. */
  public static final SilenceBound NEVER = new SilenceBound(0);

  /** Silence is bridged however long it lasts. */
  public static final SilenceBound NO_BOUND = new SilenceBound(Integer.MAX_VALUE);

  /** What counts for tenants who have chosen nothing. */
  public static final SilenceBound DEFAULT = new SilenceBound(24);

  private static final String NEVER_WORD = "never";
  private static final String NO_BOUND_WORD = "no-bound";
  private static final Pattern HOURS = Pattern.compile("([1-9][0-9]{0,3})h");

  /** Checks the bounds. */
  public SilenceBound {
    boolean isUnbounded = hours == Integer.MAX_VALUE;
    if (hours < 0 || (!isUnbounded && hours > CustodyLimits.MAX_SILENCE_BOUND_HOURS)) {
      throw invalid();
    }
  }

  /**
   * Reads the written form.
   *
   * @throws CustodyException {@code SILENCE_BOUND_INVALID}
   */
  public static SilenceBound parse(String text) {
    return switch (text) {
      case NEVER_WORD -> NEVER;
      case NO_BOUND_WORD -> NO_BOUND;
      default -> {
        var hours = HOURS.matcher(text);
        if (!hours.matches()) {
          throw invalid();
        }
        yield new SilenceBound(Integer.parseInt(hours.group(1)));
      }
    };
  }

  /** Tells whether silence is bridged that long after a root agreed. */
  boolean bridges(Duration sinceAgreement) {
    return equals(NO_BOUND) || sinceAgreement.compareTo(Duration.ofHours(hours)) < 0;
  }

  /** The one that allows less. */
  SilenceBound shorter(SilenceBound other) {
    return hours <= other.hours ? this : other;
  }

  /** The written form, such as {@code 24h}. */
  @Override
  public String toString() {
    if (equals(NO_BOUND)) {
      return NO_BOUND_WORD;
    }
    return equals(NEVER) ? NEVER_WORD : hours + "h";
  }

  private static CustodyException invalid() {
    return new CustodyException(
        CustodyError.SILENCE_BOUND_INVALID,
        "how long the availability key stands in for silent key vaults is %s, 1h to %dh, or %s"
            .formatted(NEVER_WORD, CustodyLimits.MAX_SILENCE_BOUND_HOURS, NO_BOUND_WORD));
  }
}
