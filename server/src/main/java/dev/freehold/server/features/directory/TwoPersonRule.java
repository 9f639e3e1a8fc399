package dev.freehold.server.features.directory;

import dev.freehold.custody.CustodyException;
import dev.freehold.custody.identity.Caller;
import dev.freehold.custody.identity.Identity;
import dev.freehold.custody.identity.Role;
import java.util.Collection;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** What one administrator does not do alone with people and applications. Thread-safe. */
interface TwoPersonRule {

  /** Where there is one vault, whose administrator is one person. */
  TwoPersonRule NONE =
      new TwoPersonRule() {
        @Override
        public void requireFree(Caller caller, UUID objectId) {}

        @Override
        public void requireMayDemote(Identity subject) {}

        @Override
        public void requireRoom(Handle tx, Caller caller, Collection<Role> roles) {}
      };

  /**
   * Returns if and only if the caller may give somebody another credential, or delete them.
   *
   * @throws CustodyException {@code SECOND_PERSON_NEEDED} if they have a say about vaults or are
   *     the approver
   */
  void requireFree(Caller caller, UUID objectId);

  /**
   * Returns if and only if somebody else may take the role of a vault administrator from this one.
   *
   * @throws CustodyException {@code SECOND_PERSON_NEEDED} if it has the role
   */
  void requireMayDemote(Identity subject);

  /**
   * Returns if and only if the caller may make somebody who has these roles.
   *
   * @param tx the transaction that makes them; others that ask the same wait for its end
   * @throws CustodyException {@code SECOND_PERSON_NEEDED}
   */
  void requireRoom(Handle tx, Caller caller, Collection<Role> roles);
}
