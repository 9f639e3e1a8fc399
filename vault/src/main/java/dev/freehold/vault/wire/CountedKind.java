package dev.freehold.vault.wire;

import java.util.UUID;

/**
 * Requests that are counted together, because each by itself is not worth an entry.
 *
 * @param tenantId whose vault was asked, or nobody's
 * @param actor who asked, if that is known
 * @param operation what was asked for
 * @param objectId the key or vault; for strangers the host, or that no vault is there
 * @param address from where a stranger asked; empty for a known caller, who may move about
 * @param status what was answered
 * @param description why, as codes; empty if nothing says more than the status
 */
record CountedKind(
    UUID tenantId,
    String actor,
    String operation,
    String objectId,
    String address,
    int status,
    String description) {

  private static final String ANY = "*";

  /** The same for all that the caller asked about; of strangers for all hosts and addresses. */
  CountedKind ofAnyObject() {
    boolean known = address.isEmpty();
    return new CountedKind(tenantId, actor, operation, ANY, known ? "" : ANY, status, description);
  }

  /** The same for all callers. */
  CountedKind ofAnyCaller() {
    return new CountedKind(tenantId, ANY, ANY, ANY, ANY, status, "");
  }
}
