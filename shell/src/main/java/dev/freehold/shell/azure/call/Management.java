package dev.freehold.shell.azure.call;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.shell.remote.Account;
import dev.freehold.shell.remote.RemoteException;
import dev.freehold.shell.remote.ServerAddress;
import dev.freehold.shell.remote.Servers;
import dev.freehold.web.http.RequestUri;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** A client of the management plane, for one account. */
public final class Management {

  public static final String VAULTS = "2023-07-01";
  static final String SUBSCRIPTIONS = "2022-12-01";
  public static final String GROUPS = "2021-04-01";
  public static final String FEATURES = "2021-07-01";
  private static final int NOT_FOUND = 404;

  private final AzurePages pages;

  private Management(AzurePages pages) {
    this.pages = pages;
  }

  public static Management of(Servers servers, Account account) {
    ServerAddress server = account.server();
    URI base = server.management().orElseThrow(() -> noVaults(server));
    return new Management(new AzurePages(servers.rest(base, base.toString(), account), base));
  }

  public static AzureFailure noVaults(ServerAddress server) {
    return AzureFailure.missing(
        "NoVaults",
        ("The server at %s runs no vaults. Sign in where they are: Connect-AzAccount -Environment"
                + " https://management.SUFFIX")
            .formatted(server.api().orElse(server.authority())));
  }

  public JsonNode get(String path, String version) {
    return pages.rest().get(versioned(path, version));
  }

  public Optional<JsonNode> find(String path, String version) {
    try {
      return Optional.of(get(path, version));
    } catch (RemoteException refused) {
      if (refused.status() == NOT_FOUND) {
        return Optional.empty();
      }
      throw refused;
    }
  }

  public JsonNode send(String method, String path, String version, JsonNode body) {
    return pages.rest().send(method, versioned(path, version), body);
  }

  public void each(String path, String version, Consumer<JsonNode> element) {
    pages.each(versioned(path, version), element);
  }

  public List<AzureSubscription> subscriptions() {
    List<AzureSubscription> all = new ArrayList<>();
    each("/subscriptions", SUBSCRIPTIONS, json -> all.add(AzureSubscription.of(json)));
    return all;
  }

  /** Looks for a vault in all groups of a subscription. */
  public Optional<VaultId> findVault(String subscription, String name) {
    List<VaultId> found = new ArrayList<>();
    String filter =
        "resourceType eq 'Microsoft.KeyVault/vaults' and name eq '%s'"
            .formatted(name.replace("'", "''"));
    each(
        "/subscriptions/%s/resources?$filter=%s"
            .formatted(RequestUri.encode(subscription), RequestUri.encode(filter)),
        GROUPS,
        json -> VaultId.parse(json.path("id").asText()).ifPresent(found::add));
    return found.stream().filter(id -> id.name().equalsIgnoreCase(name)).findFirst();
  }

  private static String versioned(String path, String version) {
    return path + (path.contains("?") ? "&" : "?") + "api-version=" + version;
  }
}
