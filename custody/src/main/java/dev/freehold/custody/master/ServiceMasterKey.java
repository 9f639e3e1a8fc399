package dev.freehold.custody.master;

import java.util.UUID;

/**
 * Seals the service's own secrets: availability keys and the token signing key. It comes from a
 * file by default; a key vault or an HSM can stand behind the same two operations.
 *
 * <p>Safe for use by many threads.
 */
public interface ServiceMasterKey extends AutoCloseable {

  /** Seals {@code secret} for {@code purpose} and one owner of it. */
  byte[] seal(Purpose purpose, UUID id, byte[] secret);

  /**
   * Opens what {@link #seal} gave for the same purpose and id.
   *
   * @throws dev.freehold.custody.CustodyException {@code MASTER_KEY_MISMATCH} if it does not open
   */
  byte[] open(Purpose purpose, UUID id, byte[] sealed);

  /** Overwrites the key in memory; later use is refused. */
  @Override
  void close();

  /** What is sealed. A value sealed for one purpose does not open for another. */
  enum Purpose {
    /** A policy's availability key. */
    AVAILABILITY_KEY("freehold availability key v1"),
    /** One of the service's own root keys. */
    SERVICE_ROOT_KEY("freehold service root key v1"),
    /** The private key that signs bearer tokens. */
    TOKEN_SIGNING_KEY("freehold token signing key v1");

    private final String label;

    Purpose(String label) {
      this.label = label;
    }

    /** The label from which the purpose's own key is derived. */
    String label() {
      return label;
    }
  }
}
