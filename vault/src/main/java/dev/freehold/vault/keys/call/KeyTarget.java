package dev.freehold.vault.keys.call;

import dev.freehold.vault.keys.KeyName;
import dev.freehold.vault.keys.VersionId;
import dev.freehold.vault.wire.WireError;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * The key that a path names.
 *
 * @param name the name, absent for routes that name no key
 * @param version the version, absent for the latest
 */
public record KeyTarget(Optional<KeyName> name, Optional<UUID> version) {

  /** The key and version of a path's parameters. */
  public static KeyTarget of(Map<String, String> parameters) {
    String name = parameters.get("name");
    if (name == null) {
      return new KeyTarget(Optional.empty(), Optional.empty());
    }
    if (name.isEmpty()) {
      throw WireError.badParameter("Operation not specified");
    }
    return new KeyTarget(
        Optional.of(KeyName.parse(name)), VersionId.parse(parameters.getOrDefault("version", "")));
  }

  /** NAME or NAME/VERSION, as it was asked for. */
  public String describe() {
    String text = name.map(KeyName::text).orElse("");
    return version.map(v -> text + "/" + VersionId.format(v)).orElse(text);
  }
}
