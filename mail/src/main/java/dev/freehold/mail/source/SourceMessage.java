package dev.freehold.mail.source;

import dev.freehold.mail.messages.MessageFlags;
import dev.freehold.mail.messages.MessageProperties;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** One message of an import source. Methods may read the disk and can be called by any thread. */
public interface SourceMessage {

  /** The names of its folder within the source, from the top; none for its root. */
  List<String> folder();

  /** Where the message is within its source; the same each time the source is read. */
  String location();

  /** Its length in bytes as stored in the source; an upper bound of what {@link #open} gives. */
  long sizeBytes();

  /** What the source says about the message. */
  Details details() throws IOException;

  /** SHA-256 that its bytes must have, in hexadecimal, if the source knows it. */
  default Optional<String> expectedSha256() {
    return Optional.empty();
  }

  /** The message's bytes; the caller closes the stream. */
  InputStream open() throws IOException;

  /**
   * What a source says about a message.
   *
   * @param flags its flags and keywords
   * @param internalDate when it was delivered, as far as can be told
   * @param properties what an export needs to write the identical file
   */
  record Details(MessageFlags flags, Instant internalDate, MessageProperties properties) {}
}
