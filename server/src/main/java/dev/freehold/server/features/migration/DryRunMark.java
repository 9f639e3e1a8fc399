package dev.freehold.server.features.migration;

import dev.freehold.mail.migration.dryrun.DryRunTotals;
import dev.freehold.web.http.ProblemException;
import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/**
 * Where a dry run goes on, as the caller keeps it between two parts.
 *
 * @param line of the CSV, at which the part before ended
 * @param totals of all parts before
 */
record DryRunMark(int line, DryRunTotals totals) {

  /** Before the first part. */
  static final DryRunMark BEGINNING = new DryRunMark(0, DryRunTotals.NONE);

  private static final Pattern FORM = Pattern.compile("\\d{1,8}(\\.\\d{1,16}){8}");

  /** The mark as a text. */
  String text() {
    return LongStream.of(
            line,
            totals.mailboxes(),
            totals.ready(),
            totals.folders(),
            totals.items(),
            totals.bytes(),
            totals.changedNames(),
            totals.seconds(),
            totals.longestSeconds())
        .mapToObj(Long::toString)
        .collect(Collectors.joining("."));
  }

  /**
   * Reads it back.
   *
   * @throws ProblemException with status 400 if it is none
   */
  static DryRunMark parse(String text) {
    if (!FORM.matcher(text).matches()) {
      throw ProblemException.badRequest("after must be next of the answer before");
    }
    long[] all = Arrays.stream(text.split("\\.", -1)).mapToLong(Long::parseLong).toArray();
    return new DryRunMark(
        (int) all[0],
        new DryRunTotals(all[1], all[2], all[3], all[4], all[5], all[6], all[7], all[8]));
  }
}
