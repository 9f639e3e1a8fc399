package dev.freehold.vault.management;

import dev.freehold.vault.registry.Vault;
import dev.freehold.vault.registry.VaultRange;
import dev.freehold.vault.registry.Vaults;
import dev.freehold.vault.wire.Answer;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Resources of all kinds, of which there is one: tools find a vault's group and region here. */
final class ResourceHandlers {

  private static final Set<String> FILTERS = Set.of("resourceType", "name", "resourceGroup");

  private final Vaults vaults;

  ResourceHandlers(Vaults vaults) {
    this.vaults = vaults;
  }

  Answer list(ManagementCall call) {
    return list(call, Optional.ofNullable(call.resourceGroup()));
  }

  private Answer list(ManagementCall call, Optional<String> group) {
    ResourceFilter filter = ResourceFilter.of(call.exchange().uri(), FILTERS);
    if (!filter.admits("resourceType", VaultJson.TYPE)) {
      return ResourcePage.whole(List.<Vault>of(), VaultJson::stub);
    }
    Optional<String> name = filter.value("name");
    return name.isPresent()
        ? ResourcePage.whole(named(call, filter, group, name.get()), VaultJson::stub)
        : all(call, group.or(() -> filter.value("resourceGroup")));
  }

  private List<Vault> named(
      ManagementCall call, ResourceFilter filter, Optional<String> group, String name) {
    return call.exchange().read(tx -> vaults.find(tx, name)).stream()
        .filter(vault -> vault.subscriptionId().equals(call.subscription().id()))
        .filter(vault -> filter.admits("resourceGroup", vault.resourceGroup()))
        .filter(vault -> group.map(vault.resourceGroup()::equalsIgnoreCase).orElse(true))
        .toList();
  }

  private Answer all(ManagementCall call, Optional<String> group) {
    ResourcePage page = ResourcePage.of(call);
    VaultRange range =
        new VaultRange(call.subscription().id(), group, page.after(), page.rowsToRead());
    List<Vault> rows = call.exchange().read(tx -> vaults.list(tx, range));
    return page.answer(call, rows, VaultJson::stub, Vault::name);
  }
}
