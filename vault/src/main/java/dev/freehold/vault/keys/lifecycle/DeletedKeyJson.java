package dev.freehold.vault.keys.lifecycle;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freehold.vault.keys.DeletedKey;
import dev.freehold.vault.keys.call.KeyCall;
import dev.freehold.vault.keys.call.KeyJson;

/** Deleted keys as the protocol writes them: like live ones, with three members more. */
final class DeletedKeyJson {

  private DeletedKeyJson() {}

  /** The answer to delete and to get-deleted. */
  static ObjectNode bundle(KeyCall call, DeletedKey key) {
    return with(KeyJson.bundle(call, key.latest()), call, key);
  }

  /** An element of the list. */
  static ObjectNode item(KeyCall call, DeletedKey key) {
    String id = KeyJson.id(call.exchange().baseUri(), key.latest());
    return with(KeyJson.item(call, key.latest(), id), call, key);
  }

  private static ObjectNode with(ObjectNode target, KeyCall call, DeletedKey key) {
    return target
        .put(
            "recoveryId",
            "%s/deletedkeys/%s".formatted(call.exchange().baseUri(), key.latest().name()))
        .put("deletedDate", key.deletedAt().getEpochSecond())
        .put("scheduledPurgeDate", key.purgeAt().getEpochSecond());
  }
}
