package dev.freehold.server.quickstart;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.mail.MailException;
import dev.freehold.mail.source.ImportSource;
import dev.freehold.mail.source.SourceMessage;
import dev.freehold.mail.source.SourceVisitor;
import dev.freehold.mail.transfer.ExportFormat;
import dev.freehold.mail.transfer.ExportOptions;
import dev.freehold.mail.transfer.ImportOptions;
import dev.freehold.mail.transfer.MailExport;
import dev.freehold.mail.transfer.MailImport;
import dev.freehold.mail.transfer.TransferSummary;
import dev.freehold.server.client.RemoteMailbox;
import dev.freehold.server.text.ByteText;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** Mail goes in, lies encrypted, and comes out byte for byte. */
final class MailChecks {

  private static final int TEXT_BYTES = 64 << 10;
  private static final byte[] PLANTED =
      "a planted line that the search must find".getBytes(StandardCharsets.UTF_8);
  private static final int SHOWN_HASH_CHARACTERS = 16;

  private final Report report;
  private final TenantSetup tenant;

  MailChecks(Report report, TenantSetup tenant) {
    this.report = report;
    this.tenant = tenant;
  }

  void run(ImportSource source, Path dataFolder, Path exportFolder) throws IOException {
    report.fact("tenant", TenantSetup.TENANT + " " + tenant.tenantId());
    report.fact(
        "key vaults",
        String.join(", ", tenant.vaultNames()) + " (two subscriptions, two administrators)");
    RemoteMailbox mailbox = new RemoteMailbox(tenant.client(), TenantSetup.MAILBOX);
    long startNanos = System.nanoTime();
    TransferSummary in = new MailImport(mailbox, ImportOptions.DEFAULT).run(source);
    reportTransfer("messages in", in, in.messages() > 0, startNanos);
    in.failures().forEach(f -> report.say("          " + f.code() + "  " + f.location()));

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
    checkDisk(source, in.messages(), dataFolder);
  }

  private void reportTransfer(
      String name, TransferSummary summary, boolean enough, long startNanos) {
    report.check(
        enough && summary.failureCount() == 0,
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

  private void checkDisk(ImportSource source, long messages, Path dataFolder) throws IOException {
    Needles needles = Needles.of(messages);
    // First, so that no number of messages leaves it without a place.
    needles.addLinesOf(PLANTED);
    source.forEach(new LineCollector(needles));
    PlaintextSearch search = new PlaintextSearch(needles);
    Path planted = Files.write(dataFolder.resolve("planted.tmp"), PLANTED);
    PlaintextSearch.Result withPlanted;
    try {
      withPlanted = search.search(dataFolder);
    } finally {
      Files.delete(planted);
    }
    PlaintextSearch.Result result = search.search(dataFolder);
    boolean found = withPlanted.hits().contains(planted);
    report.check(
        found && result.hits().isEmpty(),
        "plaintext",
        "%s on disk: %d lines sought in %d files, %s (%s)"
            .formatted(
                result.hits().isEmpty() ? "none" : "FOUND in " + result.hits(),
                needles.count(),
                result.files(),
                ByteText.of(result.bytes()),
                found ? "a planted line was found" : "the planted line was NOT found"));
  }

  /** Takes lines from the start of every message. */
  private record LineCollector(Needles needles) implements SourceVisitor {

    @Override
    public void message(SourceMessage message) {
      try (InputStream in = message.open()) {
        needles.addLinesOf(in.readNBytes(TEXT_BYTES));
      } catch (IOException unreadable) {
        // The import has reported it already.
      }
    }

    @Override
    public void problem(String location, MailException problem) {
      // The import has reported it already.
    }

    @Override
    public void skipped(String location) {
      // Nothing of it was imported.
    }
  }
}
