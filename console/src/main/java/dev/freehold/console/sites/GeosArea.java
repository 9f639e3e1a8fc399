package dev.freehold.console.sites;

import dev.freehold.console.frame.Recipe;
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
        new ActRoute(ONE + "/roll", "POST", POLICY + "/roll", ONE, GeosArea::roll));
  }

  private static PageView list(Visit visit) {
    return PageView.of(
        "geos",
        visit.texts().of("page.geos"),
        new ListPage(
            visit.get(GeoModels.Listed.class, GEOS).geos().stream()
                .flatMap(geo -> visit.find(GeoModels.Status.class, policy(geo.code())).stream())
                .toList(),
            visit.may("POST", GEOS),
            visit.refused()),
        Recipe.of("Get-SPODataEncryptionPolicy", "GET " + Visit.API + GEOS));
  }

  private static PageView one(Visit visit) {
    GeoModels.Status status = visit.get(GeoModels.Status.class, policy(visit.path("geo")));
    String policy = policy(status.geo());
    return PageView.of(
        "geo",
        visit.texts().of("geo.title", status.geo()),
        new OnePage(
            GEOS + "/" + RequestUri.encode(status.geo()),
            status,
            visit.may("POST", policy),
            visit.may("POST", policy + "/roll"),
            visit.mayGet(policy + "/revocation-preview"),
            visit.refused()),
        Recipe.of("Get-SPODataEncryptionPolicy", "GET " + Visit.API + policy),
        status.isUnregistered()
            ? Recipe.of(
                "Register-SPODataEncryptionPolicy"
                    + " -PrimaryKeyVaultUri https://vault-a.example/keys/files"
                    + " -SecondaryKeyVaultUri https://vault-b.example/keys/files",
                "POST " + Visit.API + policy)
            : Recipe.of(
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
   */
  public record OnePage(
      String path,
      GeoModels.Status status,
      boolean mayRegister,
      boolean mayRoll,
      boolean mayPreview,
      Optional<Problem> refused) {}
}
