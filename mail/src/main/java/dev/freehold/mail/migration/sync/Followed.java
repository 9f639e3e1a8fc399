package dev.freehold.mail.migration.sync;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.freehold.crypto.Sha256;
import dev.freehold.mail.messages.MessageFlags;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.stream.Collectors;

/**
 * A message at the source that a batch has dealt with. Public for {@code bindMethods}.
 *
 * @param folder the number of its folder in the batch
 * @param uid its UID at the source; below 0 one of a numbering that is no more
 * @param hereUid the message here that the batch stored for it; 0 if there is none of its own
 * @param modSeq what the batch last gave that message; with any other somebody has changed it here
 * @param flagsHash of its flags at the source when the batch last saw them
 * @param messageDate its internal date
 * @param sizeBytes its length
 * @param gone one of the constants
 */
public record Followed(
    int folder,
    long uid,
    long hereUid,
    long modSeq,
    long flagsHash,
    Instant messageDate,
    long sizeBytes,
    int gone) {

  /** It is at the source. */
  static final int PRESENT = 0;

  /** It is at the source no more, and may be found in another folder of it. */
  static final int GONE = 1;

  /** It is in another folder of the source now, for which another message was stored here. */
  static final int MOVED = 2;

  /**
   * It is at the source no more, and stays here because somebody changed it or the law holds it.
   */
  static final int KEPT = 3;

  /** What tells flags apart; the flags themselves are not kept. */
  public static long hash(MessageFlags flags) {
    String text =
        flags.system().stream().map(Enum::name).collect(Collectors.joining(" "))
            + "\n"
            + String.join(" ", flags.keywords());
    return ByteBuffer.wrap(Sha256.of(text.getBytes(UTF_8))).getLong();
  }
}
