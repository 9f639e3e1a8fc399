package dev.freehold.powershell.value.scalar;

import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A version of two to four numbers.
 *
 * @param build -1 if it was not given
 * @param revision -1 if it was not given
 */
public record PsVersion(int major, int minor, int build, int revision)
    implements Comparable<PsVersion> {

  private static final Pattern FORM =
      Pattern.compile("(\\d{1,9})\\.(\\d{1,9})(?:\\.(\\d{1,9})(?:\\.(\\d{1,9}))?)?");

  private static final Comparator<PsVersion> ORDER =
      Comparator.comparingInt(PsVersion::major)
          .thenComparingInt(PsVersion::minor)
          .thenComparingInt(PsVersion::build)
          .thenComparingInt(PsVersion::revision);

  /** Reads {@code 1.2}, {@code 1.2.3} or {@code 1.2.3.4}. */
  public static Optional<PsVersion> parse(String text) {
    Matcher matcher = FORM.matcher(text.strip());
    if (!matcher.matches()) {
      return Optional.empty();
    }
    return Optional.of(
        new PsVersion(
            number(matcher.group(1)),
            number(matcher.group(2)),
            number(matcher.group(3)),
            number(matcher.group(4))));
  }

  @Override
  public int compareTo(PsVersion other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return major
        + "."
        + minor
        + (build < 0 ? "" : "." + build)
        + (revision < 0 ? "" : "." + revision);
  }

  private static int number(String digits) {
    return digits == null ? -1 : Integer.parseInt(digits);
  }
}
