package dev.freehold.custody.identity;

import java.time.Instant;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/**
 * Tells whether somebody can be the second person of an act: the person who ordered the act must
 * not have made or taken over the identity that approves it. Safe for use by many threads.
 */
@FunctionalInterface
public interface SecondPerson {

  /**
   * Asks in the caller's transaction.
   *
   * @param actor the object id of who approves
   * @param since when it was ordered, or when what made it need approval began
   */
  boolean isIndependent(Handle tx, UUID tenantId, String actor, Instant since);
}
