package dev.freehold.chaos.history;

import dev.freehold.chaos.history.Violation.Rule;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Plaintext after it had to end. A read of a document that begins a lease and a second after both
 * vaults had taken the permissions away is refused, at every node, until a vault is asked to give
 * them back. For mail the same holds from when a node has heard of the refusal: before that, nobody
 * can tell vaults that refuse from vaults that are cut off, and the availability key stands in.
 * After a purge nothing is read at all.
 *
 * <p>A read that begins before may end later: a paused node or an unplugged cable holds back what
 * was opened in time, and a history does not tell that from a key that is used for too long. So
 * {@link #longest} measures such reads too.
 */
final class PlaintextCheck {

  private static final Duration ROUNDING = Duration.ofSeconds(1);
  private static final String MAIL = "mail:";
  private static final String HEARD = "key-access-refused";

  private final List<Operation> operations;
  private final long leaseNanos;
  private final long origin;

  PlaintextCheck(List<Operation> operations, Duration lease, long origin) {
    this.operations = operations;
    this.leaseNanos = lease.plus(ROUNDING).toNanos();
    this.origin = origin;
  }

  List<Violation> violations() {
    List<Violation> found = new ArrayList<>();
    for (Operation operation : operations) {
      if (!operation.isAcknowledged()) {
        continue;
      }
      if (operation.deed() instanceof Deed.Revoke) {
        limit(operation)
            .ifPresent(limit -> found.addAll(after(operation, limit, until(operation))));
      } else if (operation.deed() instanceof Deed.Purge) {
        found.addAll(after(operation, operation.end(), Long.MAX_VALUE));
      }
    }
    return found;
  }

  /** From when on nothing may be read, if anybody can know. */
  private Optional<Long> limit(Operation revoked) {
    if (!revoked.deed().object().startsWith(MAIL)) {
      return Optional.of(revoked.end() + leaseNanos);
    }
    return operations.stream()
        .filter(operation -> operation.end() > revoked.begin())
        .filter(operation -> operation.end() < until(revoked))
        .filter(operation -> isOf(operation, revoked) && operation.code().contains(HEARD))
        .findFirst()
        .map(heard -> Math.max(heard.end(), revoked.end()) + leaseNanos);
  }

  private static boolean isOf(Operation operation, Operation revoked) {
    return operation.deed().isIn(revoked.deed().object());
  }

  /** When the permissions were first given back. */
  private long until(Operation revoked) {
    return operations.stream()
        .filter(operation -> operation.deed() instanceof Deed.GiveBack)
        .filter(operation -> operation.deed().object().equals(revoked.deed().object()))
        .mapToLong(Operation::begin)
        .filter(begin -> begin > revoked.begin())
        .min()
        .orElse(Long.MAX_VALUE);
  }

  private List<Violation> after(Operation ended, long limit, long until) {
    return operations.stream()
        .filter(operation -> operation.begin() > limit && isOf(operation, ended))
        .filter(operation -> isBetween(operation.deed().lastPlaintext(), limit, until))
        .map(
            operation ->
                new Violation(
                    Rule.PLAINTEXT,
                    operation.deed().object(),
                    "[%s] after [%s]".formatted(operation.line(origin), ended.line(origin))))
        .toList();
  }

  private static boolean isBetween(long moment, long after, long before) {
    return moment > after && moment < before;
  }

  /** The longest time from the acknowledgement of a revocation to the last byte of plaintext. */
  Optional<Duration> longest() {
    Optional<Duration> longest = Optional.empty();
    for (Operation revoked : operations) {
      if (!(revoked.deed() instanceof Deed.Revoke) || !revoked.isAcknowledged()) {
        continue;
      }
      long until = until(revoked);
      long last =
          operations.stream()
              .filter(operation -> isOf(operation, revoked))
              .mapToLong(operation -> operation.deed().lastPlaintext())
              .filter(moment -> isBetween(moment, revoked.end(), until))
              .max()
              .orElse(revoked.end());
      Duration after = Duration.ofNanos(last - revoked.end());
      if (longest.isEmpty() || after.compareTo(longest.get()) > 0) {
        longest = Optional.of(after);
      }
    }
    return longest;
  }
}
