package dev.freehold.console.vaults;

import dev.freehold.console.frame.Recipe;
import dev.freehold.console.screen.Outcome;
import dev.freehold.console.screen.PageView;
import dev.freehold.console.screen.RefusedException;
import dev.freehold.console.screen.Visit;
import dev.freehold.web.http.FormBody;
import dev.freehold.web.http.Problem;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Who may do what in a vault that goes by access policies. */
public final class VaultAccess {

  static final String ALL = VaultScreen.PATH + "/access";
  static final String ONE = ALL + "/{principal}";

  private static final String WHO = "who";
  private static final String CONFIRM = "confirm";

  private VaultAccess() {}

  static PageView showNew(Visit visit) {
    VaultModels.VaultResource vault = vault(visit);
    return PageView.of(
        "vault-access",
        visit.texts().of("vault-access.new-title", vault.name()),
        new AccessPage(vault.name(), "", "", List.of(), List.of(), List.of(), visit.refused()),
        Recipe.of(
            ("Set-AzKeyVaultAccessPolicy -VaultName %s -UserPrincipalName NAME"
                    + " -PermissionsToKeys get,list")
                .formatted(vault.name()),
            call("PUT", visit, vault, "add")));
  }

  static PageView showOne(Visit visit) {
    VaultReader reader = new VaultReader(visit);
    VaultModels.VaultResource vault = vault(visit);
    VaultModels.Grant grant = grant(visit, vault);
    return page(visit, reader, vault, grant, held(grant), List.of());
  }

  private static PageView page(
      Visit visit,
      VaultReader reader,
      VaultModels.VaultResource vault,
      VaultModels.Grant grant,
      List<String> chosen,
      List<String> lost) {
    String name = reader.names(List.of(grant.objectId())).get(grant.objectId());
    return PageView.of(
        lost.isEmpty() ? "vault-access" : "vault-access-less",
        visit.texts().of("vault-access.title", name, vault.name()),
        new AccessPage(
            vault.name(),
            grant.objectId(),
            name,
            chosen,
            lost,
            uses(reader, vault, grant),
            visit.refused()),
        Recipe.of(
            "Set-AzKeyVaultAccessPolicy -VaultName %s -ObjectId %s -PermissionsToKeys %s"
                .formatted(
                    vault.name(),
                    grant.objectId(),
                    chosen.isEmpty() ? "@()" : String.join(",", chosen)),
            call("PUT", visit, vault, "replace")));
  }

  private static String call(
      String method, Visit visit, VaultModels.VaultResource vault, String change) {
    return "%s https://management.%s%s/accessPolicies/%s?%s"
        .formatted(
            method,
            visit.api().vaults().domain().orElse("SUFFIX"),
            vault.id(),
            change,
            VaultReader.MANAGEMENT);
  }

  static Outcome give(Visit visit, FormBody form) {
    VaultReader reader = new VaultReader(visit);
    VaultModels.VaultResource vault = vault(visit);
    VaultReader.DirectoryObject who =
        reader
            .principal(form.text(WHO))
            .orElseThrow(() -> refused(visit, 404, "nobody-found", "vault-access.nobody"));
    List<String> chosen = chosen(form);
    if (chosen.isEmpty()) {
      throw refused(visit, 400, "nothing-chosen", "vault-access.nothing-chosen");
    }
    change(
        reader,
        vault,
        "add",
        new VaultModels.Grant(
            vault.properties().tenantId(), who.id(), null, Map.of("keys", chosen)));
    return new Outcome.Done(VaultsArea.PATH + "/" + visit.segment("vault"), "vault-access-given");
  }

