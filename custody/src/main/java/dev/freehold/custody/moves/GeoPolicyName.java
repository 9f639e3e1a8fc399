package dev.freehold.custody.moves;

import dev.freehold.custody.policies.PolicyKind;
import java.util.Optional;
import java.util.UUID;

/** Names of geos' policies, which nobody chooses: people know such a policy by the geo's code. */
public final class GeoPolicyName {

  private static final String PREFIX = "files:";

  private GeoPolicyName() {}

  /** A name that no other policy has. */
  static String of(String code) {
    return PREFIX + code + ":" + UUID.randomUUID();
  }

  /** The code of the geo whose policy this is or was; empty for policies of other kinds. */
  public static Optional<String> geo(PolicyKind kind, String name) {
    return kind == PolicyKind.FILE && name.startsWith(PREFIX)
        ? Optional.of(name.substring(PREFIX.length()).split(":", 2)[0])
        : Optional.empty();
  }
}
