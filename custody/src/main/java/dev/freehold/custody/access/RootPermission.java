package dev.freehold.custody.access;

import dev.freehold.custody.roots.RootFailure;

/**
 * Whether a vault lets the service do one thing with a root key, as it was found by doing it.
 *
 * @param standing what was found
 * @param code why not, as the vault or the way to it says; empty if it did it
 */
public record RootPermission(Standing standing, String code) {

  static final RootPermission REMAINS = new RootPermission(Standing.REMAINS, "");

  static RootPermission without(RootFailure failure) {
    return new RootPermission(
        switch (failure.kind()) {
          case REFUSED -> Standing.REFUSED;
          case DID_NOT_ANSWER, WRONG_ANSWER -> Standing.UNKNOWN;
        },
        failure.code());
  }

  /** The findings that are never merged. */
  public enum Standing {
    /** The vault did it. */
    REMAINS,
    /** The vault said no, or that it has no such key. */
    REFUSED,
    /** The vault said neither: silence, or an answer that no sound vault gives. */
    UNKNOWN
  }
}
