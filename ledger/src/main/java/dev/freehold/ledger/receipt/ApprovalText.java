package dev.freehold.ledger.receipt;

import java.util.UUID;

/**
 * The text that an operator signs to approve a purge. It names the purge, the document, its signed
 * form and the list of what is destroyed, so the signature fits no other purge.
 */
public final class ApprovalText {

  /** The text with a place for each of its values, in the order of {@link #of}. */
  public static final String FORM =
      """
      freehold purge approval v1
      tenant %s
      policy %s
      purge %s
      document %s
      signed %s
      inventory %s
      I approve that all keys of what this purge lists are destroyed for good.
      """;

  private ApprovalText() {}

  /**
   * The text about a purge.
   *
   * @param documentSha256 of the document as it was made; hashes are 64 lower-case hexadecimal
   *     digits
   * @param signedSha256 of the document with the approver's signature
   * @param inventorySha256 of the list
   */
  public static String of(
      UUID tenantId,
      UUID policyId,
      UUID purgeId,
      String documentSha256,
      String signedSha256,
      String inventorySha256) {
    return FORM.formatted(
        tenantId, policyId, purgeId, documentSha256, signedSha256, inventorySha256);
  }
}
