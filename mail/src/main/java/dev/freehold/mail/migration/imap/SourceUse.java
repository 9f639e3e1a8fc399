package dev.freehold.mail.migration.imap;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.net.Socket;
import java.util.UUID;

/**
 * A step's use of a connection, which others can end at once. The session is for the step's thread
 * alone; all else is safe for use by many threads.
 */
public final class SourceUse {

  private final UUID batchId;
  private SourceSession session;

  @GuardedBy("this")
  private Socket socket;

  @GuardedBy("this")
  private boolean ended;

  /** A use for a batch. */
  public SourceUse(UUID batchId) {
    this.batchId = batchId;
  }

  /** The batch. */
  public UUID batchId() {
    return batchId;
  }

  /** The connection is signed in from now on. */
  public void begin(SourceSession signedIn) {
    session = signedIn;
    waitsFor(signedIn.socket());
  }

  /** The connection; only once it is signed in. */
  public SourceSession session() {
    return session;
  }

  /** The step waits for this socket from now on. */
  public synchronized void waitsFor(Socket next) {
    socket = next;
    if (ended) {
      SourceSockets.closeQuietly(next);
    }
  }

  /** Closes what the step waits for, and what it would wait for afterwards. */
  public void end() {
    Socket open;
    synchronized (this) {
      ended = true;
      open = socket;
    }
    if (open != null) {
      SourceSockets.closeQuietly(open);
    }
  }
}
