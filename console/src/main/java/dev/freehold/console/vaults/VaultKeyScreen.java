package dev.freehold.console.vaults;

import dev.freehold.console.frame.Recipe;
import dev.freehold.console.screen.PageView;
import dev.freehold.console.screen.Visit;
import dev.freehold.web.http.Problem;
import dev.freehold.web.http.RequestUri;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** One key: its versions, who used them, and what it is needed for. */
public final class VaultKeyScreen {

  static final String PATH = VaultScreen.PATH + "/keys/{key}";

  /** Each version that is shown is asked about by itself, so a page has a few. */
  private static final String FEW = "&maxresults=10";

  private VaultKeyScreen() {}

  static PageView show(Visit visit) {
    VaultReader reader = new VaultReader(visit);
    String vault = visit.path("vault");
    String key = visit.path("key");
    Optional<String> host = Optional.of(vault);
    String path = "/keys/" + visit.segment("key");
    VaultReader.Asked<VaultModels.KeyItems> versions =
        reader.ask(
            VaultModels.KeyItems.class,
            host,
            VaultScreen.list(path + "/versions", visit.asked("after")) + FEW);
    VaultReader.Asked<VaultModels.Bundle> newest =
        reader.ask(VaultModels.Bundle.class, host, path + "?" + VaultReader.KEYS);
    VaultReader.requireThere(newest.refused());
    Map<String, VaultModels.Use> uses =
        newest.value().isPresent()
            ? uses(reader, vault, path, VaultScreen.items(versions))
            : Map.of();
    return PageView.of(
        "vault-key",
        key,
        new KeyPageModel(
            vault,
            key,
            reader.address(vault) + "/keys/" + key,
            newest.value(),
            newest.refused(),
            VaultScreen.items(versions),
            versions.value().flatMap(VaultScreen::next),
            versions.refused(),
            uses,
            new VaultPrincipals(visit)
                .names(
                    uses.values().stream()
                        .map(VaultModels.Use::by)
                        .flatMap(Stream::ofNullable)
                        .toList()),
            needs(visit, reader.address(vault), key, VaultScreen.items(versions)),
            roles(visit, reader),
            reader.ask(
                VaultModels.Rotation.class, host, path + "/rotationpolicy?" + VaultReader.KEYS),
            Instant.now(),
            visit.refused()),
        Recipe.of(
            "Get-AzKeyVaultKey -VaultName %s -Name %s -IncludeVersions".formatted(vault, key),
            "GET %s%s/versions?%s".formatted(reader.address(vault), path, VaultReader.KEYS)),
        Recipe.of(
            "Get-AzKeyVaultKeyRotationPolicy -VaultName %s -Name %s".formatted(vault, key),
            "GET %s%s/rotationpolicy?%s".formatted(reader.address(vault), path, VaultReader.KEYS)));
  }

  /** The page of the key that another page is about. */
  static String page(Visit visit) {
    return page(visit.path("vault"), visit.path("key"));
  }

  static String page(String vault, String key) {
    return "%s/%s/keys/%s"
        .formatted(VaultsArea.PATH, RequestUri.encode(vault), RequestUri.encode(key));
  }

  private static Map<String, VaultModels.Use> uses(
      VaultReader reader, String vault, String path, List<VaultModels.KeyItem> versions) {
    Map<String, VaultModels.Use> uses = new HashMap<>();
    for (VaultModels.KeyItem each : versions) {
      reader
          .ask(
              VaultModels.Use.class,
              Optional.of(vault),
              "%s/%s/uses?%s".formatted(path, each.version(), VaultReader.KEYS))
          .value()
          .ifPresent(use -> uses.put(each.version(), use));
    }
    return uses;
  }

  /** Who has a role that counts for the key; empty if the vault does not go by roles. */
  private static Optional<List<VaultRoles.RoleLine>> roles(Visit visit, VaultReader reader) {
    return new VaultCatalogue(reader)
        .find(visit.path("vault"))
        .filter(found -> found.properties().enableRbacAuthorization())
        .map(
            found ->
                VaultRoles.lines(visit, found).stream()
                    .filter(line -> line.counts(visit.path("key")))
                    .toList());
  }

  /** The names of the policies that need each version, for those who may know. */
  private static Map<String, List<String>> needs(
      Visit visit, String address, String key, List<VaultModels.KeyItem> versions) {
    RootPolicies policies = new RootPolicies(visit);
    Map<String, List<String>> needs = new HashMap<>();
    versions.forEach(
        each ->
            policies
                .needing("%s/keys/%s/%s".formatted(address, key, each.version()))
                .ifPresent(names -> needs.put(each.version(), names)));
    return needs;
  }

  /**
   * What the template takes.
   *
   * @param address of the key, without a version
   * @param newest the newest version, if the person may read it
   * @param uses by version
   * @param names of people and programs, by their ids
   * @param needs the names of policies that need a version, by version; nothing for those who may
   *     not know
   * @param roles that count for the key; empty if the vault goes by access policies, or if the
   *     person does not administer it
   */
  public record KeyPageModel(
      String vault,
      String key,
      String address,
      Optional<VaultModels.Bundle> newest,
      Optional<Problem> newestRefused,
      List<VaultModels.KeyItem> versions,
      Optional<String> next,
      Optional<Problem> versionsRefused,
      Map<String, VaultModels.Use> uses,
      Map<String, String> names,
      Map<String, List<String>> needs,
      Optional<List<VaultRoles.RoleLine>> roles,
      VaultReader.Asked<VaultModels.Rotation> rotation,
      Instant now,
      Optional<Problem> refused) {

    /** Copies the collections. */
    public KeyPageModel {
      versions = List.copyOf(versions);
      uses = Map.copyOf(uses);
      names = Map.copyOf(names);
      needs = Map.copyOf(needs);
    }

    /** The path of this page, below {@code /console}. */
    public String path() {
      return page(vault, key);
    }

    /** When and by whom a version was used. */
    public Optional<VaultModels.Use> use(VaultModels.KeyItem version) {
      return Optional.ofNullable(uses.get(version.version())).filter(use -> use.lastUsed() != null);
    }

    /** The policies that need a version. */
    public List<String> neededBy(VaultModels.KeyItem version) {
      return needs.getOrDefault(version.version(), List.of());
    }

    /** Whether a version is the one that the key's own address means. */
    public boolean isNewest(VaultModels.KeyItem version) {
      return newest.filter(one -> one.key().version().equals(version.version())).isPresent();
    }
  }
}
