package dev.freehold.server.quickstart;

import dev.freehold.server.client.RemoteMailbox;
import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/** Without the tenant's permission nothing is readable; with it everything is again. */
final class RevocationChecks {

  /** Design section 7: a revocation takes effect within the lease and one second. */
  private static final Duration GRACE = Duration.ofSeconds(1);

  private static final Duration GIVE_UP = Duration.ofSeconds(30);
  private static final Duration PAUSE = Duration.ofMillis(20);
  private static final int FURTHER_READS = 10;
  private static final String MESSAGE_REFUSED = "key-access-refused";
  private static final String DOCUMENT_REFUSED = "AccessDenied";

  private final Report report;
  private final TenantSetup tenant;
  private final Duration lease;

  RevocationChecks(Report report, TenantSetup tenant, Duration lease) {
    this.report = report;
    this.tenant = tenant;
    this.lease = lease;
  }

  void run() throws IOException, InterruptedException {
    Optional<MessageReads> message =
        MessageReads.any(new RemoteMailbox(tenant.client(), TenantSetup.MAILBOX));
    Reader document =
        new Reader(DOCUMENT_REFUSED, () -> tenant.site().refusal(SampleDocument.NAME));
    boolean isReadable =
        message.isPresent()
            && message.get().refusal().isEmpty()
            && document.read().refusal().isEmpty();
    if (!report.check(isReadable, "readable", "message and document, before the revocation")) {
      return;
    }
    checkBoth(new Reader(MESSAGE_REFUSED, message.get()::refusal), document);
  }

  private void checkBoth(Reader message, Reader document) throws IOException, InterruptedException {
    long startNanos = System.nanoTime();
    tenant.revoke();
    Optional<Duration> messageAfter = waitFor(message, true, startNanos);
    Optional<Duration> documentAfter = waitFor(document, true, startNanos);
    boolean inTime = isInTime(messageAfter) && isInTime(documentAfter);
    report.check(
        inTime && staysRefused(message) && staysRefused(document),
        "revoked",
        messageAfter.isPresent() && documentAfter.isPresent()
            ? "reads refused %s (message) and %s (document) after permission was removed (lease %d s)"
                .formatted(
                    seconds(messageAfter.get()), seconds(documentAfter.get()), lease.toSeconds())
            : "reads went on after permission was removed from both vaults");
    startNanos = System.nanoTime();
    tenant.restore();
    boolean isBack =
        waitFor(message, false, startNanos).isPresent()
            && waitFor(document, false, startNanos).isPresent();
    report.check(
        isBack,
        "restored",
        isBack
            ? "the same message and document read again, %s later"
                .formatted(seconds(Duration.ofNanos(System.nanoTime() - startNanos)))
            : "reads do not work again");
  }

  private boolean isInTime(Optional<Duration> refusedAfter) {
    return refusedAfter.filter(after -> after.compareTo(lease.plus(GRACE)) <= 0).isPresent();
  }

  /** Reads until it is refused, or until it works; gives the time since {@code startNanos}. */
  private static Optional<Duration> waitFor(Reader reader, boolean refused, long startNanos)
      throws IOException, InterruptedException {
    while (true) {
      boolean isAsAwaited = refused ? reader.isRefused() : reader.read().refusal().isEmpty();
      Duration elapsed = Duration.ofNanos(System.nanoTime() - startNanos);
      if (isAsAwaited) {
        return Optional.of(elapsed);
      }
      if (elapsed.compareTo(GIVE_UP) > 0) {
        return Optional.empty();
      }
      Thread.sleep(PAUSE);
    }
  }

  private static boolean staysRefused(Reader reader) throws IOException {
    for (int i = 0; i < FURTHER_READS; i++) {
      if (!reader.isRefused()) {
        return false;
      }
    }
    return true;
  }

  private static String seconds(Duration duration) {
    return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1e3);
  }

  /** Reads the whole content; gives the code of the refusal, or nothing if it is right. */
  @FunctionalInterface
  private interface Read {
    Optional<String> refusal() throws IOException;
  }

  /**
   * Something that is read.
   *
   * @param expected the code of the refusal for want of a key
   */
  private record Reader(String expected, Read read) {
    boolean isRefused() throws IOException {
      return read.refusal().filter(expected::equals).isPresent();
    }
  }
}
