package dev.freehold.custody.checks;

import dev.freehold.custody.roots.RootFailure;
import java.util.Set;

/**
 * Whether a vault lets the service do one operation with a root key, found out by trying it.
 *
 * @param standing what was found
 * @param code why not, as the vault or the connection reports it; empty if the operation worked
 */
public record RootPermission(Standing standing, String code) {

  static final RootPermission REMAINS = new RootPermission(Standing.REMAINS, "");

  /** A refusal because a version is disabled: it tells nothing of the key's other versions. */
  static final String KEY_DISABLED = "KeyDisabled";

  /**
   * Refusals that say that the service has no permission, or that the key is not to be used. Any
   * other one leaves the permission as it was: a firewall's ({@code ForbiddenByFirewall}, {@code
   * ForbiddenByConnection}), a token that the vault does not accept ({@code Unauthorized}), a key
   * that is being recovered ({@code Conflict}), one outside its time ({@code KeyExpired}).
   */
  private static final Set<String> GONE =
      Set.of(
          "AccessDenied",
          "Forbidden",
          "ForbiddenByPolicy",
          "ForbiddenByRbac",
          KEY_DISABLED,
          RootFailure.KEY_NOT_FOUND,
          "VaultNotFound");

  static RootPermission without(RootFailure failure) {
    return new RootPermission(
        switch (failure.kind()) {
          case REFUSED -> GONE.contains(failure.code()) ? Standing.REFUSED : Standing.UNKNOWN;
          case DID_NOT_ANSWER, WRONG_ANSWER -> Standing.UNKNOWN;
        },
        failure.code());
  }

  boolean isKeyDisabled() {
    return standing == Standing.REFUSED && code.equals(KEY_DISABLED);
  }

  /** The same answer, when it does not settle whether the service has the permission. */
  RootPermission unsettled() {
    return new RootPermission(Standing.UNKNOWN, code);
  }

  /** The possible findings, which are never merged. */
  public enum Standing {
    /** The vault did it. */
    REMAINS,
    /** The vault said no, or that it has no such key, or that the key is disabled. */
    REFUSED,
    /** The vault said neither: silence, another refusal, or what no sound vault answers. */
    UNKNOWN
  }
}
