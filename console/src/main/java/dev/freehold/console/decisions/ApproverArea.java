package dev.freehold.console.decisions;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import dev.freehold.console.frame.Recipe;
import dev.freehold.console.screen.FormConfirmation;
import dev.freehold.console.screen.Outcome;
import dev.freehold.console.screen.PageArea;
import dev.freehold.console.screen.PageView;
import dev.freehold.console.screen.RefusedException;
import dev.freehold.console.screen.Visit;
import dev.freehold.web.http.FormBody;
import dev.freehold.web.http.Problem;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/** Who signs the tenant's purges: registered by an administrator, and with a key of their own. */
public final class ApproverArea implements PageArea {

  private static final String PAGE = "/approver";
  private static final String KEY = "/approver/key";
  private static final String REVOKE = "/approver/revoke";
  private static final String PENDING = "/approver/pending";

  @Override
  public List<ScreenRoute> screens() {
    return List.of(ScreenRoute.of(PAGE, ApproverArea::show));
  }

  @Override
  public List<ActRoute> acts() {
    return List.of(
        new ActRoute(PAGE, "PUT", PAGE, PAGE, ApproverArea::register),
        ActRoute.post(KEY, PAGE, ApproverArea::makeKey),
        ActRoute.post(
            REVOKE, PAGE, (visit, form) -> end("POST", REVOKE, "approver-revoked", visit, form)),
        new ActRoute(
            PENDING,
            "DELETE",
            PENDING,
            PAGE,
            (visit, form) -> end("DELETE", PENDING, "approver-withdrawn", visit, form)));
  }

  private static PageView show(Visit visit) {
    Standing standing = visit.get(Standing.class, PAGE);
    UUID reader = visit.person().objectId();
    return PageView.of(
        "decisions/approver",
        visit.texts().of("page.approver"),
        new Page(
            Optional.ofNullable(standing.current()),
            Optional.ofNullable(standing.pending()),
            new Rights(
                visit.may("PUT", PAGE),
                visit.may("POST", KEY)
                    && standing.all().anyMatch(one -> one.isOf(reader) && one.lacksKey()),
                standing.current() != null
                    && standing.current().revokedAt() == null
                    && visit.may("POST", REVOKE),
                standing.pending() != null && visit.may("DELETE", PENDING)),
            visit.refused()),
        Recipe.of("freehold purge approver show --user NAME", "GET " + Visit.API + PAGE),
        Recipe.of("freehold purge approver set NAME --user NAME", "PUT " + Visit.API + PAGE),
        Recipe.of("freehold purge approver key --user NAME", "POST " + Visit.API + KEY));
  }

  private static Outcome register(Visit visit, FormBody form) {
    FormConfirmation.requireTicked(visit, form);
    Map<String, String> wanted = new LinkedHashMap<>();
    wanted.put("user", form.text("user"));
    for (String field : List.of("certificate", "issuers")) {
      if (!form.text(field).isEmpty()) {
        wanted.put(field, form.text(field));
      }
    }
    visit.send("PUT", PAGE, wanted);
    return new Outcome.Done(PAGE, "approver-registered");
  }

  private static Outcome makeKey(Visit visit, FormBody form) {
    String passphrase = form.field("passphrase").orElse("");
    if (!passphrase.equals(form.field("repeated").orElse(""))) {
      throw new RefusedException(
          new Problem(400, "not-confirmed", visit.texts().of("approver.passphrases-differ")));
    }
    visit.send("POST", KEY, Map.of("passphrase", passphrase));
    return new Outcome.Done(PAGE, "approver-key-made");
  }

  private static Outcome end(
      String method, String resource, String done, Visit visit, FormBody form) {
    FormConfirmation.requireTicked(visit, form);
    visit.send(method, resource);
    return new Outcome.Done(PAGE, done);
  }

  @JsonIgnoreProperties(ignoreUnknown = true)
  private record Standing(Approver current, Approver pending) {

    Stream<Approver> all() {
      return Stream.of(Optional.ofNullable(current), Optional.ofNullable(pending))
          .flatMap(Optional::stream);
    }
  }

  /**
   * Somebody who signs purges.
   *
   * @param name what the tenant calls them, or null
   * @param signs where, in the API's words
   * @param certificateSha256 null as long as there is no key
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Approver(
      UUID objectId,
      String name,
      String signs,
      String certificateSha256,
      String notAfter,
      String registeredBy,
      String registeredByName,
      String registeredAt,
      String effectiveAt,
      String revokedAt) {

    /** What people call them. */
    public String title() {
      return name == null ? objectId.toString() : name;
    }

    /** Who registered them. */
    public String registrar() {
      return registeredByName == null ? registeredBy : registeredByName;
    }

    /** Whether they have to make a key at the server before they can sign. */
    public boolean lacksKey() {
      return signs.equals("here") && certificateSha256 == null;
    }

    private boolean isOf(UUID person) {
      return objectId.equals(person);
    }
  }

  /**
   * What the reader may do now.
   *
   * @param mayMakeKey whether they are the approver and have no key yet
   */
  public record Rights(
      boolean mayRegister, boolean mayMakeKey, boolean mayRevoke, boolean mayWithdraw) {}

  /**
   * What the template takes.
   *
   * @param current who signs now
   * @param pending who signs later
   */
  public record Page(
      Optional<Approver> current,
      Optional<Approver> pending,
      Rights rights,
      Optional<Problem> refused) {}
}
