package dev.freehold.content.rescue;

import dev.freehold.custody.bundles.KeyBundle;

/** The one root key with which a rescue opens keys. */
@FunctionalInterface
public interface RootKey extends KeyBundle.RootUnwrap {

  /** Why it opened nothing, for the rescuer to read; empty if there is no more to say. */
  default String refusals() {
    return "";
  }
}
