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
import dev.freehold.web.http.RequestUri;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/** Who has which role, in a vault that goes by roles. */
public final class VaultRoles {

  static final String ALL = VaultScreen.PATH + "/roles";
  static final String ONE = ALL + "/{assignment}";

  private static final String ASSIGNMENTS = "roleAssignments";
  private static final String DEFINITIONS = "roleDefinitions";

  private VaultRoles() {}

  /** The path of the assignments or definitions that count for something. */
  static String path(String scope, String what) {
    return "%s/providers/Microsoft.Authorization/%s?%s".formatted(scope, what, VaultReader.ROLES);
  }

  /** The roles that there are, by name. */
  static List<RoleModels.Definition> definitions(VaultReader reader, String scope) {
    return reader
        .ask(RoleModels.Definitions.class, Optional.empty(), path(scope, DEFINITIONS))
        .value()
        .map(RoleModels.Definitions::value)
        .orElse(List.of());
  }

  /** Those that count for a vault; a refusal must not look like a vault where nobody has a role. */
  private static List<RoleModels.Assignment> assignments(
      VaultReader reader, VaultModels.VaultResource vault) {
    return reader
        .get(RoleModels.Assignments.class, Optional.empty(), path(vault.id(), ASSIGNMENTS))
        .value();
  }

  /** The roles that people have for a vault, a key of it or its whole subscription. */
  static List<RoleLine> lines(Visit visit, VaultModels.VaultResource vault) {
    VaultReader reader = new VaultReader(visit);
    List<RoleModels.Assignment> assignments = assignments(reader, vault);
    Map<String, String> titles = titles(definitions(reader, vault.id()));
    Map<String, String> names =
        new VaultPrincipals(visit)
            .names(assignments.stream().map(one -> one.properties().principalId()).toList());
    return assignments.stream().map(one -> line(one, titles, names)).toList();
  }

  private static Map<String, String> titles(List<RoleModels.Definition> roles) {
    return roles.stream()
        .collect(
            Collectors.toMap(
                RoleModels.Definition::name, role -> role.properties().roleName(), (a, _) -> a));
  }

  private static RoleLine line(
      RoleModels.Assignment one, Map<String, String> titles, Map<String, String> names) {
    String role = one.properties().role();
    return new RoleLine(
        one.name(),
        one.properties().principalId(),
        names.get(one.properties().principalId()),
        titles.getOrDefault(role, role),
        one.vault().isEmpty(),
        one.key());
  }

  static PageView showNew(Visit visit) {
    VaultReader reader = new VaultReader(visit);
    VaultModels.VaultResource vault = VaultAccess.vault(visit);
    return PageView.of(
        "vault-role",
        visit.texts().of("vault-role.new-title", vault.name()),
        new NewRolePage(
            vault.name(),
            vault.properties().enableRbacAuthorization(),
            visit.asked("key").orElse(""),
            definitions(reader, vault.id()),
            visit.refused()),
        Recipe.of(
            ("New-AzRoleAssignment -SignInName NAME -RoleDefinitionName 'Key Vault Crypto User'"
                    + " -Scope (Get-AzKeyVault %s).ResourceId")
                .formatted(vault.name()),
            "PUT %s/providers/Microsoft.Authorization/roleAssignments/NEW-GUID?%s"
                .formatted(reader.management(vault.id()), VaultReader.ROLES)));
  }

  static Outcome give(Visit visit, FormBody form) {
    FormConfirmation.requireFresh(visit);
    VaultReader reader = new VaultReader(visit);
    VaultModels.VaultResource vault = VaultAccess.vault(visit);
    VaultPrincipals.DirectoryObject who = new VaultPrincipals(visit).require(form.text("who"));
    RoleModels.Definition role =
        definitions(reader, vault.id()).stream()
            .filter(one -> one.name().equals(form.text("role")))
            .findFirst()
            .orElseThrow(() -> refused(visit, 400, "no-such-role", "vault-role.choose"));
    String key = form.text("key");
    String scope = key.isEmpty() ? vault.id() : vault.id() + "/keys/" + RequestUri.encode(key);
    reader.send(
        Optional.empty(),
        "PUT",
        path(scope, ASSIGNMENTS + "/" + UUID.randomUUID()),
        Optional.of(
            Map.of(
                "properties",
                Map.of(
                    "roleDefinitionId", role.id(),
                    "principalId", who.id(),
                    "principalType", who.kind()))));
    return done(visit, "vault-role-given");
  }

