package dev.freehold.vault.keys;

import dev.freehold.vault.material.KeyEngines;
import dev.freehold.vault.material.KeyKind;
import dev.freehold.vault.material.KeySpecification;
import dev.freehold.vault.material.PublicPart;

/**
 * The material of a version except its private part.
 *
 * @param publicPart the public part
 * @param hardware whether its kind is marked {@code -HSM}
 * @param engine the name of the engine that made it and uses it
 */
public record KeyForm(PublicPart publicPart, boolean hardware, String engine) {

  /** What kind of key it is. */
  public KeyKind kind() {
    return publicPart.kind();
  }

  /** The member {@code kty}. */
  public String type() {
    return kind().word(hardware);
  }

  /** The member {@code hsmPlatform}: what really protects the key, whatever its kind is called. */
  public String platform() {
    return engine.equals(KeyEngines.SOFTWARE) ? "0" : "1";
  }

  /** Kind and size, which decide what a use costs. */
  public KeySpecification specification() {
    return publicPart.specification(hardware);
  }
}
