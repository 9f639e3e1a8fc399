package dev.freehold.server.notifications;

import dev.freehold.ledger.RecordedEntry;
import java.util.Optional;
import java.util.Set;

/** Tells which entries of a ledger are occasions. Thread-safe. */
public interface OccasionSource {

  /** The operations that may be occasions; no two sources have the same. */
  Set<String> operations();

  /**
   * What an entry is an occasion for, as things are now: what was due when it was recorded may be
   * done by now.
   *
   * @param recorded of one of the operations
   * @throws dev.freehold.persistence.PersistenceException if the database does not answer; the
   *     entry is read again then
   */
  Optional<Occasion> of(RecordedEntry recorded);
}
