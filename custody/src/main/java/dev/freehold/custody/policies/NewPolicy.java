package dev.freehold.custody.policies;

import java.util.UUID;

/**
 * A policy that is to be made.
 *
 * @param tenantId the tenant it will belong to
 * @param kind which kind; not {@link PolicyKind#SERVICE_MANAGED}, which the service makes itself
 * @param name for people: unique in the tenant whatever its case, without spaces. A file policy is
 *     known by its geo and gets its own name
 * @param description for people; may be empty
 * @param keyUri1 root 1 (primary), with or without version; without, the newest is used
 * @param keyUri2 root 2 (secondary), in another vault
 */
public record NewPolicy(
    UUID tenantId,
    PolicyKind kind,
    String name,
    String description,
    String keyUri1,
    String keyUri2) {

  /** Checks the kind. */
  public NewPolicy {
    if (!kind.isCustomerManaged()) {
      throw new IllegalArgumentException("the service makes its own policies itself");
    }
  }

  /** A mailbox policy. */
  public static NewPolicy forMailboxes(
      UUID tenantId, String name, String description, String keyUri1, String keyUri2) {
    return new NewPolicy(tenantId, PolicyKind.MAILBOX, name, description, keyUri1, keyUri2);
  }
}