  /** Takes permissions away only after a page has said which, and who used them. */
  static Outcome set(Visit visit, FormBody form) {
    VaultReader reader = new VaultReader(visit);
    VaultModels.VaultResource vault = vault(visit);
    VaultModels.Grant present = grant(visit, vault);
    List<String> chosen = chosen(form);
    List<String> lost =
        held(present).stream().filter(permission -> !chosen.contains(permission)).toList();
    if (!lost.isEmpty() && form.field(CONFIRM).isEmpty()) {
      return new Outcome.Shown(page(visit, reader, vault, present, chosen, lost));
    }
    Map<String, List<String>> permissions = new HashMap<>(present.permissions());
    permissions.put("keys", chosen);
    change(
        reader,
        vault,
        "replace",
        new VaultModels.Grant(present.tenantId(), present.objectId(), null, permissions));
    return new Outcome.Done(VaultsArea.PATH + "/" + visit.segment("vault"), "vault-access-set");
  }

  private static void change(
      VaultReader reader, VaultModels.VaultResource vault, String change, VaultModels.Grant grant) {
    Map<String, Object> policy =
        Map.of(
            "tenantId", grant.tenantId(),
            "objectId", grant.objectId(),
            "permissions", grant.permissions());
    reader.send(
        Optional.empty(),
        "PUT",
        "%s/accessPolicies/%s?%s".formatted(vault.id(), change, VaultReader.MANAGEMENT),
        Optional.of(Map.of("properties", Map.of("accessPolicies", List.of(policy)))));
  }

  private static VaultModels.VaultResource vault(Visit visit) {
    return new VaultReader(visit)
        .find(visit.path("vault"))
        .orElseThrow(() -> refused(visit, 404, "vault-not-shown", "vault.not-shown"));
  }

  private static VaultModels.Grant grant(Visit visit, VaultModels.VaultResource vault) {
    return vault.properties().accessPolicies().stream()
        .filter(grant -> grant.applicationId() == null)
        .filter(grant -> grant.objectId().equalsIgnoreCase(visit.path("principal")))
        .findFirst()
        .orElseThrow(() -> refused(visit, 404, "no-access-policy", "vault-access.none"));
  }

  private static RefusedException refused(Visit visit, int status, String code, String text) {
    return new RefusedException(new Problem(status, code, visit.texts().of(text)));
  }

  private static List<String> held(VaultModels.Grant grant) {
    return KeyPermissions.ALL.stream().filter(grant::allows).toList();
  }

  private static List<String> chosen(FormBody form) {
    return KeyPermissions.ALL.stream()
        .filter(permission -> form.field(permission).isPresent())
        .toList();
  }

  /** What somebody used within a day, for which they may need a permission that goes. */
  private static List<VaultModels.Use> uses(
      VaultReader reader, VaultModels.VaultResource vault, VaultModels.Grant grant) {
    return reader
        .ask(
            VaultModels.Uses.class,
            Optional.empty(),
            "%s/uses?%s".formatted(vault.id(), VaultReader.MANAGEMENT))
        .value()
        .map(VaultModels.Uses::value)
        .orElse(List.of())
        .stream()
        .filter(use -> grant.objectId().equalsIgnoreCase(use.by()))
        .toList();
  }

  /**
   * What the templates take.
   *
   * @param principal whose access policy it is; empty for a new one
   * @param name of the principal
   * @param chosen the permissions that are ticked
   * @param lost those that would be taken away
   * @param uses of the vault's keys by the principal within a day
   */
  public record AccessPage(
      String vault,
      String principal,
      String name,
      List<String> chosen,
      List<String> lost,
      List<VaultModels.Use> uses,
      Optional<Problem> refused) {

    /** Copies the lists. */
    public AccessPage {
      chosen = List.copyOf(chosen);
      lost = List.copyOf(lost);
      uses = List.copyOf(uses);
    }

    /** Where the form goes, below {@code /console}. */
    public String action() {
      String all = VaultsArea.PATH + "/" + vault + "/access";
      return principal.isEmpty() ? all : all + "/" + principal;
    }

    /** Whether this is a new access policy. */
    public boolean isNew() {
      return principal.isEmpty();
    }

    /** Whether nothing would be left. */
    public boolean losesAll() {
      return chosen.isEmpty();
    }
  }
}
