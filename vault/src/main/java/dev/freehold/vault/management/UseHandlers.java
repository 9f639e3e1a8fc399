package dev.freehold.vault.management;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freehold.vault.VaultLimits;
import dev.freehold.vault.keys.VersionId;
import dev.freehold.vault.keys.lastuse.KeyUse;
import dev.freehold.vault.keys.lastuse.KeyUses;
import dev.freehold.vault.masterkey.KeyPlace;
import dev.freehold.vault.registry.Vault;
import dev.freehold.vault.registry.Vaults;
import dev.freehold.vault.wire.Answer;
import dev.freehold.vault.wire.WireJson;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import org.jdbi.v3.core.Handle;

/** Who used the keys of a vault lately: asked before the vault, or a permission on it, goes. */
final class UseHandlers {

  private final Vaults vaults;
  private final KeyUses uses;
  private final InstantSource clock;

  UseHandlers(Vaults vaults, KeyUses uses, InstantSource clock) {
    this.vaults = vaults;
    this.uses = uses;
    this.clock = clock;
  }

  private record Used(KeyPlace place, KeyUse use) {}

  /** The newest use by anybody but the caller within 24 hours of each version, the newest first. */
  Answer get(ManagementCall call) {
    return call.exchange().read(tx -> Answer.ok(json(tx, call)));
  }

  private ObjectNode json(Handle tx, ManagementCall call) {
    Vault vault =
        vaults
            .find(tx, call.vaultName())
            .filter(found -> VaultHandlers.isHere(call, found))
            .orElseThrow(() -> ManagementErrors.vaultNotFound(call));
    Instant since =
        clock.instant().truncatedTo(ChronoUnit.MILLIS).minus(VaultLimits.KEY_USE_RECENT);
    ObjectNode answer = WireJson.object();
    ArrayNode value = answer.putArray("value");
    uses.ofVault(tx, vault.id(), since).entrySet().stream()
        .flatMap(
            entry ->
                entry.getValue().byOtherThan(call.caller().objectId()).stream()
                    .filter(use -> !use.at().isBefore(since))
                    .map(use -> new Used(entry.getKey(), use)))
        .sorted(Comparator.comparing((Used used) -> used.use().at()).reversed())
        .limit(VaultLimits.MAX_WARNED_KEY_USES)
        .forEach(
            used ->
                value
                    .addObject()
                    .put("name", used.place().foldedName())
                    .put("version", VersionId.format(used.place().version()))
                    .put("lastUsed", used.use().at().getEpochSecond())
                    .put("by", used.use().by().toString())
                    .put("operation", used.use().operation().word()));
    return answer;
  }
}
