package dev.freehold.content.purge;

import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/**
 * The data about mailboxes or sites that a module keeps in SQL beside their objects, such as names
 * of folders, flags and sealed rows. It is deleted after a purge has destroyed their keys. Safe for
 * use by many threads.
 */
public interface OwnerRemains {

  /**
   * Erases some of what is left of one owner, in the caller's transaction. What the owner itself is
   * called stays: its administrators know it by that.
   *
   * @param destroyedKeyIds the keys that it had
   * @param max the most rows to be erased by this call
   * @return how many rows were; fewer than {@code max} mean that nothing is left
   */
  int erase(Handle tx, UUID ownerId, List<UUID> destroyedKeyIds, int max);
}
