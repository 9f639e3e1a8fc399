package dev.freehold.server.api;

import static dev.freehold.server.http.HttpLimits.LONG_REQUEST;
import static dev.freehold.server.http.HttpLimits.MAX_FORM_BODY_BYTES;
import static dev.freehold.server.http.HttpLimits.MAX_JSON_BODY_BYTES;
import static dev.freehold.server.http.HttpLimits.MAX_NAMES_BODY_BYTES;
import static dev.freehold.server.http.HttpLimits.SHORT_REQUEST;

import dev.freehold.content.scrub.ScrubRunner;
import dev.freehold.custody.identity.Role;
import dev.freehold.server.http.Admission;
import dev.freehold.server.http.ApiRoute;
import dev.freehold.server.http.Handler;
import dev.freehold.server.login.DeviceLogin;
import dev.freehold.web.http.Route;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** Every route of the service, in one table: what it takes, for how long, from whom. */
public final class Routes {

  static final Admission ANYONE = Admission.ofAnyone();
  static final Admission OPERATOR = Admission.current(Role.OPERATOR);
  static final Admission ADMIN = Admission.current(Role.GLOBAL_ADMIN);

  static final Admission EXCHANGE = Admission.current(Role.GLOBAL_ADMIN, Role.EXCHANGE_ADMIN);
  static final Admission READERS =
      Admission.current(
          Role.GLOBAL_ADMIN, Role.EXCHANGE_ADMIN, Role.COMPLIANCE_ADMIN, Role.AUDITOR);
  static final long NO_BODY = 0;

  private Routes() {}

  /**
   * The table.
   *
   * @param scrubs looks whether content is whole
   * @param maxMessageBytes the largest message that is taken
   */
  public static List<Route<Admission, Handler>> table(
      Apis api, ScrubRunner scrubs, long maxMessageBytes) {
    return Stream.of(
            service(api),
            DirectoryRoutes.table(api),
            PolicyRoutes.table(api),
            LedgerRoutes.table(api.ledger(), LedgerRoutes.HEAD_READERS),
            PendingActRoutes.table(api.pendingActs()),
            VaultLogRoutes.table(api),
            DocumentRoutes.table(api),
            DocumentRoutes.pages(api.purgeSigning()),
            mail(api, maxMessageBytes),
            MigrationRoutes.table(api),
            FileRoutes.table(api),
            HoldRoutes.table(api),
            scrub(new ScrubApi(scrubs)),
            LockboxRoutes.table(api.lockbox()))
        .flatMap(List::stream)
        .toList();
  }

  private static List<Route<Admission, Handler>> service(Apis api) {
    return List.of(
        // health
        get("/livez", ANYONE, api.health()::live),
        get("/readyz", ANYONE, api.health()::ready),
        get("/metrics", ANYONE, api.health()::metrics),
        // the built-in issuer
        form("/{tenant}/oauth2/v2.0/token", api.tokens()::token),
        form("/{tenant}/oauth2/v2.0/devicecode", api.tokens()::deviceCode),
        get(DeviceLogin.PATH, ANYONE, api.tokens()::deviceLogin),
        form(DeviceLogin.PATH, api.tokens()::submitDeviceLogin),
        post("/api/v1/password", ANYONE, api.users()::replacePassword),
        get("/.well-known/freehold", ANYONE, api.tokens()::addresses),
        get("/{tenant}/v2.0/.well-known/openid-configuration", ANYONE, api.tokens()::discovery),
        get("/{tenant}/discovery/v2.0/keys", ANYONE, api.tokens()::keys));
  }

  private static List<Route<Admission, Handler>> mail(Apis api, long maxMessageBytes) {
    String mailbox = "/api/v1/mailboxes/{mailbox}";
    return List.of(
        post("/api/v1/mailboxes", EXCHANGE, api.mailboxes()::create),
        get("/api/v1/mailboxes", READERS, api.mailboxes()::list),
        post("/api/v1/mail-users", EXCHANGE, api.mailboxes()::createMailUser),
        get(mailbox, READERS, api.mailboxes()::get),
        post(mailbox + "/migrate", EXCHANGE, api.mailboxes()::migrate),
        route(
            "PATCH", mailbox, MAX_NAMES_BODY_BYTES, SHORT_REQUEST, EXCHANGE, api.mailboxes()::edit),
        get(mailbox + "/statistics", READERS, api.statistics()::one),
        post("/api/v1/mailbox-statistics", READERS, api.statistics()::many),
        get(mailbox + "/folders", EXCHANGE, api.mailboxes()::folders),
        route(
            "POST",
            mailbox + "/messages",
            maxMessageBytes,
            LONG_REQUEST,
            EXCHANGE,
            api.messages()::append),
        get(mailbox + "/messages", EXCHANGE, api.messages()::list),
        route(
            "GET",
            mailbox + "/messages/{uid}/content",
            NO_BODY,
            LONG_REQUEST,
            EXCHANGE,
            api.messages()::content));
  }

  private static List<Route<Admission, Handler>> scrub(ScrubApi api) {
    String scrub = "/api/v1/operator/scrub";
    return List.of(
        post(scrub, OPERATOR, api::start),
        get(scrub, OPERATOR, api::get),
        get(scrub + "/findings", OPERATOR, api::findings));
  }

  private static Route<Admission, Handler> form(String path, Handler handler) {
    return route("POST", path, MAX_FORM_BODY_BYTES, SHORT_REQUEST, ANYONE, handler);
  }

  static Route<Admission, Handler> get(String path, Admission admission, Handler handler) {
    return route("GET", path, NO_BODY, SHORT_REQUEST, admission, handler);
  }

  static Route<Admission, Handler> post(String path, Admission admission, Handler handler) {
    return route("POST", path, MAX_JSON_BODY_BYTES, SHORT_REQUEST, admission, handler);
  }

  static Route<Admission, Handler> route(
      String method,
      String path,
      long maxBodyBytes,
      Duration timeout,
      Admission admission,
      Handler handler) {
    return ApiRoute.of(method, path, maxBodyBytes, timeout, admission, handler);
  }
}
