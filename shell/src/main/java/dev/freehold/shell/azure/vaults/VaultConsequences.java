package dev.freehold.shell.azure.vaults;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.shell.azure.call.AzureCall;
import dev.freehold.shell.azure.call.Management;
import dev.freehold.shell.azure.call.VaultId;
import dev.freehold.shell.remote.RemoteException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

/**
 * What comes of taking a vault away, or somebody's permission on it: who used its keys lately, and
 * which policies have roots there.
 *
 * @param vault as the management plane has it
 */
public record VaultConsequences(AzureCall call, JsonNode vault) {

  private static final int MAX_LINES = 10;

  /** Of the whole vault. */
  public List<String> ofAll() {
    List<String> lines = uses(by -> true);
    lines.replaceAll(call::named);
    lines.addAll(previews());
    return lines;
  }

  /**
   * Of what one principal loses.
   *
   * @param objectId whose permissions on keys go or become fewer
   */
  public List<String> of(String objectId) {
    List<String> lines = uses(objectId::equalsIgnoreCase);
    if (!lines.isEmpty()) {
      lines.replaceAll(call::named);
      lines.addAll(previews());
    }
    return lines;
  }

  private List<String> uses(Predicate<String> whose) {
    List<String> lines = new ArrayList<>();
    VaultId id = VaultId.required(vault.path("id").asText());
    try {
      for (JsonNode use :
          call.management().get(id.path() + "/uses", Management.VAULTS).path("value")) {
        if (whose.test(use.path("by").asText()) && lines.size() < MAX_LINES) {
          lines.add(
              "%s/%s was last used at %s by %s (%s); content that depends on it becomes unreadable"
                  .formatted(
                      use.path("name").asText(),
                      use.path("version").asText(),
                      Instant.ofEpochSecond(use.path("lastUsed").asLong()),
                      use.path("by").asText(),
                      use.path("operation").asText()));
        }
      }
    } catch (RemoteException unknown) {
      // A vault that does not tell has nothing to show here; the act itself says what is wrong.
    }
    return lines;
  }

  private List<String> previews() {
    String uri = vault.at("/properties/vaultUri").asText().toLowerCase(Locale.ROOT);
    String keys = uri.replaceFirst("(:443)?/?$", "") + "/keys/";
    return call.previews(root -> root.startsWith(keys));
  }
}
