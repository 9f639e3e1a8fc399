package dev.freehold.server.quickstart;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.mail.source.ImportSource;
import dev.freehold.mail.transfer.ExportFormat;
import dev.freehold.mail.transfer.ExportOptions;
import dev.freehold.mail.transfer.ImportOptions;
import dev.freehold.mail.transfer.MailExport;
import dev.freehold.mail.transfer.MailImport;
import dev.freehold.mail.transfer.TransferSummary;
import dev.freehold.server.client.RemoteMailbox;
import dev.freehold.server.text.ByteText;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;

/** Mail goes in and comes out byte for byte. */
final class MailChecks {

  private static final int SHOWN_HASH_CHARACTERS = 16;

  private final Report report;
  private final TenantSetup tenant;

  MailChecks(Report report, TenantSetup tenant) {
    this.report = report;
    this.tenant = tenant;
  }

  /** Gives how many messages went in. */
  long run(ImportSource source, Path exportFolder) throws IOException {
    report.fact("tenant", TenantSetup.TENANT + " " + tenant.tenantId());
    report.fact(
        "key vaults",
        String.join(", ", tenant.vaultNames()) + " (two subscriptions, two administrators)");
    RemoteMailbox mailbox = new RemoteMailbox(tenant.client(), TenantSetup.MAILBOX);
    long startNanos = System.nanoTime();
    TransferSummary in = new MailImport(mailbox, ImportOptions.DEFAULT).run(source);
    reportTransfer("messages in", in, in.messages() > 0, startNanos);

    startNanos = System.nanoTime();
    TransferSummary out =
        new MailExport(mailbox, ExportOptions.in(ExportFormat.EML)).run(exportFolder);
    reportTransfer("messages out", out, out.messages() == in.messages(), startNanos);
    report.check(
        in.sha256().equals(out.sha256()) && in.bytes() == out.bytes(),
        "hashes",
        "SHA-256 of every message equal, in and out (all together %s…)"
            .formatted(out.sha256().substring(0, SHOWN_HASH_CHARACTERS)));
    checkStatistics(in);
    return in.messages();
  }

  private void reportTransfer(
      String name, TransferSummary summary, boolean enough, long startNanos) {
    report.check(
        enough && summary.failureCount() == 0 && summary.stopped().isEmpty(),
        name,
        String.format(
            Locale.ROOT,
            "%d, %s in %.1f s%s%s",
            summary.messages(),
            ByteText.of(summary.bytes()),
            (System.nanoTime() - startNanos) / 1e9,
            summary.skippedFiles() == 0
                ? ""
                : ", " + summary.skippedFiles() + " files skipped that are no mail",
            summary.failureCount() == 0 ? "" : ", " + summary.failureCount() + " failed"));
    summary.failures().forEach(f -> report.say("          " + f.code() + "  " + f.location()));
    summary.stopped().ifPresent(stop -> report.say("          stopped: " + stop.code()));
  }

  private void checkStatistics(TransferSummary in) throws IOException {
    JsonNode statistics =
        tenant.client().get("/api/v1/mailboxes/" + TenantSetup.MAILBOX + "/statistics");
    String policy = statistics.path("dataEncryptionPolicyID").asText();
    report.check(
        policy.equals(tenant.policyId().toString()), "DEP", policy + " of " + TenantSetup.MAILBOX);
    report.check(
        statistics.path("isEncrypted").asBoolean()
            && statistics.path("itemCount").asLong() == in.messages(),
        "IsEncrypted",
        statistics.path("isEncrypted").asText());
  }
}
