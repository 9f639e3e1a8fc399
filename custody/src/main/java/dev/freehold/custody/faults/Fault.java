package dev.freehold.custody.faults;

import dev.freehold.custody.KeyAccessException;
import dev.freehold.custody.KeyAccessException.Reason;
import dev.freehold.persistence.PersistenceError;
import dev.freehold.persistence.PersistenceException;
import java.util.Optional;

/**
 * What outside a request is the matter if it fails. The codes are those of the exceptions, so that
 * an answer, the log, a metric and {@code freehold status} say the same.
 */
public enum Fault {
  /** The tenant's vaults refuse the keys: the tenant wants it so, and alone can change it. */
  REVOKED(new KeyAccessException(Reason.REFUSED, "").code()),
  /**
   * The tenant's vaults do not let in this node: they were not told of it, or are closed to all.
   */
  ADDRESS_REFUSED(new KeyAccessException(Reason.ADDRESS_REFUSED, "").code()),
  /** The tenant's vaults do not answer. */
  VAULT_DOES_NOT_ANSWER(new KeyAccessException(Reason.DID_NOT_ANSWER, "").code()),
  /** The vaults answer with something that is not the key. */
  VAULT_ANSWERS_WRONGLY(new KeyAccessException(Reason.WRONG_ANSWER, "").code()),
  /** This node lacks the availability key that would stand in. */
  NODE_LACKS_KEYS(new KeyAccessException(Reason.AVAILABILITY_KEY_MISSING, "").code()),
  /** A database does not answer, or went away. */
  DATABASE_DOWN(PersistenceError.UNREACHABLE.code()),
  /** A database has no space left. */
  DATABASE_FULL(PersistenceError.FULL.code()),
  /** A database is damaged. */
  DATABASE_DAMAGED(PersistenceError.DAMAGED.code()),
  /** The store of blobs does not answer, or its disk does not write. */
  BLOB_STORE_DOWN("blob-store-failed"),
  /** The store of blobs has no space left. */
  BLOB_STORE_FULL("blob-store-full");

  private static final int MAX_CAUSES = 20;

  private final String code;

  Fault(String code) {
    this.code = code;
  }

  /** The stable code, for people and reports. */
  public String code() {
    return code;
  }

  /**
   * The fault behind {@code failure}; empty if it is none of these. A database counts before all
   * that failed because of it: a ledger whose database is down can take no entry.
   */
  public static Optional<Fault> of(Throwable failure) {
    Optional<Fault> ofDatabase = database(failure).flatMap(Fault::of);
    if (ofDatabase.isPresent()) {
      return ofDatabase;
    }
    Throwable cause = failure;
    for (int depth = 0; cause != null && depth < MAX_CAUSES; depth++) {
      if (cause instanceof KeyAccessException key) {
        return of(key.reason());
      }
      if (cause instanceof NamesFault other) {
        return other.fault();
      }
      cause = cause.getCause();
    }
    return Optional.empty();
  }

  /** What a database said that is itself the matter, if it is what {@code failure} came from. */
  public static Optional<PersistenceException> database(Throwable failure) {
    Throwable cause = failure;
    for (int depth = 0; cause != null && depth < MAX_CAUSES; depth++) {
      if (cause instanceof PersistenceException said && of(said).isPresent()) {
        return Optional.of(said);
      }
      cause = cause.getCause();
    }
    return Optional.empty();
  }

  private static Optional<Fault> of(PersistenceException said) {
    return switch (said.error()) {
      case UNREACHABLE, COMMIT_UNKNOWN -> Optional.of(DATABASE_DOWN);
      case FULL -> Optional.of(DATABASE_FULL);
      case DAMAGED -> Optional.of(DATABASE_DAMAGED);
      case OPEN_FAILED,
          IN_USE,
          MIGRATION_FAILED,
          SCHEMA_TOO_NEW,
          OLDER_PROGRAM_SERVES,
          COMMIT_FAILED,
          READ_FAILED,
          VALUE_UNKNOWN,
          BUSY,
          INTERRUPTED,
          CLOSED ->
          Optional.empty();
    };
  }

  private static Optional<Fault> of(Reason reason) {
    return switch (reason) {
      case REFUSED -> Optional.of(REVOKED);
      case ADDRESS_REFUSED -> Optional.of(ADDRESS_REFUSED);
      case DID_NOT_ANSWER -> Optional.of(VAULT_DOES_NOT_ANSWER);
      case WRONG_ANSWER -> Optional.of(VAULT_ANSWERS_WRONGLY);
      case AVAILABILITY_KEY_MISSING -> Optional.of(NODE_LACKS_KEYS);
      case NO_SUCH_KEY, PURGED, NOT_AUTHENTIC, KEY_RENEWED, NOT_RECORDED -> Optional.empty();
    };
  }
}
