package dev.freehold.custody.people;

import dev.freehold.custody.identity.User;
import java.util.Optional;
import java.util.UUID;

/**
 * A program that came in for a person.
 *
 * @param user the person
 * @param appPassword the way in that it used; empty if it was the person's own password
 */
public record ProgramSignIn(User user, Optional<UUID> appPassword) {

  static ProgramSignIn byPassword(User user) {
    return new ProgramSignIn(user, Optional.empty());
  }
}
