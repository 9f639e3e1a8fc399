package dev.freehold.mailserver.store;

import java.util.Collection;
import java.util.UUID;

/**
 * Is told of each change of which James makes an event in this process, so that it is not taken for
 * one that was made elsewhere.
 */
interface LocalChanges {

  /**
   * A change of some folders begins. It is closed when {@link #made} was called for all that it
   * took, or nothing was changed.
   */
  Underway begin(Collection<UUID> folderIds);

  /**
   * A change took this mod-sequence in a folder: once it is committed, and before the event that
   * James makes of it.
   */
  void made(UUID folderId, long modSeq);

  /** A change between its begin and its end. */
  @FunctionalInterface
  interface Underway extends AutoCloseable {
    @Override
    void close();
  }
}
