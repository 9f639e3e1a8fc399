package dev.freehold.vault.keys.plane;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freehold.vault.keys.KeyVersion;
import dev.freehold.vault.keys.call.KeyCall;
import dev.freehold.vault.keys.call.KeyServices;
import dev.freehold.vault.keys.lastuse.KeyUse;
import dev.freehold.vault.keys.lastuse.VersionUses;
import dev.freehold.vault.wire.Answer;
import dev.freehold.vault.wire.CallHandler;
import dev.freehold.vault.wire.WireJson;
import java.util.Optional;

/**
 * Shows when a version was last used, by whom and for what. Not part of the protocol: for consoles
 * and shells that ask before they end a version.
 */
final class GetKeyUses implements CallHandler<KeyCall> {

  private final KeyServices services;

  GetKeyUses(KeyServices services) {
    this.services = services;
  }

  private record Found(KeyVersion key, Optional<VersionUses> uses) {}

  @Override
  public Answer handle(KeyCall call) {
    Found found =
        call.exchange()
            .read(
                tx -> {
                  KeyVersion key = call.version(tx);
                  return new Found(key, services.uses().find(tx, key.place()));
                });
    ObjectNode json = WireJson.object().put("kid", call.noted(found.key));
    found.uses.map(VersionUses::latest).ifPresent(use -> put(json, use));
    return Answer.ok(json);
  }

  private static void put(ObjectNode json, KeyUse use) {
    json.put("lastUsed", use.at().getEpochSecond())
        .put("by", use.by().toString())
        .put("operation", use.operation().word());
  }
}
