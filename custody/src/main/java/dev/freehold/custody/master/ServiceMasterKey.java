package dev.freehold.custody.master;

import dev.freehold.crypto.Key256;
import dev.freehold.persistence.RowIds;
import java.util.List;
import java.util.UUID;

/**
 * Seals the service's own secrets: availability keys, the keys that sign tokens and checkpoints,
 * the secrets of access keys and webhooks, and passwords of mailboxes on other servers. By default
 * the key comes from a file; a key vault or an HSM could implement the same operations.
 *
 * <p>Safe for use by many threads.
 */
public interface ServiceMasterKey extends AutoCloseable {

  /**
   * Seals {@code secret} for {@code purpose}, bound to {@code associatedData}, which says whose it
   * is; at most {@link dev.freehold.crypto.CryptoLimits#MAX_ASSOCIATED_DATA_BYTES}.
   */
  byte[] seal(Purpose purpose, byte[] associatedData, byte[] secret);

  /**
   * Opens what {@link #seal} gave for the same purpose and associated data.
   *
   * @throws dev.freehold.custody.CustodyException {@code MASTER_KEY_MISMATCH} if it does not open
   */
  byte[] open(Purpose purpose, byte[] associatedData, byte[] sealed);

  /** Seals {@code secret} for {@code purpose} and one owner of it, whose id says all. */
  default byte[] seal(Purpose purpose, UUID id, byte[] secret) {
    return seal(purpose, RowIds.bytes(id), secret);
  }

  /** Opens what was sealed for the same purpose and id, as above. */
  default byte[] open(Purpose purpose, UUID id, byte[] sealed) {
    return open(purpose, RowIds.bytes(id), sealed);
  }

  /**
   * A key for {@code purpose} alone, for what is done so often that it cannot go through the master
   * key each time. It tells nothing of the master key or of other purposes' keys. The caller closes
   * it.
   */
  Key256 derive(Purpose purpose);

  /**
   * The key for {@code purpose}, and those of the master keys that were in this one's place before,
   * the newest first. The caller closes them.
   */
  default List<Key256> deriveAll(Purpose purpose) {
    return List.of(derive(purpose));
  }

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
    TOKEN_SIGNING_KEY("freehold token signing key v1"),
    /** The secret of an access key, with which S3 clients sign. */
    ACCESS_KEY_SECRET("freehold access key secret v1"),
    /** A password with which mail is brought from elsewhere. */
    MIGRATION_PASSWORD("freehold migration password v1"),
    /** The address of a webhook and the secret that signs what is sent to it. */
    WEBHOOK("freehold webhook v1"),
    /** The seals of rows that authorise. */
    ROW_SEAL("freehold row seal v1"),
    /** The private key that signs checkpoints of the tenants' logs. */
    LEDGER_SIGNING_KEY("freehold ledger signing key v1");

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
