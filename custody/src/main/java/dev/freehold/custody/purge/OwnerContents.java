package dev.freehold.custody.purge;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/**
 * Counts and tries the content under the keys of mailboxes and sites; the modules that store
 * content implement it. Safe for use by many threads.
 */
public interface OwnerContents {

  /**
   * How much lies under each owner's keys, retired ones too, by owner. Those without content may be
   * left out.
   *
   * @param ownerIds at most {@link dev.freehold.custody.CustodyLimits#MAX_PAGE_ROWS}, all of one
   *     tenant
   */
  Map<UUID, ContentTotals> totals(UUID tenantId, List<UUID> ownerIds);

  /**
   * Some of the owner's objects, among them the smallest and the largest; all there are if there
   * are fewer. Those that were released do not have to be among them.
   *
   * @param max 1 to 16
   */
  List<UUID> sample(UUID ownerId, int max);

  /**
   * Really tries to open an object: past every cache, in every possible way, with the rights of the
   * system's own work.
   *
   * @return true if and only if a byte of it came out in clear
   */
  boolean opens(UUID tenantId, UUID objectId);

  /**
   * Marks everything of the owner for being freed in the background, in the caller's transaction
   * and in a time that does not depend on how much it is. Marking twice does nothing.
   */
  void release(Handle tx, UUID ownerId);
}
