package dev.freehold.console.vaults;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import dev.freehold.console.frame.Recipe;
import dev.freehold.console.policies.PolicyModels;
import dev.freehold.console.screen.PageView;
import dev.freehold.console.screen.Visit;
import dev.freehold.web.http.Problem;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/** One key: its versions, who used them, and what it is needed for. */
public final class VaultKeyScreen {

  static final String PATH = VaultScreen.PATH + "/keys/{key}";

  private static final String NEEDS = "/key-versions/needs";

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
            VaultScreen.list(path + "/versions", visit.asked("after")));
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
            reader.names(
                uses.values().stream()
                    .map(VaultModels.Use::by)
                    .flatMap(Stream::ofNullable)
                    .toList()),
            needs(visit, reader.address(vault), key, VaultScreen.items(versions)),
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

  /** The names of the policies that need each version, for those who may know. */
  private static Map<String, List<String>> needs(
      Visit visit, String address, String key, List<VaultModels.KeyItem> versions) {
    Map<String, List<String>> needs = new HashMap<>();
    versions.forEach(
        each ->
            needs(visit, "%s/keys/%s/%s".formatted(address, key, each.version()))
                .ifPresent(policies -> needs.put(each.version(), policies)));
    return needs;
  }

  /** The names of the policies that need a version; empty for those who may not know. */
  static Optional<List<String>> needs(Visit visit, String versionUri) {
    if (!visit.mayGet(NEEDS)) {
      return Optional.empty();
    }
    Needs needs = visit.get(Needs.class, NEEDS, Map.of("uri", versionUri));
    if (needs.policies() == null || needs.policies().isEmpty()) {
      return Optional.of(List.of());
    }
    Map<UUID, String> names = new HashMap<>();
    Stream.of("/policies", "/multi-workload-policies")
        .filter(visit::mayGet)
        .flatMap(path -> visit.get(PolicyModels.Listed.class, path).policies().stream())
        .forEach(policy -> names.put(policy.id(), policy.name()));
    return Optional.of(
        needs.policies().stream().map(id -> names.getOrDefault(id, id.toString())).toList());
  }

  @JsonIgnoreProperties(ignoreUnknown = true)
  private record Needs(boolean needed, List<UUID> policies) {}

  /**
   * What the template takes.
   *
   * @param address of the key, without a version
   * @param newest the newest version, if the person may read it
   * @param uses by version
   * @param names of people and programs, by their ids
   * @param needs the names of policies that need a version, by version; nothing for those who may
   *     not know
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
      return VaultsArea.PATH + "/" + vault + "/keys/" + key;
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
