package dev.freehold.server.document;

import dev.freehold.custody.purge.DocumentFacts;
import dev.freehold.custody.purge.PurgeCase;
import dev.freehold.ledger.receipt.ApprovalText;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The statement that an operator signs to approve a purge, see {@link ApprovalText}. Immutable.
 *
 * @param text ends in a line feed
 * @param purge the case
 */
public record ApprovalStatement(String text, UUID purge) {

  private static final String HASH = "([0-9a-f]{64})";
  private static final String GUID =
      "([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})";
  private static final Pattern TEXT =
      Pattern.compile(ApprovalText.FORM.formatted(GUID, GUID, GUID, HASH, HASH, HASH));

  private static final int PURGE_GROUP = 3;

  /**
   * The statement about an authorised purge.
   *
   * @throws DocumentException {@code NOT_FOUND} if no document has authorised it
   */
  static ApprovalStatement of(PurgeCase purge) {
    DocumentFacts document =
        purge
            .document()
            .orElseThrow(
                () ->
                    new DocumentException(
                        DocumentError.NOT_FOUND,
                        "no signed document has authorised this purge yet; operators approve after"
                            + " the tenant"));
    return new ApprovalStatement(
        ApprovalText.of(
            purge.tenantId(),
            purge.policyId(),
            purge.id(),
            document.documentSha256(),
            document.signedSha256(),
            document.inventorySha256()),
        purge.id());
  }

  /** Reads a statement, whatever it is about; empty if {@code text} is no statement. */
  public static Optional<ApprovalStatement> parse(String text) {
    Matcher matcher = TEXT.matcher(text);
    return matcher.matches()
        ? Optional.of(new ApprovalStatement(text, UUID.fromString(matcher.group(PURGE_GROUP))))
        : Optional.empty();
  }
}
