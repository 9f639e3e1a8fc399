package dev.freehold.content.scrub;

import dev.freehold.content.store.ContentOwner;
import dev.freehold.content.store.InspectionLog;
import dev.freehold.custody.Requester;
import dev.freehold.custody.owners.OwnerKind;

/**
 * A module's rows and names of mailboxes or sites, as far as a scrub has to check them.
 * Implementations are safe for use by many threads.
 */
public interface ScrubbedRows {

  /** The kind of owners whose rows these are. */
  OwnerKind kind();

  /** About how many rows there are of all owners, for the progress. */
  long count();

  /**
   * Looks at all rows of one owner. It gives nothing of what they hold to anybody.
   *
   * @throws dev.freehold.custody.KeyAccessException if the owner's key is not given; the rest of
   *     this owner is then left unchecked
   */
  void inspect(ContentOwner owner, Requester requester, InspectionLog log);
}
