package dev.freehold.mailserver.append;

import java.io.IOException;
import java.io.InputStream;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.OptionalLong;
import javax.mail.Flags;
import org.apache.james.imap.message.Literal;

/**
 * A message that a client sends.
 *
 * @param flags as the client wants them
 * @param date when it was delivered, as the client says
 * @param literal its bytes, which are read once
 * @param isBinary whether NUL may be in it
 */
public record IncomingMessage(
    Flags flags, Optional<OffsetDateTime> date, Literal literal, boolean isBinary) {

  /** How long the client says that it is. */
  public long announcedBytes() throws IOException {
    return literal.size();
  }

  /** How long {@link #open} is, if that is known. */
  public OptionalLong sizeBytes() throws IOException {
    return isBinary ? OptionalLong.empty() : OptionalLong.of(literal.size());
  }

  /** The message as it is to be stored, without NUL; called once, and the caller closes it. */
  public InputStream open() throws IOException {
    InputStream sent = literal.getInputStream();
    return isBinary ? new BinaryEncoding(sent) : sent;
  }
}
