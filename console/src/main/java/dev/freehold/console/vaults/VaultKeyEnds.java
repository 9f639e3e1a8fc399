package dev.freehold.console.vaults;

import dev.freehold.console.frame.Recipe;
import dev.freehold.console.screen.FormConfirmation;
import dev.freehold.console.screen.Outcome;
import dev.freehold.console.screen.PageView;
import dev.freehold.console.screen.Visit;
import dev.freehold.web.http.FormBody;
import dev.freehold.web.http.Problem;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The pages before a version is disabled or a key deleted: what would stop working. */
public final class VaultKeyEnds {

  static final String DISABLE = VaultKeyScreen.PATH + "/versions/{version}/disable";
  static final String DELETE = VaultKeyScreen.PATH + "/delete";

  /** What disables a version. */
  private static final Object DISABLED = Map.of("attributes", Map.of("enabled", false));

  private static final Pattern ID =
      Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

  private VaultKeyEnds() {}

  static PageView showDisable(Visit visit) {
    VaultReader reader = new VaultReader(visit);
    String vault = visit.path("vault");
    String version = visit.path("version");
    String path = "/keys/%s/%s".formatted(visit.segment("key"), visit.segment("version"));
    return PageView.of(
        "vault-key-disable",
        visit.texts().of("vault-key.disable-title", visit.path("key")),
        new EndPage(
            vault,
            visit.path("key"),
            version,
            preview(visit, reader.preview(vault, "PATCH", path, Optional.of(DISABLED))),
            new RootPolicies(visit).needing(reader.address(vault) + path),
            0,
            visit.refused()),
        Recipe.of(
            "Update-AzKeyVaultKey -VaultName %s -Name %s -Version %s -Enable $false"
                .formatted(vault, visit.path("key"), version),
            "PATCH %s%s?%s".formatted(reader.address(vault), path, VaultReader.KEYS)));
  }

  static Outcome disable(Visit visit, FormBody form) {
    FormConfirmation.requireFresh(visit);
    FormConfirmation.requireTicked(visit, form);
    set(visit, DISABLED);
    return new Outcome.Done(VaultKeyScreen.page(visit), "vault-version-disabled");
  }

  static Outcome enable(Visit visit, FormBody form) {
    set(visit, Map.of("attributes", Map.of("enabled", true)));
    return new Outcome.Done(VaultKeyScreen.page(visit), "vault-version-enabled");
  }

  private static void set(Visit visit, Object body) {
    new VaultReader(visit)
        .send(
            Optional.of(visit.path("vault")),
            "PATCH",
            "/keys/%s/%s?%s"
                .formatted(visit.segment("key"), visit.segment("version"), VaultReader.KEYS),
            Optional.of(body));
  }

  static PageView showDelete(Visit visit) {
    VaultReader reader = new VaultReader(visit);
    String vault = visit.path("vault");
    String path = "/keys/" + visit.segment("key");
    Optional<VaultModels.Bundle> newest =
        reader
            .ask(VaultModels.Bundle.class, Optional.of(vault), path + "?" + VaultReader.KEYS)
            .value();
    return PageView.of(
        "vault-key-delete",
        visit.texts().of("vault-key.delete-title", visit.path("key")),
        new EndPage(
            vault,
            visit.path("key"),
            "",
            preview(visit, reader.preview(vault, "DELETE", path, Optional.empty())),
            newest.flatMap(
                key ->
                    new RootPolicies(visit)
                        .needing(reader.address(vault) + path + "/" + key.key().version())),
            newest.map(key -> key.attributes().recoverableDays()).orElse(0),
            visit.refused()),
        Recipe.of(
            "Remove-AzKeyVaultKey -VaultName %s -Name %s".formatted(vault, visit.path("key")),
            "DELETE %s%s?%s".formatted(reader.address(vault), path, VaultReader.KEYS)));
  }

  static Outcome delete(Visit visit, FormBody form) {
    FormConfirmation.requireFresh(visit);
    FormConfirmation.require(visit, form, visit.path("key"));
    new VaultReader(visit)
        .send(
            Optional.of(visit.path("vault")),
            "DELETE",
            "/keys/%s?%s".formatted(visit.segment("key"), VaultReader.KEYS),
            Optional.empty());
    return new Outcome.Done(VaultsArea.PATH + "/" + visit.segment("vault"), "vault-key-deleted");
  }

  /** A vault knows ids alone; people know names. */
  private static VaultReader.Preview preview(Visit visit, VaultReader.Preview preview) {
    VaultReader.requireThere(preview.refused());
    return new VaultReader.Preview(
        preview.warning().map(text -> withNames(visit, text)), preview.refused());
  }

  private static String withNames(Visit visit, String text) {
    List<String> ids =
        ID.matcher(text).results().map(found -> UUID.fromString(found.group()).toString()).toList();
    Map<String, String> names = new VaultPrincipals(visit).names(ids);
    return ID.matcher(text).replaceAll(found -> Matcher.quoteReplacement(names.get(found.group())));
  }

  /**
   * What the templates take.
   *
   * @param version empty for the whole key
   * @param preview what the vault says would come of it
   * @param needs the names of the policies that need it; empty for those who may not know
   * @param days for which the vault would keep a deleted key
   */
  public record EndPage(
      String vault,
      String key,
      String version,
      VaultReader.Preview preview,
      Optional<List<String>> needs,
      int days,
      Optional<Problem> refused) {

    /** The path of the key's page, below {@code /console}. */
    public String path() {
      return VaultKeyScreen.page(vault, key);
    }
  }
}
