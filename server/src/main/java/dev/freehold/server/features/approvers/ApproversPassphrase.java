package dev.freehold.server.features.approvers;

import dev.freehold.server.http.Required;

/**
 * The body of a request that makes or uses the approver's key.
 *
 * @param passphrase the passphrase that protects the key
 */
public record ApproversPassphrase(@Required String passphrase) {

  /** Never shows the passphrase. */
  @Override
  public String toString() {
    return "Passphrase[]";
  }
}
