package dev.freehold.mail.envelope;

import dev.freehold.mail.MailLimits;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * The first bytes of a message while all of them pass, at most {@link
 * MailLimits#MAX_ENVELOPE_START_BYTES}. For one thread.
 */
public final class MessageStart {

  private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
  private long seenBytes;

  /** Makes one for a message of which nothing has passed. */
  public MessageStart() {}

  /** Takes the next bytes of the message. */
  public void update(byte[] bytes, int offset, int length) {
    seenBytes += length;
    int room = MailLimits.MAX_ENVELOPE_START_BYTES - kept.size();
    kept.write(bytes, offset, Math.min(room, length));
  }

  /**
   * The envelope of a stored message.
   *
   * @param in the message's bytes; at most the first ones are read, and nothing is closed
   * @param messageBytes the length of the whole message
   * @throws IOException if and only if {@code in} throws it
   */
  public static Envelope envelope(InputStream in, long messageBytes) throws IOException {
    return EnvelopeParser.parse(in.readNBytes(MailLimits.MAX_ENVELOPE_START_BYTES), messageBytes);
  }

  /** The envelope of the message, all of which has passed. */
  public Envelope envelope() {
    return EnvelopeParser.parse(kept.toByteArray(), seenBytes);
  }
}
