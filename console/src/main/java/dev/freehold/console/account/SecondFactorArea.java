package dev.freehold.console.account;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import dev.freehold.console.frame.ConsolePerson;
import dev.freehold.console.frame.Recipe;
import dev.freehold.console.screen.ConsolePage;
import dev.freehold.console.screen.FormConfirmation;
import dev.freehold.console.screen.Outcome;
import dev.freehold.console.screen.PageArea;
import dev.freehold.console.screen.PageView;
import dev.freehold.console.screen.ShownOnce;
import dev.freehold.console.screen.Visit;
import dev.freehold.web.http.FormBody;
import dev.freehold.web.http.Problem;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** The reader's passkeys and recovery codes, and whether the tenant requires a second factor. */
public final class SecondFactorArea implements PageArea {

  private static final String PASSKEYS = "/me/passkeys";
  private static final String CODES = "/me/recovery-codes";
  private static final String RULE = "/second-factor";

  /** Programs have no second factor. */
  @Override
  public boolean isInMenuOf(ConsolePerson person) {
    return !person.isProgram();
  }

  @Override
  public List<ScreenRoute> screens() {
    return List.of(ScreenRoute.of(PASSKEYS, SecondFactorArea::show), ScreenRoute.of(RULE, rule()));
  }

  @Override
  public List<ActRoute> acts() {
    return List.of(
        ActRoute.post(PASSKEYS + "/begin", PASSKEYS, SecondFactorArea::begin),
        ActRoute.post(PASSKEYS, PASSKEYS, SecondFactorArea::make),
        new ActRoute(
            PASSKEYS + "/{way}/end",
            "DELETE",
            PASSKEYS + "/{way}",
            PASSKEYS,
            SecondFactorArea::end),
        ActRoute.post(CODES, PASSKEYS, SecondFactorArea::makeCodes),
        new ActRoute(RULE, "PUT", RULE, RULE, SecondFactorArea::choose));
  }

  private static PageView show(Visit visit) {
    return PageView.of(
        "passkeys",
        visit.texts().of("page.me.passkeys"),
        new Passkeys(visit.get(Listed.class, PASSKEYS).passkeys(), visit.refused()),
        Recipe.ofCall("GET " + Visit.API + PASSKEYS));
  }

  /** The browser's authenticator answers this page, by the only script that a page needs. */
  private static Outcome begin(Visit visit, FormBody form) {
    Offer offer = visit.parsed(Offer.class, visit.send("POST", PASSKEYS + "/begin"));
    return new Outcome.Shown(
        PageView.of(
            "passkey",
            visit.texts().of("passkey.title"),
            offer,
            Recipe.ofCall("POST " + Visit.API + PASSKEYS)));
  }

  private static Outcome make(Visit visit, FormBody form) {
    visit.send(
        "POST",
        PASSKEYS,
        Map.of(
            "ticket", form.field("ticket").orElse(""),
            "name", form.text("name"),
            "credential", form.field("credential").orElse("")));
    return new Outcome.Done(PASSKEYS, "passkey-made");
  }

  private static Outcome end(Visit visit, FormBody form) {
    FormConfirmation.requireTicked(visit, form);
    visit.send("DELETE", PASSKEYS + "/" + visit.segment("way"));
    return new Outcome.Done(PASSKEYS, "way-ended");
  }

  private static Outcome makeCodes(Visit visit, FormBody form) {
    List<String> codes = visit.parsed(Codes.class, visit.send("POST", CODES)).codes();
    return new ShownOnce(
            "recovery-codes-made",
            IntStream.range(0, codes.size())
                .mapToObj(i -> new ShownOnce.Fact("passkeys.code", codes.get(i)))
                .toList(),
            PASSKEYS)
        .outcome(visit, Recipe.ofCall("POST " + Visit.API + CODES));
  }

  private static ConsolePage rule() {
    return visit ->
        PageView.of(
            "second-factor",
            visit.texts().of("page.second-factor"),
            new RulePage(
                visit.get(Rule.class, RULE).required(), visit.may("PUT", RULE), visit.refused()),
            Recipe.ofCall("PUT " + Visit.API + RULE));
  }

  private static Outcome choose(Visit visit, FormBody form) {
    FormConfirmation.requireTicked(visit, form);
    boolean required = form.field("required").orElse("").equals("true");
    visit.send("PUT", RULE, new Rule(required));
    return new Outcome.Done(RULE, required ? "second-factor-on" : "second-factor-off");
  }

  /** What the template of the passkeys takes. */
  public record Passkeys(List<Passkey> passkeys, Optional<Problem> refused) {

    /** Copies the list. */
    public Passkeys {
      passkeys = List.copyOf(passkeys);
    }
  }

  /** What the template of the rule takes. */
  public record RulePage(boolean required, boolean mayChange, Optional<Problem> refused) {}

  @JsonIgnoreProperties(ignoreUnknown = true)
  private record Listed(List<Passkey> passkeys) {}

  /** One passkey. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Passkey(String id, String name, String madeAt, String lastUsedAt) {}

  /**
   * What the authenticator is asked.
   *
   * @param ticket of the request, good once and for a few minutes
   * @param options for the browser, as JSON
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Offer(String ticket, String options) {

    /** Never shows the ticket. */
    @Override
    public String toString() {
      return "Offer[]";
    }
  }

  @JsonIgnoreProperties(ignoreUnknown = true)
  private record Codes(List<String> codes) {

    @Override
    public String toString() {
      return "Codes[]";
    }
  }

  @JsonIgnoreProperties(ignoreUnknown = true)
  private record Rule(boolean required) {}
}
