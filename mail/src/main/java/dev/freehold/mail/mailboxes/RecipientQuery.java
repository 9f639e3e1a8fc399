package dev.freehold.mail.mailboxes;

import dev.freehold.mail.MailLimits;
import java.util.Optional;
import java.util.UUID;

/**
 * Which recipients of a tenant are listed, and which page of them.
 *
 * @param tenantId whose
 * @param after an address of the last recipient of the page before; empty for the first page
 * @param max 1 to {@link MailLimits#MAX_MESSAGES_PER_CALL}
 * @param kind only recipients of this kind; empty for all
 * @param assigned only those with this policy assigned, or with none; empty for all
 * @param beginning only those that have a name of any kind that begins with this; empty for all
 */
public record RecipientQuery(
    UUID tenantId,
    String after,
    int max,
    Optional<RecipientKind> kind,
    Optional<Assigned> assigned,
    Optional<String> beginning) {

  /** All recipients of a tenant. */
  public static RecipientQuery all(UUID tenantId, String after, int max) {
    return new RecipientQuery(
        tenantId, after, max, Optional.empty(), Optional.empty(), Optional.empty());
  }

  /**
   * The policy that was assigned to a recipient.
   *
   * @param policyId a mailbox policy; empty for none
   */
  public record Assigned(Optional<UUID> policyId) {}
}
