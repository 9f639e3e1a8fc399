package dev.freehold.files.sites;

import dev.freehold.custody.identity.Identities;
import dev.freehold.custody.identity.Identity;
import dev.freehold.files.FilesError;
import dev.freehold.files.FilesException;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/**
 * Finds who can have roles and access keys: users and applications. Parts of the service cannot;
 * they are never clients. Safe for use by many threads.
 */
public final class Principals {

  private final Identities identities;

  /** Looks among {@code identities}, in the same database. */
  public Principals(Identities identities) {
    this.identities = identities;
  }

  /** The principal of this object id in the tenant. */
  public Optional<Identity> find(Handle tx, UUID tenantId, UUID principalId) {
    return identities.find(tx, tenantId, principalId).filter(Principals::isClient);
  }

  /**
   * The principal, which must be there.
   *
   * @throws FilesException {@code principal-not-found}
   */
  public Identity require(Handle tx, UUID tenantId, UUID principalId) {
    return find(tx, tenantId, principalId)
        .orElseThrow(
            () ->
                new FilesException(
                    FilesError.PRINCIPAL_NOT_FOUND,
                    "the tenant has no user or application of this object id; check it"));
  }

  private static boolean isClient(Identity identity) {
    return switch (identity.kind()) {
      case USER, APPLICATION -> true;
      case WORKLOAD, GROUP -> false;
    };
  }
}
