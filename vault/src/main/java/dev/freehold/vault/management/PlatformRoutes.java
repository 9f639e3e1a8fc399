package dev.freehold.vault.management;

import static dev.freehold.vault.management.ManagementRoutes.GROUP;
import static dev.freehold.vault.management.ManagementRoutes.PROVIDER;
import static dev.freehold.vault.management.ManagementRoutes.SUBSCRIPTION;
import static dev.freehold.vault.management.ManagementRoutes.change;
import static dev.freehold.vault.management.ManagementRoutes.read;

import dev.freehold.vault.registry.Locations;
import dev.freehold.vault.registry.Registry;
import dev.freehold.vault.wire.CallHandler;
import dev.freehold.vault.wire.VaultRoutes;
import dev.freehold.web.http.Route;
import java.util.List;
import java.util.stream.Stream;

/** What tools ask around vaults: subscriptions, groups, resources, the provider and its feature. */
final class PlatformRoutes {

  private static final String FEATURES =
      SUBSCRIPTION + "/providers/Microsoft.Features/providers/Microsoft.Resources/features";
  private static final String FEATURE = FEATURES + "/{feature}";

  private PlatformRoutes() {}

  static List<Route<String, CallHandler<ManagementCall>>> list(Registry registry) {
    Locations locations = registry.vaults().locations();
    return Stream.of(
            subscriptions(new SubscriptionHandlers(registry.subscriptions(), locations)),
            groups(new GroupHandlers(registry.subscriptions(), locations)),
            resources(new ResourceHandlers(registry.vaults())),
            provider(new ProviderHandlers(locations)),
            features(new FeatureHandlers(registry.subscriptions())))
        .flatMap(List::stream)
        .toList();
  }

  private static List<Route<String, CallHandler<ManagementCall>>> subscriptions(
      SubscriptionHandlers handlers) {
    String action = Actions.READ_SUBSCRIPTION;
    return List.of(
        read("/subscriptions", "SubscriptionList", action, handlers::list),
        read("/tenants", "TenantList", action, handlers::tenants),
        read(SUBSCRIPTION, "SubscriptionGet", action, handlers::get),
        read(SUBSCRIPTION + "/locations", "LocationList", action, handlers::locations));
  }

  private static List<Route<String, CallHandler<ManagementCall>>> groups(GroupHandlers handlers) {
    String all = SUBSCRIPTION + "/resourceGroups";
    return List.of(
        read(all, "ResourceGroupList", Actions.READ_GROUP, handlers::list),
        read(GROUP, "ResourceGroupGet", Actions.READ_GROUP, handlers::get),
        VaultRoutes.of("HEAD", GROUP, "ResourceGroupCheck", Actions.READ_GROUP, 0, handlers::check),
        change("PUT", GROUP, "ResourceGroupPut", Actions.WRITE_GROUP, handlers::put));
  }

  private static List<Route<String, CallHandler<ManagementCall>>> resources(
      ResourceHandlers handlers) {
    return List.of(
        read(SUBSCRIPTION + "/resources", "ResourceList", Actions.READ_RESOURCES, handlers::list),
        read(GROUP + "/resources", "ResourceList", Actions.READ_RESOURCES, handlers::list));
  }

  private static List<Route<String, CallHandler<ManagementCall>>> provider(
      ProviderHandlers handlers) {
    String provider = SUBSCRIPTION + PROVIDER;
    return List.of(
        read(SUBSCRIPTION + "/providers", "ProviderList", Actions.READ_PROVIDER, handlers::list),
        read(provider, "ProviderGet", Actions.READ_PROVIDER, handlers::get),
        change(
            "POST",
            provider + "/register",
            "ProviderRegister",
            Actions.REGISTER_PROVIDER,
            handlers::get));
  }

  private static List<Route<String, CallHandler<ManagementCall>>> features(
      FeatureHandlers handlers) {
    String register = Actions.REGISTER_FEATURE;
    return List.of(
        read(FEATURES, "FeatureList", Actions.READ_FEATURE, handlers::list),
        read(FEATURE, "FeatureGet", Actions.READ_FEATURE, handlers::get),
        change("POST", FEATURE + "/register", "FeatureRegister", register, handlers::register),
        change(
            "POST", FEATURE + "/unregister", "FeatureUnregister", register, handlers::unregister));
  }
}
