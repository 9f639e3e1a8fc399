package dev.freehold.vault.subscriptions;

import dev.freehold.persistence.Duplicates;
import dev.freehold.vault.VaultError;
import dev.freehold.vault.VaultException;
import org.jdbi.v3.core.JdbiException;

/** Makes the registry's errors for a name or id that is in use. */
public final class Taken {

  private Taken() {}

  /**
   * Runs {@code insert}.
   *
   * @throws VaultException ALREADY_EXISTS with {@code message} if a unique value is there already
   */
  public static void unless(String message, Runnable insert) {
    try {
      insert.run();
    } catch (JdbiException e) {
      if (Duplicates.isDuplicate(e)) {
        throw new VaultException(VaultError.ALREADY_EXISTS, message, e);
      }
      throw e;
    }
  }
}
