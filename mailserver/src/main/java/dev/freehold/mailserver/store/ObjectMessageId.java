package dev.freehold.mailserver.store;

import java.util.UUID;
import org.apache.james.mailbox.model.MessageId;

/**
 * The id of the object that holds a message, which copies share: IMAP's EMAILID (RFC 8474).
 *
 * @param id of the object
 */
public record ObjectMessageId(UUID id) implements MessageId {

  /** Reads what {@link #serialize} wrote. */
  static ObjectMessageId of(String serialized) {
    return new ObjectMessageId(UUID.fromString(serialized));
  }

  @Override
  public String serialize() {
    return id.toString();
  }

  @Override
  public boolean isSerializable() {
    return true;
  }

  /** Reads ids. New ones are drawn by the store alone, when a message is sealed. */
  static final class Factory implements MessageId.Factory {
    @Override
    public MessageId fromString(String serialized) {
      try {
        return of(serialized);
      } catch (IllegalArgumentException notOurs) {
        // SEARCH may ask for any id (RFC 8474 section 5.3); no message has this one.
        return new ObjectMessageId(new UUID(0, 0));
      }
    }

    @Override
    public MessageId generate() {
      return new ObjectMessageId(UUID.randomUUID());
    }
  }
}
