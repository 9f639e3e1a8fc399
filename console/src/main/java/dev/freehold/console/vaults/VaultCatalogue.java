package dev.freehold.console.vaults;

import dev.freehold.web.http.RequestUri;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Which vaults of this server somebody administers. Asks as often as there are subscriptions. */
final class VaultCatalogue {

  private static final String SUBSCRIPTIONS = "/subscriptions?api-version=2022-12-01";
  private static final String RESOURCES = "api-version=2021-04-01";
  private static final String PROVIDER = "/providers/Microsoft.KeyVault";
  private static final int MAX_SUBSCRIPTIONS = 20;

  private static final int FORBIDDEN = 403;

  /** How many pages of a list are read, of a hundred vaults each. */
  private static final int MAX_PAGES = 10;

  /** What the names of vaults are made of; nothing else is put into a filter. */
  private static final Pattern NAME = Pattern.compile("[0-9A-Za-z-]{1,127}");

  private final VaultReader reader;

  VaultCatalogue(VaultReader reader) {
    this.reader = reader;
  }

  /** The subscriptions that somebody sees; not all if {@code isWhole} is false. */
  record Subscriptions(List<VaultModels.Subscription> list, boolean isWhole) {}

  Subscriptions subscriptions() {
    List<VaultModels.Subscription> all =
        reader.get(VaultModels.Subscriptions.class, Optional.empty(), SUBSCRIPTIONS).value();
    return new Subscriptions(
        all.stream().limit(MAX_SUBSCRIPTIONS).toList(), all.size() <= MAX_SUBSCRIPTIONS);
  }

  /**
   * What a subscription has.
   *
   * @param isWhole false if there is more than was read
   */
  record Listed<T>(List<T> items, boolean isWhole) {
    static <T> Listed<T> none() {
      return new Listed<>(List.of(), true);
    }
  }

  /** Its vaults; empty for those who do not administer them. */
  Optional<Listed<VaultModels.VaultResource>> vaults(VaultModels.Subscription subscription) {
    return pages(
        VaultModels.VaultList.class,
        "/subscriptions/%s%s/vaults?%s"
            .formatted(subscription.subscriptionId(), PROVIDER, VaultReader.MANAGEMENT),
        VaultModels.VaultList::value,
        VaultModels.VaultList::nextLink);
  }

  /** Its deleted vaults; empty for those who may not see them. */
  Optional<Listed<VaultModels.DeletedVaultResource>> deleted(
      VaultModels.Subscription subscription) {
    return pages(
        VaultModels.DeletedVaultList.class,
        "/subscriptions/%s%s/deletedVaults?%s"
            .formatted(subscription.subscriptionId(), PROVIDER, VaultReader.MANAGEMENT),
        VaultModels.DeletedVaultList::value,
        VaultModels.DeletedVaultList::nextLink);
  }

  private <L, T> Optional<Listed<T>> pages(
      Class<L> type, String path, Function<L, List<T>> items, Function<L, String> next) {
    List<T> all = new ArrayList<>();
    Optional<String> page = Optional.of(path);
    for (int i = 0; i < MAX_PAGES && page.isPresent(); i++) {
      VaultReader.Asked<L> found = reader.ask(type, Optional.empty(), page.get());
      if (found.value().isEmpty()) {
        boolean isForbidden = found.refused().orElseThrow().status() == FORBIDDEN;
        return isForbidden ? Optional.empty() : Optional.of(new Listed<>(all, false));
      }
      all.addAll(items.apply(found.value().get()));
      page =
          found
              .value()
              .map(next)
              .flatMap(VaultReader::position)
              .map(token -> path + "&$skiptoken=" + token);
    }
    return Optional.of(new Listed<>(all, page.isEmpty()));
  }

  /** One vault that somebody administers. */
  Optional<VaultModels.VaultResource> find(String name) {
    if (!NAME.matcher(name).matches()) {
      return Optional.empty();
    }
    String filter =
        RequestUri.encode(
            "resourceType eq 'Microsoft.KeyVault/vaults' and name eq '%s'".formatted(name));
    return subscriptions().list().stream()
        .flatMap(
            subscription ->
                reader
                    .ask(
                        VaultModels.VaultStubs.class,
                        Optional.empty(),
                        "/subscriptions/%s/resources?$filter=%s&%s"
                            .formatted(subscription.subscriptionId(), filter, RESOURCES))
                    .value()
                    .stream())
        .flatMap(stubs -> stubs.value().stream())
        .findFirst()
        .flatMap(
            stub ->
                reader
                    .ask(
                        VaultModels.VaultResource.class,
                        Optional.empty(),
                        stub.id() + "?" + VaultReader.MANAGEMENT)
                    .value());
  }
}
