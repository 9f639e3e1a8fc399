package dev.freehold.mail.migration;

import java.util.Map;

/** The number of mailboxes of a batch in each state. */
public record UserCounts(int total, int active, int completed, int withErrors, int failed) {

  static UserCounts of(Map<UserStatus, Integer> byStatus) {
    return new UserCounts(
        byStatus.values().stream().mapToInt(Integer::intValue).sum(),
        byStatus.getOrDefault(UserStatus.SYNCING, 0),
        byStatus.getOrDefault(UserStatus.COMPLETED, 0),
        byStatus.getOrDefault(UserStatus.COMPLETED_WITH_ERRORS, 0),
        byStatus.getOrDefault(UserStatus.FAILED, 0));
  }

  /** What a batch has come to of which no mailbox is left to do. */
  BatchStatus outcome() {
    if (completed == total) {
      return BatchStatus.COMPLETED;
    }
    return failed == total ? BatchStatus.FAILED : BatchStatus.COMPLETED_WITH_ERRORS;
  }
}
