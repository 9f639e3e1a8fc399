package dev.freehold.server.quickstart;

import dev.freehold.mail.transfer.MailFolder;
import dev.freehold.mail.transfer.MailItem;
import dev.freehold.mail.transfer.MailSink.RefusedException;
import dev.freehold.server.client.RemoteMailbox;
import java.io.IOException;
import java.io.OutputStream;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;

/** Without the tenant's permission nothing is readable; with it everything is again. */
final class RevocationChecks {

  /** Design section 7: a revocation takes effect within the lease and one second. */
  private static final Duration GRACE = Duration.ofSeconds(1);

  private static final Duration GIVE_UP = Duration.ofSeconds(30);
  private static final Duration PAUSE = Duration.ofMillis(20);
  private static final int FURTHER_READS = 10;
  private static final String REFUSED = "key-access-refused";

  private final Report report;
  private final TenantSetup tenant;
  private final Duration lease;
  private final RemoteMailbox mailbox;

  RevocationChecks(Report report, TenantSetup tenant, Duration lease) {
    this.report = report;
    this.tenant = tenant;
    this.lease = lease;
    this.mailbox = new RemoteMailbox(tenant.client(), TenantSetup.MAILBOX);
  }

  void run() throws IOException, InterruptedException {
    Optional<MailItem> found = anyMessage();
    if (!report.check(
        found.isPresent() && read(found.get()).isEmpty(), "readable", "before the revocation")) {
      return;
    }
    MailItem item = found.get();
    tenant.revoke();
    Optional<Duration> refusedAfter = waitFor(item, true);
    report.check(
        refusedAfter.filter(d -> d.compareTo(lease.plus(GRACE)) <= 0).isPresent()
            && staysRefused(item),
        "revoked",
        refusedAfter
            .map(
                d ->
                    "reads refused %s after permission was removed from both vaults (lease %d s)"
                        .formatted(seconds(d), lease.toSeconds()))
            .orElse("reads went on after permission was removed from both vaults"));
    tenant.restore();
    Optional<Duration> readableAfter = waitFor(item, false);
    report.check(
        readableAfter.isPresent(),
        "restored",
        readableAfter
            .map(d -> "the same message reads again, hash equal, %s later".formatted(seconds(d)))
            .orElse("reads do not work again"));
  }

  private Optional<MailItem> anyMessage() throws IOException {
    for (MailFolder folder : mailbox.folders()) {
      if (folder.messageCount() > 0) {
        return mailbox.list(folder.path(), 0, 1).stream().findFirst();
      }
    }
    return Optional.empty();
  }

  /** Reads until it is refused, or until it works. */
  private Optional<Duration> waitFor(MailItem item, boolean refused)
      throws IOException, InterruptedException {
    long startNanos = System.nanoTime();
    while (true) {
      boolean isRefused = read(item).filter(REFUSED::equals).isPresent();
      Duration elapsed = Duration.ofNanos(System.nanoTime() - startNanos);
      if (isRefused == refused) {
        return Optional.of(elapsed);
      }
      if (elapsed.compareTo(GIVE_UP) > 0) {
        return Optional.empty();
      }
      Thread.sleep(PAUSE);
    }
  }

  private boolean staysRefused(MailItem item) throws IOException {
    for (int i = 0; i < FURTHER_READS; i++) {
      if (read(item).isEmpty()) {
        return false;
      }
    }
    return true;
  }

  /** Reads the whole message; gives the code of the refusal, or nothing if its hash is right. */
  private Optional<String> read(MailItem item) throws IOException {
    try (DigestInputStream in = new DigestInputStream(mailbox.open(item), sha256())) {
      in.transferTo(OutputStream.nullOutputStream());
      String hash = HexFormat.of().formatHex(in.getMessageDigest().digest());
      return hash.equals(item.sha256()) ? Optional.empty() : Optional.of("content-mismatch");
    } catch (RefusedException refused) {
      return Optional.of(refused.code());
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every JDK has SHA-256", impossible);
    }
  }

  private static String seconds(Duration duration) {
    return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1e3);
  }
}
