package dev.freehold.console.api;

import java.util.Optional;

/**
 * A request of the console to a vault, or to what administers vaults.
 *
 * @param vault the vault's name; empty for the management plane
 * @param method the HTTP method
 * @param path the path with its query, percent-encoded
 * @param json the body
 */
public record VaultCall(Optional<String> vault, String method, String path, Optional<byte[]> json) {

  /** Never shows the body. */
  @Override
  public String toString() {
    return "VaultCall[" + method + " " + vault.orElse("management") + " " + path + "]";
  }
}
