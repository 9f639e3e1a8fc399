package dev.freehold.server.features.purge;

import dev.freehold.custody.policies.PolicyState;
import dev.freehold.custody.purge.BackupsDestroyed;
import dev.freehold.custody.purge.Consent;
import dev.freehold.custody.purge.DocumentFacts;
import dev.freehold.custody.purge.Inventory;
import dev.freehold.custody.purge.OperatorApproval;
import dev.freehold.custody.purge.PurgeCase;
import dev.freehold.server.text.PrintableText;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** The steps of a purge in their order, which every command that shows a purge prints. */
final class PurgeChecklist {

  private final List<PurgeMark> marks = new ArrayList<>();

  private PurgeChecklist() {}

  /**
   * The steps of {@code purge}.
   *
   * @param requester the name of who asked for it, or the id
   */
  static List<PurgeMark> of(PurgeCase purge, String requester) {
    PurgeChecklist list = new PurgeChecklist();
    list.mark(
        "request",
        "asked for",
        Optional.of(purge.requestedAt()),
        "by %s: %s (contact: %s)".formatted(purge.requestedBy(), purge.reason(), purge.contact()),
        requester);
    for (Consent consent : purge.consents()) {
      list.mark("consents", "consent", consent.givenAt(), consent.displayName());
    }
    list.mark(
        "document",
        "document made",
        purge.inventory().map(Inventory::takenAt),
        purge.inventory().map(PurgeChecklist::counts).orElse(""),
        null);
    list.mark(
        "signature",
        "document signed",
        purge.document().map(DocumentFacts::signedAt),
        purge.document().map(DocumentFacts::signerName).orElse(""));
    list.approvals(purge.approvals());
    list.marks.add(
        new PurgeMark(
            "run",
            purge.state() == PolicyState.PURGED,
            "keys destroyed" + entry(purge.receiptEntry()),
            null,
            null));
    list.backups(purge.backups());
    return List.copyOf(list.marks);
  }

  /** The last attestation takes the place of those before. */
  private void backups(List<BackupsDestroyed> attested) {
    if (attested.isEmpty()) {
      mark("backups", "an operator attests that backups are destroyed", Optional.empty(), "");
    } else {
      BackupsDestroyed last = attested.getLast();
      mark(
          "backups",
          "backups destroyed by %s, attested".formatted(last.destroyedOn()),
          Optional.of(last.at()),
          last.operatorName());
    }
  }

  private void approvals(List<OperatorApproval> approvals) {
    for (OperatorApproval approval : approvals) {
      mark("approvals", "approved", Optional.of(approval.at()), approval.operatorName());
    }
    for (int given = approvals.size(); given < PurgeCase.APPROVALS_NEEDED; given++) {
      mark("approvals", "approved by an operator", Optional.empty(), "");
    }
  }

  /** A step of which nothing is told but who does it. */
  private void mark(String step, String what, Optional<Instant> at, String by) {
    mark(step, what, at, by, by.isEmpty() ? null : by);
  }

  private void mark(String step, String what, Optional<Instant> at, String details, String by) {
    String time = at.map(when -> " " + when).orElse("");
    String more = details.isEmpty() ? "" : " " + PrintableText.of(details);
    marks.add(
        new PurgeMark(
            step, at.isPresent(), what + time + more, at.map(Instant::toString).orElse(null), by));
  }

  private static String counts(Inventory list) {
    return "%d owners, %d objects, %d bytes".formatted(list.owners(), list.objects(), list.bytes());
  }

  private static String entry(OptionalLong index) {
    return index.isPresent() ? ", entry %d of the log".formatted(index.getAsLong()) : "";
  }
}
