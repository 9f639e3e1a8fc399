package dev.freehold.server.features.directory;

import dev.freehold.custody.CustodyException;
import dev.freehold.custody.identity.Caller;
import dev.freehold.custody.identity.Role;
import java.util.Collection;
import java.util.UUID;

/** What one administrator does not do alone with people and applications. Thread-safe. */
interface TwoPersonRule {

  /** Where there is one vault, whose administrator is one person. */
  TwoPersonRule NONE =
      new TwoPersonRule() {
        @Override
        public void requireFree(Caller caller, UUID objectId) {}

        @Override
        public void requireRoom(Caller caller, Collection<Role> roles) {}
      };

  /**
   * Returns if and only if the caller may give somebody another credential, or delete them.
   *
   * @throws CustodyException {@code SECOND_PERSON_NEEDED} if they have a say about vaults or are
   *     the approver
   */
  void requireFree(Caller caller, UUID objectId);

  /**
   * Returns if and only if the caller may make somebody who has these roles.
   *
   * @throws CustodyException {@code SECOND_PERSON_NEEDED}
   */
  void requireRoom(Caller caller, Collection<Role> roles);
}
