package dev.freehold.chaos.history;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Says what must not have happened in a history. The rules stand with each check; what ties them
 * together: a refusal changes nothing, and what nobody knows to have happened may have happened at
 * any time since, or not at all.
 */
public final class HistoryCheck {

  private final List<Operation> operations;
  private final long origin;
  private final PlaintextCheck plaintext;

  /**
   * @param operations a whole history, in the order in which operations ended
   * @param lease how long a node uses an opened key without asking again
   */
  public HistoryCheck(List<Operation> operations, Duration lease) {
    this.operations = List.copyOf(operations);
    this.origin = operations.stream().mapToLong(Operation::begin).min().orElse(0);
    this.plaintext = new PlaintextCheck(this.operations, lease, origin);
  }

  /** All that is broken; empty if the service kept its promises. */
  public List<Violation> violations() {
    List<Violation> found = new ArrayList<>();
    found.addAll(DocumentCheck.of(operations, origin));
    found.addAll(MailCheck.of(operations, origin));
    found.addAll(UidCheck.of(operations, origin));
    found.addAll(PolicyCheck.of(operations, origin));
    found.addAll(plaintext.violations());
    found.addAll(PurgeCheck.of(operations, origin));
    found.addAll(RollCheck.of(operations, origin));
    found.addAll(AnswerCheck.of(operations, origin));
    return List.copyOf(found);
  }

  /** The longest time from a revocation to the last byte of plaintext, if any was revoked. */
  public Optional<Duration> plaintextAfterRevocation() {
    return plaintext.longest();
  }
}
