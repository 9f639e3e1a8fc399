package dev.freehold.console.vaults;

import dev.freehold.console.frame.Recipe;
import dev.freehold.console.screen.PageView;
import dev.freehold.console.screen.Visit;
import dev.freehold.web.http.Problem;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** One vault: its keys, its deleted keys, and who may do what. */
public final class VaultScreen {

  static final String PATH = VaultsArea.PATH + "/{vault}";

  private VaultScreen() {}

  static PageView show(Visit visit) {
    VaultReader reader = new VaultReader(visit);
    String name = visit.path("vault");
    Optional<String> vault = Optional.of(name);
    VaultReader.Asked<VaultModels.KeyItems> keys =
        reader.ask(VaultModels.KeyItems.class, vault, list("/keys", visit.asked("after")));
    VaultReader.Asked<VaultModels.KeyItems> deleted =
        reader.ask(
            VaultModels.KeyItems.class, vault, list("/deletedkeys", visit.asked("deletedAfter")));
    Optional<VaultModels.VaultResource> resource = new VaultCatalogue(reader).find(name);
    if (resource.isEmpty()) {
      VaultReader.requireThere(keys.refused());
    }
    Map<String, VaultModels.Use> uses = resource.map(one -> uses(reader, one)).orElse(Map.of());
    return PageView.of(
        "vault",
        resource.map(VaultModels.VaultResource::name).orElse(name),
        new VaultPage(
            name,
            reader.address(name),
            resource,
            items(keys),
            keys.value().flatMap(VaultScreen::next),
            keys.refused(),
            items(deleted),
            deleted.value().flatMap(VaultScreen::next),
            deleted.refused(),
            uses,
            names(visit, resource, uses),
            resource
                .filter(found -> found.properties().enableRbacAuthorization())
                .map(found -> VaultRoles.lines(visit, found))
                .orElse(List.of()),
            Instant.now(),
            visit.refused()),
        Recipe.of(
            "Get-AzKeyVaultKey -VaultName " + name,
            "GET %s/keys?%s".formatted(reader.address(name), VaultReader.KEYS)),
        Recipe.of(
            "Get-AzKeyVaultKey -VaultName %s -InRemovedState".formatted(name),
            "GET %s/deletedkeys?%s".formatted(reader.address(name), VaultReader.KEYS)),
        Recipe.of(
            "Restore-AzKeyVaultKey -VaultName %s -InputFile FILE.backup".formatted(name),
            "POST %s/keys/restore?%s".formatted(reader.address(name), VaultReader.KEYS)));
  }

  /** A list from its beginning, or after what the page before ended with. */
  static String list(String path, Optional<String> after) {
    return path
        + "?"
        + VaultReader.KEYS
        + after
            .filter(text -> text.matches("[0-9A-Za-z_-]+"))
            .map(text -> "&$skiptoken=" + text)
            .orElse("");
  }

  /** What the next page comes after. */
  static Optional<String> next(VaultModels.KeyItems items) {
    return VaultReader.position(items.nextLink());
  }

  static List<VaultModels.KeyItem> items(VaultReader.Asked<VaultModels.KeyItems> asked) {
    return asked.value().map(VaultModels.KeyItems::value).orElse(List.of());
  }

  /** The newest use of each key within a day, by the key's name in small letters. */
  private static Map<String, VaultModels.Use> uses(
      VaultReader reader, VaultModels.VaultResource vault) {
    Map<String, VaultModels.Use> uses = new HashMap<>();
    reader
        .recentUses(vault)
        .orElse(List.of())
        .forEach(use -> uses.putIfAbsent(folded(use.name()), use));
    return uses;
  }

  private static String folded(String name) {
    return name.toLowerCase(Locale.ROOT);
  }

  private static Map<String, String> names(
      Visit visit, Optional<VaultModels.VaultResource> vault, Map<String, VaultModels.Use> uses) {
    List<String> ids = new ArrayList<>();
    vault.ifPresent(
        found -> found.properties().accessPolicies().forEach(grant -> ids.add(grant.objectId())));
    uses.values().stream().filter(use -> use.by() != null).forEach(use -> ids.add(use.by()));
    return new VaultPrincipals(visit).names(ids);
  }

  /**
   * What the template takes.
   *
   * @param resource the vault as whoever administers it sees it; empty for others
   * @param next what the next page of keys comes after
   * @param uses the newest of each key by others within a day, by the key's name in small letters
   * @param names of people and programs, by their ids
   * @param roles in a vault that goes by roles
   */
  public record VaultPage(
      String name,
      String address,
      Optional<VaultModels.VaultResource> resource,
      List<VaultModels.KeyItem> keys,
      Optional<String> next,
      Optional<Problem> keysRefused,
      List<VaultModels.KeyItem> deleted,
      Optional<String> nextDeleted,
      Optional<Problem> deletedRefused,
      Map<String, VaultModels.Use> uses,
      Map<String, String> names,
      List<VaultRoles.RoleLine> roles,
      Instant now,
      Optional<Problem> refused) {

    /** Copies the collections. */
    public VaultPage {
      keys = List.copyOf(keys);
      deleted = List.copyOf(deleted);
      uses = Map.copyOf(uses);
      names = Map.copyOf(names);
      roles = List.copyOf(roles);
    }

    /** The newest use of a key by others within a day. */
    public Optional<VaultModels.Use> use(VaultModels.KeyItem key) {
      return Optional.ofNullable(uses.get(folded(key.name())));
    }

    /** The access policies. */
    public List<VaultModels.Grant> grants() {
      return resource.map(found -> found.properties().accessPolicies()).orElse(List.of());
    }

    /** The permissions that somebody has, in their order. */
    public List<String> given() {
      return KeyPermissions.ALL.stream().filter(this::isGiven).toList();
    }

    /** The permissions that nobody has. */
    public List<String> notGiven() {
      return KeyPermissions.ALL.stream().filter(permission -> !isGiven(permission)).toList();
    }

    private boolean isGiven(String permission) {
      return grants().stream().anyMatch(grant -> grant.allows(permission));
    }

    /** The lengths that a new key can have. */
    public List<String> sizes() {
      return VaultKeyActs.SIZES;
    }

    /** Whether permissions are given by roles. */
    public boolean goesByRoles() {
      return resource.filter(found -> found.properties().enableRbacAuthorization()).isPresent();
    }
  }
}
