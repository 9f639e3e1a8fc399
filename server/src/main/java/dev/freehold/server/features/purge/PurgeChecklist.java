package dev.freehold.server.features.purge;

import dev.freehold.custody.policies.PolicyState;
import dev.freehold.custody.purge.BackupsDestroyed;
import dev.freehold.custody.purge.Consent;
import dev.freehold.custody.purge.DocumentFacts;
import dev.freehold.custody.purge.Inventory;
import dev.freehold.custody.purge.OperatorApproval;
import dev.freehold.custody.purge.PurgeCase;
import dev.freehold.custody.purge.PurgeWorkload;
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
   * The steps of {@code purge}, and after the first what it leaves out.
   *
   * @param waiting how many mailboxes or sites have to come under the policy and are not under it
   * @param requester the name of who asked for it, or the id
   */
  static List<PurgeMark> of(PurgeCase purge, long waiting, String requester) {
    PurgeChecklist list = new PurgeChecklist();
    list.mark(
        "request",
        "asked for",
        Optional.of(purge.requestedAt()),
        "by %s: %s (contact: %s)".formatted(purge.requestedBy(), purge.reason(), purge.contact()),
        requester);
    if (waiting > 0) {
      list.leftOut(purge.workload(), waiting);
    }
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

  /** No step: the request has settled it. */
  private void leftOut(PurgeWorkload workload, long waiting) {
    String who =
        switch (workload) {
          case EXCHANGE ->
              waiting == 1
                  ? "1 mailbox with an assignment that is not in effect yet"
                  : "%d mailboxes with assignments that are not in effect yet".formatted(waiting);
          case SHAREPOINT ->
              waiting == 1
                  ? "1 site of the geo that is not under its policy yet"
                  : "%d sites of the geo that are not under its policy yet".formatted(waiting);
        };
    marks.add(
        new PurgeMark("waiting", true, "not destroyed, readable as before: " + who, null, null));
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
