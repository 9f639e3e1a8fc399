package dev.freehold.console.vaults;

import dev.freehold.console.api.ApiAnswer;
import dev.freehold.console.frame.Recipe;
import dev.freehold.console.screen.FormConfirmation;
import dev.freehold.console.screen.Outcome;
import dev.freehold.console.screen.PageView;
import dev.freehold.console.screen.RefusedException;
import dev.freehold.console.screen.Visit;
import dev.freehold.web.http.FormBody;
import dev.freehold.web.http.Problem;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Who may do what in a vault that goes by access policies. */
public final class VaultAccess {

  static final String ALL = VaultScreen.PATH + "/access";
  static final String ONE = ALL + "/{principal}";

  private static final String WHO = "who";
  private static final String LOST = "lost";

  /** What the service does with root keys. */
  private static final List<String> SERVICE = List.of("wrapKey", "unwrapKey");

  private VaultAccess() {}

  static PageView showNew(Visit visit) {
    VaultModels.VaultResource vault = vault(visit);
    return PageView.of(
        "vault-access",
        visit.texts().of("vault-access.new-title", vault.name()),
        new AccessPage(
            vault.name(),
            vault.properties().enableRbacAuthorization(),
            "",
            "",
            List.of(),
            List.of(),
            Optional.empty(),
            Optional.empty(),
            visit.refused()),
        Recipe.of(
            ("Set-AzKeyVaultAccessPolicy -VaultName %s -UserPrincipalName NAME"
                    + " -PermissionsToKeys get,list")
                .formatted(vault.name()),
            call(visit, vault, "add")));
  }

  static PageView showOne(Visit visit) {
    VaultModels.VaultResource vault = vault(visit);
    VaultModels.Grant grant = grant(visit, vault);
    return page(visit, vault, grant, held(grant), List.of());
  }

  private static PageView page(
      Visit visit,
      VaultModels.VaultResource vault,
      VaultModels.Grant grant,
      List<String> chosen,
      List<String> lost) {
    VaultPrincipals.DirectoryObject who = new VaultPrincipals(visit).of(grant.objectId());
    String name = who.displayName() == null ? who.id() : who.displayName();
    return PageView.of(
        lost.isEmpty() ? "vault-access" : "vault-access-less",
        visit.texts().of("vault-access.title", name, vault.name()),
        new AccessPage(
            vault.name(),
            vault.properties().enableRbacAuthorization(),
            grant.objectId(),
            name,
            chosen,
            lost,
            lost.isEmpty()
                ? Optional.empty()
                : new VaultReader(visit).recentUses(vault, grant.objectId()),
            service(visit, vault, who, lost),
            visit.refused()),
        Recipe.of(
            "Set-AzKeyVaultAccessPolicy -VaultName %s -ObjectId %s -PermissionsToKeys %s"
                .formatted(
                    vault.name(),
                    grant.objectId(),
                    chosen.isEmpty() ? "@()" : String.join(",", chosen)),
            call(visit, vault, "replace")));
  }

  private static String call(Visit visit, VaultModels.VaultResource vault, String change) {
    return "PUT %s/accessPolicies/%s?%s"
        .formatted(new VaultReader(visit).management(vault.id()), change, VaultReader.MANAGEMENT);
  }

  /** What becomes of policies if the service itself can neither wrap nor unwrap any more. */
  private static Optional<ServiceLoss> service(
      Visit visit,
      VaultModels.VaultResource vault,
      VaultPrincipals.DirectoryObject who,
      List<String> lost) {
    String host = VaultReader.host(vault);
    return vault.properties().enableRbacAuthorization()
            || SERVICE.stream().noneMatch(lost::contains)
        ? Optional.empty()
        : ServiceLoss.of(visit, who, key -> key.vault().equalsIgnoreCase(host));
  }

  static Outcome give(Visit visit, FormBody form) {
    FormConfirmation.requireFresh(visit);
    VaultReader reader = new VaultReader(visit);
    VaultModels.VaultResource vault = vault(visit);
    VaultPrincipals.DirectoryObject who = new VaultPrincipals(visit).require(form.text(WHO));
    List<String> chosen = chosen(form);
    if (chosen.isEmpty()) {
      throw refused(visit, 400, "nothing-chosen", "vault-access.nothing-chosen");
    }
    VaultReader.done(
        change(
            reader,
            vault,
            "add",
            new VaultModels.Grant(
                vault.properties().tenantId(), who.id(), null, Map.of("keys", chosen))));
    return new Outcome.Done(VaultsArea.PATH + "/" + visit.segment("vault"), "vault-access-given");
  }

  /**
   * Takes permissions away only after a page has said which, and who used them. If there are others
   * to be lost by then, because somebody else changed the access policy, the page says it again.
   */
  static Outcome set(Visit visit, FormBody form) {
    FormConfirmation.requireFresh(visit);
    VaultReader reader = new VaultReader(visit);
    VaultModels.VaultResource vault = vault(visit);
    VaultModels.Grant present = grant(visit, vault);
    List<String> chosen = chosen(form);
    List<String> lost =
        held(present).stream().filter(permission -> !chosen.contains(permission)).toList();
    boolean isConfirmed =
        FormConfirmation.isTicked(form) && form.text(LOST).equals(String.join(",", lost));
    if (!lost.isEmpty() && !isConfirmed) {
      return new Outcome.Shown(page(visit, vault, present, chosen, lost));
    }
    Map<String, List<String>> permissions = new HashMap<>(present.permissions());
    permissions.put("keys", chosen);
    VaultReader.done(
        change(
            reader,
            vault,
            "replace",
            new VaultModels.Grant(present.tenantId(), present.objectId(), null, permissions)));
    return new Outcome.Done(VaultsArea.PATH + "/" + visit.segment("vault"), "vault-access-set");
  }

  /** Changes one access policy, and says what came of it; without permissions it vanishes. */
  static ApiAnswer change(
      VaultReader reader, VaultModels.VaultResource vault, String change, VaultModels.Grant grant) {
    Map<String, Object> policy = new LinkedHashMap<>();
    policy.put("tenantId", grant.tenantId());
    policy.put("objectId", grant.objectId());
    Optional.ofNullable(grant.applicationId()).ifPresent(id -> policy.put("applicationId", id));
    policy.put("permissions", grant.permissions());
    return reader.attempt(
        Optional.empty(),
        "PUT",
        "%s/accessPolicies/%s?%s".formatted(vault.id(), change, VaultReader.MANAGEMENT),
        Optional.of(Map.of("properties", Map.of("accessPolicies", List.of(policy)))));
  }

  /** The vault of the page, which its administrators see. */
  static VaultModels.VaultResource vault(Visit visit) {
    return new VaultCatalogue(new VaultReader(visit))
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

  /**
   * What the templates take.
   *
   * @param goesByRoles whether access policies have no effect in this vault
   * @param principal whose access policy it is; empty for a new one
   * @param name of the principal
   * @param chosen the permissions that are ticked
   * @param lost those that would be taken away
   * @param uses of the vault's keys by the principal within a day; empty if not known
   * @param service what becomes of policies; empty if the principal is not the service
   */
  public record AccessPage(
      String vault,
      boolean goesByRoles,
      String principal,
      String name,
      List<String> chosen,
      List<String> lost,
      Optional<List<VaultModels.Use>> uses,
      Optional<ServiceLoss> service,
      Optional<Problem> refused) {

    /** Copies the lists. */
    public AccessPage {
      chosen = List.copyOf(chosen);
      lost = List.copyOf(lost);
      uses = uses.map(List::copyOf);
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
