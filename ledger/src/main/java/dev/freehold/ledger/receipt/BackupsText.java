package dev.freehold.ledger.receipt;

import java.util.UUID;

/**
 * The text that an operator signs to attest that backups which held what a purge destroyed are
 * destroyed too. It names the purge and its entry in the log, so the signature fits no other.
 */
public final class BackupsText {

  /** The text with a place for each of its values, in the order of {@link #of}. */
  public static final String FORM =
      """
      freehold backups attestation v1
      tenant %s
      policy %s
      purge %s
      entry %s
      inventory %s
      number %s
      destroyed %s
      I attest that all backups which held what this purge destroyed are destroyed.
      """;

  private BackupsText() {}

  /**
   * The text about a purge that has ended.
   *
   * @param entry the index of the entry {@code PolicyPurge} in the tenant's log
   * @param inventorySha256 of the list; 64 lower-case hexadecimal digits
   * @param number of the attestation, from 1; the last one counts
   * @param destroyed the day by which they were, as {@code 2026-12-06}
   */
  public static String of(
      UUID tenantId,
      UUID policyId,
      UUID purgeId,
      long entry,
      String inventorySha256,
      int number,
      String destroyed) {
    return FORM.formatted(tenantId, policyId, purgeId, entry, inventorySha256, number, destroyed);
  }
}
