package dev.freehold.persistence.schema;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which programs go on after a contraction: those that know the change with this number, or a later
 * one. The file's name says so, {@code V2026120501__needs_2026113091_drop_old_names.sql}, and with
 * it the description that is recorded.
 *
 * @param change number of an expansion, or of the contraction itself
 */
record Needs(long change) {

  private static final Pattern DESCRIPTION = Pattern.compile("needs (20\\d{8})( .*)?");

  /** Empty if this is not a contraction's description, so that no program goes on after it. */
  static Optional<Needs> of(String description) {
    Matcher matcher = DESCRIPTION.matcher(description == null ? "" : description);
    return matcher.matches()
        ? Optional.of(new Needs(Long.parseLong(matcher.group(1))))
        : Optional.empty();
  }

  boolean isMetBy(long level) {
    return level >= change;
  }
}
