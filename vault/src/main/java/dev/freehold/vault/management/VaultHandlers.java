package dev.freehold.vault.management;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freehold.vault.policy.AccessPolicy;
import dev.freehold.vault.registry.NewVault;
import dev.freehold.vault.registry.PolicyChange;
import dev.freehold.vault.registry.Vault;
import dev.freehold.vault.registry.Vaults;
import dev.freehold.vault.wire.Answer;
import dev.freehold.vault.wire.ApiVersions;
import dev.freehold.vault.wire.JsonBody;
import dev.freehold.vault.wire.WireError;
import dev.freehold.vault.wire.WireJson;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jdbi.v3.core.Handle;

/** The operations on vaults, a short method each. */
final class VaultHandlers {

  private static final int MAX_PAGE_VAULTS = 100;

  private final Vaults vaults;
  private final VaultJson json;

  VaultHandlers(Vaults vaults, VaultJson json) {
    this.vaults = vaults;
    this.json = json;
  }

  Answer get(ManagementCall call) {
    Vault vault = call.exchange().read(tx -> existing(tx, call));
    return Answer.ok(json.write(vault));
  }

  Answer put(ManagementCall call) {
    JsonBody body = call.json();
    return ManagementErrors.answering(
        () ->
            call.exchange()
                .commit(
                    tx -> {
                      Optional<Vault> present = vaults.find(tx, call.vaultName());
                      present.ifPresent(vault -> requireHere(call, vault));
                      NewVault wanted = VaultBody.read(call, body, present);
                      return present.isPresent()
                          ? Answer.ok(json.write(vaults.update(tx, present.get(), wanted)))
                          : Answer.of(201, json.write(vaults.create(tx, wanted)));
                    }));
  }

  Answer list(ManagementCall call) {
    return listed(call, vault -> true);
  }

  Answer listInGroup(ManagementCall call) {
    return listed(call, vault -> vault.resourceGroup().equalsIgnoreCase(call.resourceGroup()));
  }

  Answer changePolicies(ManagementCall call, PolicyChange change) {
    JsonBody body = call.json();
    return ManagementErrors.answering(
        () -> {
          List<AccessPolicy> entries =
              body.object("properties")
                  .flatMap(PolicyJson::read)
                  .orElseThrow(
                      () ->
                          ManagementErrors.badRequest(
                              "The property properties.accessPolicies is missing."));
          return call.exchange().commit(tx -> changed(tx, call, change, entries));
        });
  }

  private Answer changed(
      Handle tx, ManagementCall call, PolicyChange change, List<AccessPolicy> entries) {
    Vault present = existing(tx, call);
    Vault vault = vaults.changePolicies(tx, present.name(), change, entries);
    ObjectNode answer = WireJson.object();
    answer.put("id", VaultJson.id(vault) + "/accessPolicies/");
    answer.put("type", "Microsoft.KeyVault/vaults/accessPolicies");
    answer.putObject("properties").set("accessPolicies", PolicyJson.write(vault.policies()));
    return Answer.ok(answer);
  }

  private Answer listed(ManagementCall call, Predicate<Vault> wanted) {
    String after = call.exchange().uri().parameter("$skiptoken").orElse("");
    List<Vault> rows =
        call.exchange()
            .read(tx -> vaults.list(tx, call.subscription().id(), after, MAX_PAGE_VAULTS));
    ObjectNode answer = WireJson.object();
    ArrayNode value = answer.putArray("value");
    rows.stream().filter(wanted).forEach(vault -> value.add(json.write(vault)));
    if (rows.size() == MAX_PAGE_VAULTS) {
      answer.put("nextLink", nextLink(call, rows.getLast()));
    }
    return Answer.ok(answer);
  }

  /** The position is the last vault's name, which needs no encoding in a query. */
  private static String nextLink(ManagementCall call, Vault last) {
    return "%s/%s?api-version=%s&$skiptoken=%s"
        .formatted(
            call.exchange().baseUri(),
            String.join("/", call.exchange().uri().segments()),
            ApiVersions.MANAGEMENT.require(call.exchange().uri()),
            last.name());
  }

  private Vault existing(Handle tx, ManagementCall call) {
    return vaults
        .find(tx, call.vaultName())
        .filter(vault -> isHere(call, vault))
        .orElseThrow(() -> ManagementErrors.vaultNotFound(call));
  }

  private static void requireHere(ManagementCall call, Vault vault) {
    if (!isHere(call, vault)) {
      throw WireError.of(409, "VaultAlreadyExists", "The vault name is already in use.");
    }
  }

  private static boolean isHere(ManagementCall call, Vault vault) {
    return vault.subscriptionId().equals(call.subscription().id())
        && vault.resourceGroup().equalsIgnoreCase(call.resourceGroup());
  }
}
