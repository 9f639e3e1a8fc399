package dev.freehold.mail.messages;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A message to be appended, without its bytes.
 *
 * @param flags its flags and keywords
 * @param internalDate when it was delivered
 * @param internalZone the time zone in which that was told, in whole minutes
 * @param properties what came with it; sealed under the mailbox key
 * @param sizeBytes its exact length if known; a stream of another length is refused
 * @param importKey identifies it within an import, so that it is stored once
 * @param uid the UID that it had on another server; it gets it if its folder keeps those and has
 *     given none as high
 */
public record NewMessage(
    MessageFlags flags,
    Instant internalDate,
    ZoneOffset internalZone,
    MessageProperties properties,
    OptionalLong sizeBytes,
    Optional<MessageImportKey> importKey,
    OptionalLong uid) {

  /** A message that gets its folder's next UID. */
  public NewMessage(
      MessageFlags flags,
      Instant internalDate,
      ZoneOffset internalZone,
      MessageProperties properties,
      OptionalLong sizeBytes,
      Optional<MessageImportKey> importKey) {
    this(flags, internalDate, internalZone, properties, sizeBytes, importKey, OptionalLong.empty());
  }

  /** A message whose delivery time was told in UTC. */
  public NewMessage(
      MessageFlags flags,
      Instant internalDate,
      MessageProperties properties,
      OptionalLong sizeBytes,
      Optional<MessageImportKey> importKey) {
    this(flags, internalDate, ZoneOffset.UTC, properties, sizeBytes, importKey);
  }

  /** The same with a UID of another server. */
  public NewMessage withUid(long wanted) {
    return new NewMessage(
        flags,
        internalDate,
        internalZone,
        properties,
        sizeBytes,
        importKey,
        OptionalLong.of(wanted));
  }
}
