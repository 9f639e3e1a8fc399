package dev.freehold.web.http;

import java.io.IOException;
import java.io.OutputStream;

/** The answer to one request. Used by one thread. */
public interface WebResponse {

  /** Sets a header in place of those of the same name. */
  void header(String name, String value);

  /** Forgets the headers that were set. Nothing may be out yet. */
  void reset();

  /** Whether the status and the headers are out, so that nothing else can be answered. */
  boolean isCommitted();

  /** The status that was answered, 0 if none was yet. */
  int status();

  /**
   * Sends a whole answer without waiting for the client to take it. Where the request's body was
   * not read, the answer says that the connection closes, and the rest of the body is read for a
   * while and thrown away: a reset could take the answer with it (RFC 9112, section 9.6). A 429 or
   * 503 says when to come again.
   *
   * @param body is overwritten when it has been sent or given up
   * @throws RequestRefusedException if it is long and too many long answers wait for their clients
   */
  void send(int status, byte[] body);

  /**
   * Begins an answer of exactly {@code length} bytes, whose writing waits for the client. A writer
   * that fails breaks the connection off: only so can it say that the rest will not come.
   */
  OutputStream stream(int status, long length) throws IOException;

  /** Begins an answer that stays open when the request was handled. */
  OpenAnswer open(int status);

  /**
   * An answer that stays open when its request was handled, for news that come later. It holds no
   * thread. The listener ends it when it stops. Thread-safe.
   */
  interface OpenAnswer extends AutoCloseable {

    /**
     * Sends bytes without waiting for the client to take them.
     *
     * @return false, and nothing is sent, if the client has not taken yet what was sent before, or
     *     if the answer has ended
     */
    boolean send(byte[] bytes);

    /** Whether more can be sent. A client that left is noticed when it does not take something. */
    boolean isOpen();

    /** Ends the answer, after what was sent before. */
    @Override
    void close();
  }
}
