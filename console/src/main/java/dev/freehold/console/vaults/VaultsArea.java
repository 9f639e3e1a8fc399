package dev.freehold.console.vaults;

import dev.freehold.console.frame.ConsolePerson;
import dev.freehold.console.frame.Recipe;
import dev.freehold.console.policies.PolicyModels;
import dev.freehold.console.screen.Act;
import dev.freehold.console.screen.PageArea;
import dev.freehold.console.screen.PageView;
import dev.freehold.console.screen.Visit;
import dev.freehold.web.http.Problem;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Vaults. They have APIs of their own, on other hosts, and decide about every request by the
 * person's own token; so whoever signs in may open these pages, and sees there what the vaults let
 * them see.
 */
public final class VaultsArea implements PageArea {

  /** Whoever has a session may ask vaults. */
  static final String RESOURCE = "/me";

  static final String PATH = "/vaults";

  /**
   * The line is in the menu of those who are made to look after vaults. To ask the vaults instead
   * would be a call for each page, and an entry for each in their ledger.
   */
  @Override
  public boolean isInMenuOf(ConsolePerson person) {
    return person.roles().contains("VAULT_ADMIN") || person.roles().contains("GLOBAL_ADMIN");
  }

  @Override
  public List<ScreenRoute> screens() {
    return List.of(
        new ScreenRoute(PATH, RESOURCE, VaultsArea::list),
        new ScreenRoute(VaultScreen.PATH, RESOURCE, VaultScreen::show),
        new ScreenRoute(VaultAccess.ALL, RESOURCE, VaultAccess::showNew),
        new ScreenRoute(VaultAccess.ONE, RESOURCE, VaultAccess::showOne),
        new ScreenRoute(VaultKeyScreen.PATH, RESOURCE, VaultKeyScreen::show),
        new ScreenRoute(VaultKeyEnds.DISABLE, RESOURCE, VaultKeyEnds::showDisable),
        new ScreenRoute(VaultKeyEnds.DELETE, RESOURCE, VaultKeyEnds::showDelete));
  }

  @Override
  public List<ActRoute> acts() {
    String key = VaultKeyScreen.PATH;
    return List.of(
        act(
            VaultScreen.PATH + "/deleted-keys/{key}/recover",
            VaultScreen.PATH,
            VaultKeyActs::recover),
        act(VaultScreen.PATH + "/keys", VaultScreen.PATH, VaultKeyActs::makeKey),
        act(VaultAccess.ALL, VaultAccess.ALL, VaultAccess::give),
        act(VaultAccess.ONE, VaultAccess.ONE, VaultAccess::set),
        act(key + "/versions", key, VaultKeyActs::makeVersion),
        act(key + "/backup", key, VaultKeyActs::backup),
        act(key + "/versions/{version}/enable", key, VaultKeyEnds::enable),
        act(VaultKeyEnds.DISABLE, VaultKeyEnds.DISABLE, VaultKeyEnds::disable),
        act(VaultKeyEnds.DELETE, VaultKeyEnds.DELETE, VaultKeyEnds::delete));
  }

  /** The vault decides whether somebody may do it. */
  private static ActRoute act(String path, String page, Act act) {
    return new ActRoute(path, "GET", RESOURCE, page, act);
  }

  private static PageView list(Visit visit) {
    VaultReader reader = new VaultReader(visit);
    List<VaultReader.Found> vaults = reader.domain().isPresent() ? reader.all() : List.of();
    return PageView.of(
        "vaults",
        visit.texts().of("page.vaults"),
        new VaultsPage(
            reader.domain(), vaults, rootVaults(visit, reader.domain()), visit.refused()),
        Recipe.of(
            "Get-AzKeyVault",
            ("GET https://management.%s/subscriptions/SUBSCRIPTION/providers/Microsoft.KeyVault"
                    + "/vaults?%s")
                .formatted(reader.domain().orElse("SUFFIX"), VaultReader.MANAGEMENT)));
  }

  /** The hosts of the root keys of policies that the person may see. */
  private static List<RootVault> rootVaults(Visit visit, Optional<String> domain) {
    String suffix = "." + domain.map(text -> text.replaceAll(":[0-9]+$", "")).orElse("");
    return Stream.of("/policies", "/multi-workload-policies")
        .filter(visit::mayGet)
        .flatMap(path -> visit.get(PolicyModels.Listed.class, path).policies().stream())
        .flatMap(policy -> policy.keys().stream())
        .map(PolicyModels.Key::vault)
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
      List<VaultReader.Found> vaults,
      List<RootVault> rootVaults,
      Optional<Problem> refused) {

    /** Copies the lists. */
    public VaultsPage {
      vaults = List.copyOf(vaults);
      rootVaults = List.copyOf(rootVaults);
    }
  }
}
