package dev.freehold.custody.passkeys;

import dev.freehold.custody.identity.ways.WayIn;
import java.util.List;

/**
 * New codes, which nobody can be shown again.
 *
 * @param way the way in that they are together
 * @param codes all of them
 */
public record NewRecoveryCodes(WayIn way, List<RecoveryCode> codes) {

  /** Copies the list. */
  public NewRecoveryCodes {
    codes = List.copyOf(codes);
  }
}
