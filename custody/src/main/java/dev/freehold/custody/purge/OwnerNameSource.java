package dev.freehold.custody.purge;

import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * The names by which people know mailboxes and sites: an address, a URL. Safe for use by many
 * threads.
 */
@FunctionalInterface
public interface OwnerNameSource {

  /** The most characters of a name that a list keeps; longer ones are cut. */
  int MAX_NAME_CHARS = 512;

  /**
   * Names by owner; those that nobody calls anything may be left out.
   *
   * @param ownerIds at most {@link dev.freehold.custody.CustodyLimits#MAX_PAGE_ROWS}, all of one
   *     tenant
   */
  Map<UUID, String> names(UUID tenantId, List<UUID> ownerIds);
}
