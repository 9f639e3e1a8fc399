package dev.freehold.server.login;

import dev.freehold.custody.CustodyException;
import dev.freehold.custody.identity.Tenants;
import dev.freehold.custody.identity.User;
import dev.freehold.custody.passkeys.PasskeySite;
import dev.freehold.custody.passwords.Password;
import dev.freehold.custody.people.AuthorizationCodes;
import dev.freehold.custody.people.Users;
import dev.freehold.server.login.BrowserAsk.ClientError;
import dev.freehold.server.login.BrowserAsk.Parameters;
import dev.freehold.server.login.BrowserAsk.Read;
import dev.freehold.web.http.FormBody;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/**
 * The authorization endpoint: a client sends a browser here, a person signs in, and the browser
 * takes a code back to the client (RFC 6749, section 4.1, with PKCE). There is no session and no
 * cookie: the form carries what the client asked for, and nothing happens without the password.
 * Forms of other sites are refused. Thread-safe.
 */
public final class BrowserLogin {

  /** How a client may get its answer. */
  public static final List<String> MODES = ResponseMode.WORDS;

  private static final String ELSEWHERE = "Another site filled in this page for you.";

  private final Tenants tenants;
  private final Users users;
  private final NewPasswordForm newPassword;
  private final AfterPassword afterPassword;

  /** Signs {@code users} in for clients, which get {@code codes}. */
  public BrowserLogin(Tenants tenants, Users users, AuthorizationCodes codes, SecondStep second) {
    this.tenants = tenants;
    this.users = users;
    this.newPassword = new NewPasswordForm(users);
    this.afterPassword = new AfterPassword(codes, users, second);
  }

  /**
   * Where the page was asked for.
   *
   * @param authority the issuer's address
   * @param api the address of this server's API, where its web console is, if it has one
   * @param path of the page
   * @param tenant the path's first segment
   * @param site where passkeys are good; empty where there are none
   */
  public record Place(
      URI authority, Optional<URI> api, String path, String tenant, Optional<PasskeySite> site) {}

  /**
   * The page, as a client sends a browser to it.
   *
   * @param parameters the query, by names
   */
  public BrowserReply open(Function<String, Optional<String>> parameters, Place place) {
    Parameters read = parameters::apply;
    return answer(
        read,
        place,
        visit ->
            BrowserPages.signIn(
                200, visit.path(), visit.ask, BrowserAsk.hint(read), Optional.empty()));
  }

  /** What follows the page's form. */
  public BrowserReply submit(FormBody form, FormOrigin origin, Place place, String address) {
    return origin.isOwn()
        ? answer(form::field, place, visit -> act(form, visit, address))
        : BrowserPages.lost(403, ELSEWHERE);
  }

  /**
   * A request that was understood.
   *
   * @param tenantId whose person has to sign in; empty for anybody's
   * @param issuer the issuer's name in the discovery document that the client read
   */
  private record Visit(Optional<UUID> tenantId, String issuer, Place place, BrowserAsk ask) {

    String path() {
      return place.path;
    }
  }

  private BrowserReply answer(
      Parameters parameters, Place place, Function<Visit, BrowserReply> good) {
    return switch (Realm.of(place.tenant, tenants)) {
      case Realm.OfTenant known ->
          answer(parameters, place, Optional.of(known.id()), known.issuer(place.authority), good);
      case Realm.OfClient word ->
          answer(parameters, place, Optional.empty(), word.issuer(place.authority), good);
      case Realm.OfNobody _ ->
          BrowserPages.lost(400, "The program names an organisation that is not on this server.");
    };
  }

  private static BrowserReply answer(
      Parameters parameters,
      Place place,
      Optional<UUID> tenantId,
      String issuer,
      Function<Visit, BrowserReply> good) {
    return switch (BrowserAsk.read(parameters, place.api)) {
      case Read.Good read -> good.apply(new Visit(tenantId, issuer, place, read.ask()));
      case Read.Lost lost -> BrowserPages.lost(400, lost.sentence());
      case Read.Refused refused -> ClientAnswers.error(refused.target(), refused.error(), issuer);
    };
  }

  private BrowserReply act(FormBody form, Visit visit, String address) {
    String userName = NewPasswordForm.userName(form);
    if (afterPassword.isAnswer(form)) {
      return goOn(form, visit, address);
    }
    return switch (form.field("action").orElse("")) {
      case "signin" ->
          signIn(visit, userName, new Password(form.field("password").orElse("")), address);
      case NewPasswordForm.ACTION -> change(form, visit, userName, address);
      case "cancel" ->
          ClientAnswers.error(
              visit.ask.target(),
              new ClientError("access_denied", "the person did not want to sign in"),
              visit.issuer);
      default -> BrowserPages.signIn(200, visit.path(), visit.ask, userName, Optional.empty());
    };
  }

  private BrowserReply signIn(Visit visit, String userName, Password password, String address) {
    try {
      User user = users.authenticate(visit.tenantId, userName, password, address);
      return afterPassword.next(user, visit.ask, visit.place, visit.issuer, address);
    } catch (CustodyException refused) {
      Hurdle hurdle = Hurdle.of(refused);
      return hurdle == Hurdle.EXPIRED
          ? BrowserPages.newPassword(
              hurdle.status(), visit.path(), visit.ask, userName, hurdle.sentence())
          : BrowserPages.signIn(
              hurdle.status(), visit.path(), visit.ask, userName, Optional.of(hurdle.sentence()));
    }
  }

  private BrowserReply goOn(FormBody form, Visit visit, String address) {
    try {
      return afterPassword
          .goOn(form, visit.ask, visit.place, visit.issuer, address)
          .orElseGet(() -> again(visit, 403, SecondStep.TOO_LATE));
    } catch (CustodyException refused) {
      Hurdle hurdle = Hurdle.of(refused);
      return again(visit, hurdle.status(), hurdle.sentence());
    }
  }

  private static Page again(Visit visit, int status, String sentence) {
    return BrowserPages.signIn(status, visit.path(), visit.ask, "", Optional.of(sentence));
  }

  private BrowserReply change(FormBody form, Visit visit, String userName, String address) {
    Optional<NewPasswordForm.Wrong> wrong = newPassword.submit(form, address);
    return wrong.isPresent()
        ? BrowserPages.newPassword(
            wrong.get().status(), visit.path(), visit.ask, userName, wrong.get().sentence())
        : signIn(visit, userName, NewPasswordForm.wanted(form), address);
  }
}
