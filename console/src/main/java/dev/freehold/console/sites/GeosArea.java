package dev.freehold.console.sites;

import dev.freehold.console.frame.Recipe;
import dev.freehold.console.hierarchy.KeyHierarchy;
import dev.freehold.console.policies.PolicyModels;
import dev.freehold.console.screen.Outcome;
import dev.freehold.console.screen.PageArea;
import dev.freehold.console.screen.PageView;
import dev.freehold.console.screen.Visit;
import dev.freehold.web.http.FormBody;
import dev.freehold.web.http.Problem;
import dev.freehold.web.http.RequestUri;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Geos: the state of each, registering it under two keys, and rolling one of them. */
public final class GeosArea implements PageArea {

  private static final String GEOS = "/geos";
  private static final String ONE = GEOS + "/{geo}";
  private static final String POLICY = ONE + "/policy";
  private static final String KEY_CHECK = "/key-checks/geos";

  @Override
  public List<ScreenRoute> screens() {
    return List.of(
        ScreenRoute.of(GEOS, GeosArea::list), new ScreenRoute(ONE, POLICY, GeosArea::one));
  }

  @Override
  public List<ActRoute> acts() {
    return List.of(
        ActRoute.post(GEOS, GEOS, GeosArea::make),
        new ActRoute(ONE + "/register", "POST", POLICY, ONE, GeosArea::register),
        new ActRoute(ONE + "/check-keys", "POST", KEY_CHECK, ONE, GeosArea::checkKeys),
        new ActRoute(ONE + "/roll", "POST", POLICY + "/roll", ONE, GeosArea::roll));
  }

  private static PageView list(Visit visit) {
    return PageView.of(
        "geos",
        visit.texts().of("page.geos"),
        new ListPage(GeoModels.all(visit), visit.may("POST", GEOS), visit.refused()),
        Recipe.of("Get-SPODataEncryptionPolicy", "GET " + Visit.API + GEOS));
  }

  private static PageView one(Visit visit) {
    return one(visit, Optional.empty());
  }

  private static PageView one(Visit visit, Optional<PolicyModels.KeyCheck> check) {
    GeoModels.Status status = visit.get(GeoModels.Status.class, policy(visit.path("geo")));
    String policy = policy(status.geo());
    return PageView.of(
        "geo",
        visit.texts().of("geo.title", status.geo()),
        new OnePage(
            status.page(),
            status,
            visit.may("POST", policy),
            visit.may("POST", policy + "/roll"),
            visit.mayGet(policy + "/revocation-preview"),
            check,
            List.of(visit.entered("key1"), visit.entered("key2")),
            Optional.ofNullable(status.policyId())
                .flatMap(
                    id ->
                        KeyHierarchy.of(
                            visit,
                            id,
                            GEOS + "/" + RequestUri.encode(status.geo()),
                            visit.mayGet(policy + "/revocation-preview"))),
            visit.refused()),
        recipes(status, policy).toArray(Recipe[]::new));
  }

  private static List<Recipe> recipes(GeoModels.Status status, String policy) {
    Recipe shown = Recipe.of("Get-SPODataEncryptionPolicy", "GET " + Visit.API + policy);
    if (status.isUnregistered()) {
      return List.of(
          shown,
          Recipe.ofCall("POST " + Visit.API + KEY_CHECK),
          Recipe.of(
              "Register-SPODataEncryptionPolicy"
                  + " -PrimaryKeyVaultUri https://vault-a.example/keys/files"
                  + " -SecondaryKeyVaultUri https://vault-b.example/keys/files",
              "POST " + Visit.API + policy));
    }
    return List.of(
        shown,
        Recipe.of(
            "Update-SPODataEncryptionPolicy -KeyType Primary -KeyVaultUri "
                + status.keys().getFirst().versionUri(),
            "POST " + Visit.API + policy + "/roll"));
  }

  private static String policy(String geo) {
    return GEOS + "/" + RequestUri.encode(geo) + "/policy";
  }

  private static Outcome make(Visit visit, FormBody form) {
    String code = form.text("code");
    visit.send("POST", GEOS, Map.of("code", code));
    return new Outcome.Done(GEOS, "geo-made");
  }

  /** Registers nothing, so what was found is shown at once. */
  private static Outcome checkKeys(Visit visit, FormBody form) {
    Map<String, Object> wanted = Map.of("keys", List.of(form.text("key1"), form.text("key2")));
    PolicyModels.KeyCheck found =
        visit.parsed(PolicyModels.KeyCheck.class, visit.send("POST", KEY_CHECK, wanted));
    return new Outcome.Shown(one(visit, Optional.of(found)));
  }

  private static Outcome register(Visit visit, FormBody form) {
    visit.send(
        "POST",
        policy(visit.path("geo")),
        Map.of(
            "primaryKey", form.text("key1"),
            "secondaryKey", form.text("key2")));
    return new Outcome.Done(GEOS + "/" + visit.segment("geo"), "geo-registering");
  }

  private static Outcome roll(Visit visit, FormBody form) {
    visit.send(
        "POST",
        policy(visit.path("geo")) + "/roll",
        Map.of(
            "keyType", form.field("type").orElse(""),
            "key", form.text("key")));
    return new Outcome.Done(GEOS + "/" + visit.segment("geo"), "policy-rolling");
  }

  /** What the template of the list takes. */
  public record ListPage(List<GeoModels.Status> geos, boolean mayMake, Optional<Problem> refused) {

    /** Copies the list. */
    public ListPage {
      geos = List.copyOf(geos);
    }
  }

  /**
   * What the template of one takes.
   *
   * @param path of this page, below {@code /console}
   * @param check what was just found about two keys
   * @param keys what was typed for them
   * @param hierarchy the picture of its keys, if there is one
   */
  public record OnePage(
      String path,
      GeoModels.Status status,
      boolean mayRegister,
      boolean mayRoll,
      boolean mayPreview,
      Optional<PolicyModels.KeyCheck> check,
      List<String> keys,
      Optional<KeyHierarchy> hierarchy,
      Optional<Problem> refused) {

    /** Copies the list. */
    public OnePage {
      keys = List.copyOf(keys);
    }

    /** What was typed for a key, 0 for the first; empty if nothing was. */
    public String typed(int index) {
      return keys.get(index);
    }
  }
}
