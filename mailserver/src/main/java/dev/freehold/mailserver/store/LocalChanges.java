package dev.freehold.mailserver.store;

import java.util.UUID;

/**
 * Is told of each change that this process made itself, once it is committed and before the event
 * that James makes of it.
 */
@FunctionalInterface
interface LocalChanges {

  /** A change took this mod-sequence in a folder. */
  void made(UUID folderId, long modSeq);
}
