package dev.freehold.shell.azure.vaults;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.powershell.complete.LiveValues;
import dev.freehold.shell.azure.call.AzureContext;
import dev.freehold.shell.azure.call.AzureSession;
import dev.freehold.shell.azure.call.Management;
import dev.freehold.shell.remote.Account;
import dev.freehold.shell.remote.Rest;
import dev.freehold.web.http.RequestUri;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Names of vaults and keys for tab completion, if somebody is signed in. */
public final class VaultNames implements LiveValues {

  private final AzureSession session;

  public VaultNames(AzureSession session) {
    this.session = session;
  }

  @Override
  public List<String> values(Wanted wanted) {
    Optional<AzureContext> context = session.current();
    if (context.isEmpty() || !wanted.cmdlet().module().startsWith("Az.")) {
      return List.of();
    }
    boolean isOfKeys = wanted.cmdlet().name().contains("AzKeyVaultKey");
    if (wanted.isFor("VaultName") || (!isOfKeys && wanted.isFor("Name"))) {
      return wanted.cmdlet().name().contains("KeyVault")
          ? vaults(context.get(), wanted)
          : List.of();
    }
    return isOfKeys && wanted.isFor("Name")
        ? keys(context.get().account(), wanted.given().text("VaultName"), wanted)
        : List.of();
  }

  private List<String> vaults(AzureContext context, Wanted wanted) {
    if (context.subscription().isEmpty()) {
      return List.of();
    }
    String path =
        "/subscriptions/%s/providers/Microsoft.KeyVault/vaults?$top=%d&api-version=%s"
            .formatted(
                RequestUri.encode(context.subscription().get().id()),
                wanted.max(),
                Management.VAULTS);
    return context
        .account()
        .server()
        .management()
        .map(base -> session.servers().rest(base, base.toString(), context.account()))
        .map(rest -> chosen(rest.get(path), "/name", wanted))
        .orElse(List.of());
  }

  private List<String> keys(Account account, String vault, Wanted wanted) {
    Optional<String> suffix = account.server().vaultSuffix();
    if (vault.isEmpty() || suffix.isEmpty()) {
      return List.of();
    }
    URI base = URI.create("https://%s.%s".formatted(RequestUri.encode(vault), suffix.get()));
    Rest rest = session.servers().rest(base, "https://" + suffix.get(), account);
    return chosen(rest.get("/keys?maxresults=25&api-version=7.5"), "/kid", wanted);
  }

  private static List<String> chosen(JsonNode page, String member, Wanted wanted) {
    List<String> names = new ArrayList<>();
    for (JsonNode element : page.path("value")) {
      String text = element.at(member).asText();
      String name = text.substring(text.lastIndexOf('/') + 1);
      if (name.regionMatches(true, 0, wanted.prefix(), 0, wanted.prefix().length())) {
        names.add(name);
      }
    }
    return names.stream().limit(wanted.max()).toList();
  }
}
