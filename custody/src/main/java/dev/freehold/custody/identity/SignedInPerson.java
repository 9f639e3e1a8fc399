package dev.freehold.custody.identity;

import dev.freehold.custody.CustodyError;
import dev.freehold.custody.CustodyException;
import org.jdbi.v3.core.Handle;

/** A person who makes something for later sign-ins, such as a passkey, while being signed in. */
public final class SignedInPerson {

  private SignedInPerson() {}

  /**
   * Locks the person's row in the caller's transaction. Ending a person's sign-ins locks the same
   * row first, so nothing is made behind its back.
   *
   * @throws CustodyException {@code USER_NOT_FOUND} if the caller is no person, {@code
   *     TOKEN_INVALID} if the person was signed out or disabled while this waited
   */
  public static Identity lock(Handle tx, Caller person) {
    IdentityRows.lock(tx, person.tenantId(), person.objectId());
    Identity now =
        IdentityRows.byObjectId(tx, person.tenantId(), person.objectId())
            .map(IdentityRows.Row::identity)
            .filter(identity -> identity.kind() == Identity.Kind.USER)
            .orElseThrow(SignedInPerson::notPerson);
    if (!now.enabled() || now.signOuts() != person.signOuts()) {
      throw new CustodyException(
          CustodyError.TOKEN_INVALID, "you were signed out just now; sign in again");
    }
    return now;
  }

  private static CustodyException notPerson() {
    return new CustodyException(
        CustodyError.USER_NOT_FOUND,
        "this is for people who sign in with a password; an application has secrets of its own");
  }
}
