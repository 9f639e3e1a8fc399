package dev.freehold.vault.registry;

import dev.freehold.vault.auth.TokenCaller;

/**
 * Who makes a change.
 *
 * @param id an object id, or for the process itself a name such as {@code system:quickstart}
 * @param user whether this is a person
 */
public record Author(String id, boolean user) {

  private static final String USER_PREFIX = "user:";

  /** The author of what {@code caller} asks for. */
  public static Author of(TokenCaller caller) {
    return new Author(caller.objectId().toString(), caller.user());
  }

  /** The author in one column. */
  String stored() {
    return user ? USER_PREFIX + id : id;
  }

  static Author fromStored(String text) {
    return text.startsWith(USER_PREFIX)
        ? new Author(text.substring(USER_PREFIX.length()), true)
        : new Author(text, false);
  }
}
