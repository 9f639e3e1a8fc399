package dev.freehold.mailserver.imap.wire;

import dev.freehold.web.http.BodyMemory;

/**
 * What the literals of one command take from the memory that all listeners share. Not thread-safe.
 */
public final class LiteralMemory {

  private final BodyMemory memory;
  private final String network;
  private long takenBytes;

  /**
   * Has taken nothing.
   *
   * @param network whose share it counts against
   */
  public LiteralMemory(BodyMemory memory, String network) {
    this.memory = memory;
    this.network = network;
  }

  /** Takes {@code bytes} more, and tells whether there were that many. */
  public boolean take(long bytes) {
    boolean isTaken = memory.take(network, bytes);
    takenBytes += isTaken ? bytes : 0;
    return isTaken;
  }

  /** Gives all back. */
  public void giveBack() {
    memory.give(network, takenBytes);
    takenBytes = 0;
  }
}
