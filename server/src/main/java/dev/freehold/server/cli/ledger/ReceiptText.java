package dev.freehold.server.cli.ledger;

import dev.freehold.ledger.receipt.BackupsAttested;
import dev.freehold.ledger.receipt.Receipt;
import dev.freehold.ledger.receipt.ReceiptFinding;
import dev.freehold.ledger.receipt.ReceiptReport;
import dev.freehold.server.document.ReceiptDocument;
import dev.freehold.server.document.ReceiptPdf.Line;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a check of a receipt found, in the lines that are shown and printed. */
final class ReceiptText {

  private final List<Line> lines = new ArrayList<>();

  private ReceiptText() {}

  /**
   * The lines, the last of which says whether all holds.
   *
   * @param checked the signed document, if it was checked
   * @param isCompared whether a signed document was compared
   * @param areOperatorsChecked whether keys of operators were given
   * @param findings what is wrong
   */
  static List<Line> of(
      Receipt receipt,
      ReceiptReport report,
      Optional<ReceiptDocument> checked,
      boolean isCompared,
      boolean areOperatorsChecked,
      List<ReceiptFinding> findings) {
    ReceiptText text = new ReceiptText();
    text.add("log", report.checkpoint().origin());
    text.add("entry", "%d of %d".formatted(report.index(), report.checkpoint().size()));
    text.add("operation", "%s, %s".formatted(receipt.event().operation(), receipt.event().time()));
    receipt.preconditions().forEach((name, value) -> text.add("", "  " + name + " = " + value));
    text.add(
        "log key",
        report.isKeyTrusted()
            ? "as given"
            : "the receipt's own: compare it with one you know, or give --log-key");
    text.add("witnesses", witnesses(report));
    text.add("operators", operators(report, areOperatorsChecked));
    text.add("document", document(checked, isCompared));
    text.backups(report);
    findings.forEach(finding -> text.add("", finding.kind().code() + ": " + finding.message()));
    text.add("", findings.isEmpty() ? "all holds" : "the receipt does not hold");
    return List.copyOf(text.lines);
  }

  private void add(String label, String text) {
    lines.add(new Line(label, text));
  }

  private void backups(ReceiptReport report) {
    if (report.backups().isEmpty()) {
      add("backups", "no attestation about backups yet");
      return;
    }
    BackupsAttested last = report.backups().getLast();
    for (BackupsAttested one : report.backups()) {
      add(
          "backups",
          "attestation %s of %s, %s: destroyed by %s%s"
              .formatted(
                  one.number(),
                  one.operator(),
                  one.recorded(),
                  one.destroyed(),
                  one.equals(last) ? "" : ", corrected later"));
    }
  }

  private static String operators(ReceiptReport report, boolean areChecked) {
    if (!areChecked) {
      return "not checked; give --operator-key";
    }
    return report.operators().isEmpty() ? "none" : String.join(", ", report.operators());
  }

  private static String document(Optional<ReceiptDocument> checked, boolean isCompared) {
    if (checked.isEmpty()) {
      return isCompared ? "compared; --pdf checks its signature" : "not compared; give --pdf";
    }
    return checked
        .get()
        .certificate()
        .map(
            certificate ->
                "signed under the certificate of %s; compare its SHA-256 with the one that was"
                        .formatted(certificate.getSubjectX500Principal().getName())
                    + " recorded when the approver was registered")
        .orElse("no signature that could be checked");
  }

  private static String witnesses(ReceiptReport report) {
    if (report.cosigners().isEmpty()) {
      return "none";
    }
    String names = String.join(", ", report.cosigners());
    return report.areWitnessesTrusted()
        ? names
        : names + ", by keys from the receipt: compare them, or give --witness-key";
  }
}
