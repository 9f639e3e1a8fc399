package dev.freehold.shell.azure.keys;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freehold.shell.azure.call.AzureCall;
import java.time.Instant;

/** Parameters that are attributes of a key as well. */
final class KeyAttributeParameters {

  private KeyAttributeParameters() {}

  /** When a key may be used; the times are taken as UTC. */
  static void times(AzureCall call, ObjectNode attributes) {
    if (call.bound().value("Expires") instanceof Instant end) {
      attributes.put("exp", end.getEpochSecond());
    }
    if (call.bound().value("NotBefore") instanceof Instant start) {
      attributes.put("nbf", start.getEpochSecond());
    }
  }
}
