package dev.freehold.vault.seals;

import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;

/** Goes through all sealed rows without checking them. */
@FunctionalInterface
public interface SealedUnits {

  /** Gives every one to {@code to}, in the caller's transaction. */
  void forEach(Handle tx, Consumer<SealedUnit> to);
}
