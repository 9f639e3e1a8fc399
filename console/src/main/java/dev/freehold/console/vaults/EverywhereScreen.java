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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What somebody may do in all vaults, and taking all of it away at once. */
public final class EverywhereScreen {

  static final String PATH = "/vault-access";
  static final String ONE = PATH + "/{principal}";
  static final String REMOVE = ONE + "/remove";

  private static final String SEEN = "seen";

  private EverywhereScreen() {}

  /** The page that asks for a name, and with a name what that person may do. */
  static PageView search(Visit visit) {
    requireVaults(visit);
    Optional<String> who = visit.asked("who");
    if (who.isEmpty()) {
      return searchPage(visit, visit.refused());
    }
    VaultPrincipals.DirectoryObject found;
    try {
      found = new VaultPrincipals(visit).require(who.get().strip());
    } catch (RefusedException nobody) {
      return searchPage(visit, Optional.of(nobody.problem()));
    }
    return page(visit, found);
  }

  private static PageView searchPage(Visit visit, Optional<Problem> refused) {
    return PageView.of(
        "vault-everywhere-search",
        visit.texts().of("everywhere.search-title"),
        new SearchPage(visit.asked("who").orElse(""), refused));
  }

  static PageView show(Visit visit) {
    requireVaults(visit);
    return page(visit, principal(visit));
  }

  private static void requireVaults(Visit visit) {
    if (visit.api().vaults().domain().isEmpty()) {
      throw new RefusedException(
          new Problem(404, "no-vaults", visit.texts().of("vaults.elsewhere")));
    }
  }

  private static VaultPrincipals.DirectoryObject principal(Visit visit) {
    String id = visit.path("principal");
    if (!VaultPrincipals.isId(id)) {
      throw new RefusedException(
          new Problem(404, "nobody-found", visit.texts().of("vault-access.nobody")));
    }
    return new VaultPrincipals(visit).of(id);
  }

  private static PageView page(Visit visit, VaultPrincipals.DirectoryObject who) {
    RightsSurvey.Found found = RightsSurvey.of(visit, who.id());
    return PageView.of(
        "vault-everywhere",
        visit.texts().of("everywhere.title", who.name()),
        new RightsPage(
            who.id(),
            who.name(),
            who.isThere(),
            visit.person().objectId().toString().equalsIgnoreCase(who.id()),
            found.rights(),
            ServiceLoss.of(visit, who, found::uses),
            visit.refused()),
        recipes(visit, who.id()));
  }

  private static Recipe[] recipes(Visit visit, String id) {
    VaultReader reader = new VaultReader(visit);
    return new Recipe[] {
      Recipe.of(
          "Get-AzKeyVault | ForEach-Object { Remove-AzKeyVaultAccessPolicy -VaultName"
              + " $_.VaultName -ObjectId %s }".formatted(id),
          "PUT %s/accessPolicies/replace?%s"
              .formatted(reader.management(VaultReader.ANY_VAULT), VaultReader.MANAGEMENT)),
      Recipe.of(
          "Get-AzRoleAssignment -ObjectId %s | Remove-AzRoleAssignment".formatted(id),
          "DELETE %s/providers/Microsoft.Authorization/roleAssignments/GUID?%s"
              .formatted(reader.management(VaultReader.ANY_VAULT), VaultReader.ROLES))
    };
  }

  /**
   * Takes away what the page showed, one by one. A refusal stops nothing: what was done and what
   * was not is said of each, and then what is left.
   */
  static Outcome remove(Visit visit, FormBody form) {
    FormConfirmation.requireFresh(visit);
    VaultPrincipals.DirectoryObject who = principal(visit);
    FormConfirmation.require(visit, form, who.name());
    RightsEverywhere seen = RightsSurvey.of(visit, who.id()).rights();
    if (!seen.hasOwn() || !form.text(SEEN).equals(seen.mark())) {
      throw new RefusedException(
          new Problem(409, "rights-changed", visit.texts().of("everywhere.changed")));
    }
    VaultReader reader = new VaultReader(visit);
    List<Result> results = new ArrayList<>();
    for (RightsEverywhere.Place place : seen.places()) {
      for (RightsEverywhere.Right right : place.own()) {
        results.add(new Result(place, right, refusal(take(reader, right.removal()))));
      }
    }
    return new Outcome.Shown(
        PageView.of(
            "vault-everywhere-removed",
            visit.texts().of("everywhere.removed-title", who.name()),
            new RemovedPage(who.id(), who.name(), results, left(visit, who)),
            recipes(visit, who.id())));
  }

  private static ApiAnswer take(VaultReader reader, RightsEverywhere.Removal removal) {
    return switch (removal) {
      case RightsEverywhere.Removal.OfPolicy(var vault, var grant) ->
          VaultAccess.change(
              reader,
              vault,
              "replace",
              new VaultModels.Grant(
                  grant.tenantId(), grant.objectId(), grant.applicationId(), Map.of()));
      case RightsEverywhere.Removal.OfRole(var assignment) -> VaultRoles.take(reader, assignment);
    };
  }

  private static Optional<Problem> refusal(ApiAnswer answer) {
    return switch (answer) {
      case ApiAnswer.Done _ -> Optional.empty();
      case ApiAnswer.Refused refused -> Optional.of(refused.problem());
    };
  }

  /** What is left, looked up again; empty if that is refused, which must not hide the results. */
  private static Optional<RightsEverywhere> left(Visit visit, VaultPrincipals.DirectoryObject who) {
    try {
      return Optional.of(RightsSurvey.of(visit, who.id()).rights());
    } catch (RefusedException _) {
      return Optional.empty();
    }
  }

  /** What the template of the question takes. */
  public record SearchPage(String who, Optional<Problem> refused) {}

  /**
   * What the template of the rights takes.
   *
   * @param isThere whether anybody has the id
   * @param isOwn whether these are the visitor's own rights
   * @param service what becomes of policies; empty if this is not the service
   */
  public record RightsPage(
      String id,
      String name,
      boolean isThere,
      boolean isOwn,
      RightsEverywhere rights,
      Optional<ServiceLoss> service,
      Optional<Problem> refused) {}

  /**
   * What came of taking one right.
   *
   * @param refused why it was not done; empty if it was
   */
  public record Result(
      RightsEverywhere.Place place, RightsEverywhere.Right right, Optional<Problem> refused) {

    private static final int UNAVAILABLE = 502;

    /** One word for the badge. */
    public String word() {
      return refused.isEmpty() ? "taken" : isUnknown() ? "notKnown" : "refused";
    }

    /** Whether it may have been done although no answer came. */
    private boolean isUnknown() {
      return refused.filter(problem -> problem.status() >= UNAVAILABLE).isPresent();
    }
  }

  /**
   * What the template of the results takes.
   *
   * @param left what somebody may still do; empty if it could not be looked up
   */
  public record RemovedPage(
      String id, String name, List<Result> results, Optional<RightsEverywhere> left) {

    /** Copies the list. */
    public RemovedPage {
      results = List.copyOf(results);
    }

    /** How many were taken. */
    public long taken() {
      return results.stream().filter(result -> result.refused().isEmpty()).count();
    }

    /** How many were not, or perhaps not. */
    public long notTaken() {
      return results.size() - taken();
    }
  }
}