  static PageView showOne(Visit visit) {
    VaultReader reader = new VaultReader(visit);
    VaultModels.VaultResource vault = VaultAccess.vault(visit);
    RoleModels.Assignment one = assignment(visit, reader, vault);
    String principal = one.properties().principalId();
    VaultPrincipals.DirectoryObject who = new VaultPrincipals(visit).of(principal);
    List<RoleModels.Definition> roles = definitions(reader, vault.id());
    RoleLine line = line(one, titles(roles), Map.of(principal, who.name()));
    return PageView.of(
        "vault-role-less",
        visit.texts().of("vault-role.less-title", line.role(), line.who()),
        new LessRolePage(
            vault.name(),
            line,
            reader
                .recentUses(vault, principal)
                .map(uses -> uses.stream().filter(use -> line.counts(use.name())).toList()),
            roles.stream()
                    .filter(role -> role.name().equals(one.properties().role()))
                    .allMatch(RoleModels.Definition::opensKeys)
                ? service(visit, vault, one, who)
                : Optional.empty(),
            visit.refused()),
        Recipe.of(
            "Remove-AzRoleAssignment -ObjectId %s -RoleDefinitionName '%s' -Scope %s"
                .formatted(principal, line.role(), one.properties().scope()),
            "DELETE %s?%s".formatted(reader.management(one.id()), VaultReader.ROLES)));
  }

  /** Only of this vault: what else a role for a subscription opens is on the page of everything. */
  private static Optional<ServiceLoss> service(
      Visit visit,
      VaultModels.VaultResource vault,
      RoleModels.Assignment one,
      VaultPrincipals.DirectoryObject who) {
    String host = VaultReader.host(vault);
    return ServiceLoss.of(
        visit,
        who,
        key ->
            key.vault().equalsIgnoreCase(host)
                && one.key().map(key.name()::equalsIgnoreCase).orElse(true));
  }

  static Outcome takeOne(Visit visit, FormBody form) {
    FormConfirmation.requireFresh(visit);
    FormConfirmation.requireTicked(visit, form);
    VaultReader reader = new VaultReader(visit);
    VaultModels.VaultResource vault = VaultAccess.vault(visit);
    VaultReader.done(take(reader, assignment(visit, reader, vault)));
    return done(visit, "vault-role-taken");
  }

  /** Takes a role away, and says what came of it. */
  static ApiAnswer take(VaultReader reader, RoleModels.Assignment one) {
    return reader.attempt(
        Optional.empty(), "DELETE", one.id() + "?" + VaultReader.ROLES, Optional.empty());
  }

  private static RoleModels.Assignment assignment(
      Visit visit, VaultReader reader, VaultModels.VaultResource vault) {
    return assignments(reader, vault).stream()
        .filter(one -> one.name().equalsIgnoreCase(visit.path("assignment")))
        .findFirst()
        .orElseThrow(() -> refused(visit, 404, "no-role", "vault-role.none"));
  }

  private static Outcome done(Visit visit, String key) {
    return new Outcome.Done(VaultsArea.PATH + "/" + visit.segment("vault"), key);
  }

  private static RefusedException refused(Visit visit, int status, String code, String text) {
    return new RefusedException(new Problem(status, code, visit.texts().of(text)));
  }

  /**
   * A role of somebody.
   *
   * @param id of the assignment
   * @param principal who has it
   * @param who the name of the principal
   * @param isOfSubscription whether it is for all vaults of the subscription
   * @param key the key that it is for; empty if it is for all
   */
  public record RoleLine(
      String id,
      String principal,
      String who,
      String role,
      boolean isOfSubscription,
      Optional<String> key) {

    /** Whether it lets somebody do something with a key. */
    boolean counts(String name) {
      return key.map(name::equalsIgnoreCase).orElse(true);
    }
  }

  /**
   * What the template for a new role takes.
   *
   * @param goesByRoles false if a role has no effect in this vault
   * @param key that the role is for; empty for all
   */
  public record NewRolePage(
      String vault,
      boolean goesByRoles,
      String key,
      List<RoleModels.Definition> roles,
      Optional<Problem> refused) {

    /** Copies the list. */
    public NewRolePage {
      roles = List.copyOf(roles);
    }
  }

  /**
   * What the template takes before a role is taken away.
   *
   * @param uses of the vault's keys within a day by whoever has the role; empty if not known
   * @param service what becomes of policies; empty if this is not the service
   */
  public record LessRolePage(
      String vault,
      RoleLine line,
      Optional<List<VaultModels.Use>> uses,
      Optional<ServiceLoss> service,
      Optional<Problem> refused) {

    /** Copies the list. */
    public LessRolePage {
      uses = uses.map(List::copyOf);
    }
  }
}
