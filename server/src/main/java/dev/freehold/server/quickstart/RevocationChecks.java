package dev.freehold.server.quickstart;

import dev.freehold.server.client.RemoteMailbox;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
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

  void run(MailProgram program, MailPlace place) throws IOException, InterruptedException {
    Optional<MessageReads> any =
        MessageReads.any(new RemoteMailbox(tenant.client(), TenantSetup.MAILBOX));
    Reader document =
        new Reader("document", DOCUMENT_REFUSED, () -> tenant.site().refusal(SampleDocument.NAME));
    Reader overImap = new Reader("IMAP", MailProgram.LOCKED, program::refusal);
    boolean isReadable =
        any.isPresent()
            && any.get().refusal().isEmpty()
            && document.read().refusal().isEmpty()
            && overImap.read().refusal().isEmpty();
    if (!report.check(
        isReadable, "readable", "message, document, and mail over IMAP, before the revocation")) {
      return;
    }
    List<Reader> readers =
        List.of(new Reader("message", MESSAGE_REFUSED, any.get()::refusal), document, overImap);
    checkRevoked(readers);
    checkLocked(program, place);
    checkRestored(readers, program);
  }

  private void checkRevoked(List<Reader> readers) throws IOException, InterruptedException {
    long startNanos = System.nanoTime();
    tenant.revoke();
    boolean inTime = true;
    List<String> times = new ArrayList<>();
    for (Reader reader : readers) {
      Optional<Duration> after = waitFor(reader, true, startNanos);
      inTime &= after.filter(time -> time.compareTo(lease.plus(GRACE)) <= 0).isPresent();
      times.add(
          "%s (%s)".formatted(after.map(RevocationChecks::seconds).orElse("never"), reader.name()));
    }
    for (Reader reader : readers) {
      inTime &= staysRefused(reader);
    }
    report.check(
        inTime,
        "revoked",
        "reads refused %s after permission was removed (lease %d s)"
            .formatted(String.join(", ", times), lease.toSeconds()));
  }

  /** What people and transfer agents hear meanwhile. */
  private void checkLocked(MailProgram program, MailPlace place) throws IOException {
    Optional<String> refusal = program.open();
    report.check(
        refusal.filter(text -> text.contains(MailProgram.LOCKED)).isPresent(),
        "SELECT",
        refusal.orElse("opens the folder"));
    String answer = place.deliver(TenantSetup.MAILBOX, DeliveredMail.MEANWHILE);
    boolean isAccepted = DeliveryChecks.isAccepted(answer);
    report.check(
        isAccepted,
        "LMTP",
        isAccepted
            ? "takes a message all the same: delivery is system work, under the availability key"
            : answer);
  }

  private void checkRestored(List<Reader> readers, MailProgram program)
      throws IOException, InterruptedException {
    long startNanos = System.nanoTime();
    tenant.restore();
    boolean isBack = true;
    for (Reader reader : readers) {
      isBack &= waitFor(reader, false, startNanos).isPresent();
    }
    isBack = isBack && program.endsWith(DeliveredMail.FIRST, DeliveredMail.MEANWHILE);
    report.check(
        isBack,
        "restored",
        isBack
            ? "the same message and document read again, %s later; over IMAP the new message too"
                .formatted(seconds(Duration.ofNanos(System.nanoTime() - startNanos)))
            : "reads do not work again");
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
   * @param name in the report
   * @param expected the code of the refusal for want of a key
   */
  private record Reader(String name, String expected, Read read) {
    boolean isRefused() throws IOException {
      return read.refusal().filter(expected::equals).isPresent();
    }
  }
}
