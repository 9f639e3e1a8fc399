package dev.freehold.mail.migration.dryrun;

import java.util.List;

/**
 * What the accounts of a dry run add up to. All are from 0 to {@link #MAX_NUMBER}.
 *
 * @param mailboxes how many were looked at
 * @param ready how many of them can be migrated as they are now
 * @param folders how many folders they have
 * @param items how many messages
 * @param bytes their bytes
 * @param changedNames folders that will be called otherwise here
 * @param seconds how long copying all of them takes one after the other
 * @param longestSeconds how long the one takes that takes longest
 */
public record DryRunTotals(
    long mailboxes,
    long ready,
    long folders,
    long items,
    long bytes,
    long changedNames,
    long seconds,
    long longestSeconds) {

  /** The largest number that every reader of JSON keeps exactly. */
  public static final long MAX_NUMBER = 1L << 53;

  /** Of nothing. */
  public static final DryRunTotals NONE = new DryRunTotals(0, 0, 0, 0, 0, 0, 0, 0);

  /** With these accounts too. */
  DryRunTotals plus(List<DryRunUser> users) {
    DryRunTotals sum = this;
    for (DryRunUser user : users) {
      long time = user.seconds().orElse(0L);
      sum =
          new DryRunTotals(
              sum.mailboxes + 1,
              sum.ready + (user.isReady() ? 1 : 0),
              sum.folders + user.folders(),
              sum.items + user.items(),
              Math.min(MAX_NUMBER, sum.bytes + user.bytes()),
              sum.changedNames + user.changedNames().size(),
              sum.seconds + time,
              Math.max(sum.longestSeconds, time));
    }
    return sum;
  }

  /** How long it takes if so many are copied at the same time. */
  long expectedSeconds(int atOnce) {
    return Math.max(longestSeconds, (seconds + atOnce - 1) / atOnce);
  }
}
