package dev.freehold.console.vaults;

import dev.freehold.console.frame.Recipe;
import dev.freehold.console.policies.PolicyModels;
import dev.freehold.console.screen.Outcome;
import dev.freehold.console.screen.PageView;
import dev.freehold.console.screen.PolicyModel;
import dev.freehold.console.screen.RefusedException;
import dev.freehold.console.screen.Visit;
import dev.freehold.web.http.FormBody;
import dev.freehold.web.http.Problem;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The vaults that somebody administers, those that are deleted, and those of root keys. */
public final class VaultListScreen {

  static final String PATH = "/vaults";
  static final String RECOVER = PATH + "/{vault}/recover";

  private VaultListScreen() {}

  static PageView show(Visit visit) {
    VaultReader reader = new VaultReader(visit);
    All all = reader.domain().isPresent() ? all(reader) : All.NONE;
    return PageView.of(
        "vaults",
        visit.texts().of("page.vaults"),
        new VaultsPage(
            reader.domain(),
            all,
            rootVaults(visit, reader.domain()),
            Instant.now(),
            visit.refused()),
        Recipe.of(
            "Get-AzKeyVault",
            "GET %s?%s".formatted(reader.management(ofSubscription("vaults")), management())),
        Recipe.of(
            "Get-AzKeyVault -InRemovedState",
            "GET %s?%s"
                .formatted(reader.management(ofSubscription("deletedVaults")), management())),
        Recipe.of(
            "Undo-AzKeyVaultRemoval -VaultName NAME -ResourceGroupName GROUP -Location REGION",
            "PUT %s?%s".formatted(reader.management(VaultReader.ANY_VAULT), management())));
  }

  private static String ofSubscription(String what) {
    return "/subscriptions/SUBSCRIPTION/providers/Microsoft.KeyVault/" + what;
  }

  private static String management() {
    return VaultReader.MANAGEMENT;
  }

  /**
   * What there is in all subscriptions.
   *
   * @param isWhole false if there is more
   */
  public record All(List<Found> vaults, List<Deleted> deleted, boolean isWhole) {

    private static final All NONE = new All(List.of(), List.of(), true);

    /** Copies the lists. */
    public All {
      vaults = List.copyOf(vaults);
      deleted = List.copyOf(deleted);
    }
  }

  /** A vault with the name of what it belongs to. */
  public record Found(VaultModels.VaultResource vault, String subscription) {}

  /** A deleted vault with the name of what it belongs to. */
  public record Deleted(VaultModels.DeletedVaultResource vault, String subscription) {}

  private static All all(VaultReader reader) {
    VaultCatalogue catalogue = new VaultCatalogue(reader);
    VaultCatalogue.Subscriptions subscriptions = catalogue.subscriptions();
    boolean isWhole = subscriptions.isWhole();
    List<Found> vaults = new ArrayList<>();
    List<Deleted> deleted = new ArrayList<>();
    for (VaultModels.Subscription each : subscriptions.list()) {
      VaultCatalogue.Listed<VaultModels.VaultResource> live =
          catalogue.vaults(each).orElseGet(VaultCatalogue.Listed::none);
      VaultCatalogue.Listed<VaultModels.DeletedVaultResource> gone =
          catalogue.deleted(each).orElseGet(VaultCatalogue.Listed::none);
      live.items().forEach(vault -> vaults.add(new Found(vault, each.displayName())));
      gone.items().forEach(vault -> deleted.add(new Deleted(vault, each.displayName())));
      isWhole = isWhole && live.isWhole() && gone.isWhole();
    }
    return new All(vaults, deleted, isWhole);
  }

  /** Makes a deleted vault live again, with its keys and permissions. */
  static Outcome recover(Visit visit, FormBody form) {
    VaultReader reader = new VaultReader(visit);
    VaultModels.DeletedVaultProperties deleted =
        all(reader).deleted().stream()
            .map(Deleted::vault)
            .filter(vault -> vault.name().equalsIgnoreCase(visit.path("vault")))
            .findFirst()
            .map(VaultModels.DeletedVaultResource::properties)
            .orElseThrow(() -> noSuchVault(visit));
    reader.send(
        Optional.empty(),
        "PUT",
        deleted.vaultId() + "?" + VaultReader.MANAGEMENT,
        Optional.of(
            Map.of("location", deleted.location(), "properties", Map.of("createMode", "recover"))));
    return new Outcome.Done(PATH + "/" + visit.segment("vault"), "vault-recovered");
  }

  private static RefusedException noSuchVault(Visit visit) {
    return new RefusedException(
        new Problem(404, "no-deleted-vault", visit.texts().of("vaults.no-such-deleted")));
  }

  /** The hosts of the root keys of policies that the person may see. */
  private static List<RootVault> rootVaults(Visit visit, Optional<String> domain) {
    String suffix = "." + domain.map(text -> text.replaceAll(":[0-9]+$", "")).orElse("");
    return Stream.of("/policies", "/multi-workload-policies")
        .filter(visit::mayGet)
        .flatMap(path -> visit.get(PolicyModels.Listed.class, path).policies().stream())
        .flatMap(policy -> policy.keys().stream())
        .map(PolicyModel.Key::vault)
        .distinct()
        .sorted()
        .map(
            host ->
                new RootVault(
                    host,
                    domain
                        .filter(_ -> host.endsWith(suffix))
                        .map(_ -> host.substring(0, host.length() - suffix.length()))))
        .toList();
  }

  /**
   * A vault with a root key.
   *
   * @param name if it is one of this server's
   */
  public record RootVault(String host, Optional<String> name) {}

  /**
   * What the template of the list takes.
   *
   * @param domain where the vaults of this server are, if it has some
   * @param rootVaults those of the root keys of the tenant's policies
   */
  public record VaultsPage(
      Optional<String> domain,
      All all,
      List<RootVault> rootVaults,
      Instant now,
      Optional<Problem> refused) {

    /** Copies the list. */
    public VaultsPage {
      rootVaults = List.copyOf(rootVaults);
    }
  }
}
