package dev.freehold.server.api;

import static dev.freehold.server.http.HttpLimits.LONG_REQUEST;
import static dev.freehold.server.http.HttpLimits.MAX_FORM_BODY_BYTES;
import static dev.freehold.server.http.HttpLimits.MAX_JSON_BODY_BYTES;
import static dev.freehold.server.http.HttpLimits.MAX_NAMES_BODY_BYTES;
import static dev.freehold.server.http.HttpLimits.SHORT_REQUEST;
import static dev.freehold.server.http.Shape.gives;
import static dev.freehold.server.http.Shape.takes;

import dev.freehold.server.features.directory.DirectoryRoutes;
import dev.freehold.server.features.holds.HoldsFeature;
import dev.freehold.server.features.ledger.LedgerRoutes;
import dev.freehold.server.features.lockbox.LockboxRoutes;
import dev.freehold.server.features.mailboxes.MailboxBodies;
import dev.freehold.server.features.mailboxes.MailboxViews;
import dev.freehold.server.features.mailboxes.MailboxesApi;
import dev.freehold.server.features.mailboxes.StatisticsApi;
import dev.freehold.server.features.messages.MessagesApi;
import dev.freehold.server.features.migration.MigrationFeature;
import dev.freehold.server.features.openapi.ApiDocument;
import dev.freehold.server.features.pendingacts.PendingActRoutes;
import dev.freehold.server.features.policies.PoliciesFeature;
import dev.freehold.server.features.scrub.ScrubApi;
import dev.freehold.server.features.signing.SigningFeature;
import dev.freehold.server.features.sites.SitesFeature;
import dev.freehold.server.features.vaultlog.VaultLogFeature;
import dev.freehold.server.http.Queries;
import dev.freehold.content.scrub.ScrubRunner;
import dev.freehold.custody.identity.Role;
import dev.freehold.mail.transfer.AppendReceipt;
import dev.freehold.server.features.directory.People;
import dev.freehold.server.http.Admission;
import dev.freehold.server.http.ApiRoute;
import dev.freehold.server.http.Handler;
import dev.freehold.server.http.Shape;
import dev.freehold.server.http.Shape.Part;
import dev.freehold.server.login.Addresses;
import dev.freehold.server.login.DeviceLogin;
import dev.freehold.web.http.FormBody;
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
            PoliciesFeature.table(api),
            LedgerRoutes.table(api.ledger(), LedgerRoutes.HEAD_READERS),
            PendingActRoutes.table(api.pendingActs()),
            VaultLogFeature.table(api),
            SigningFeature.table(api),
            SigningFeature.pages(api.purgeSigning()),
            mail(api, maxMessageBytes),
            MigrationFeature.table(api),
            SitesFeature.table(api),
            HoldsFeature.table(api),
            scrub(new ScrubApi(scrubs)),
            LockboxRoutes.table(api.lockbox()))
        .flatMap(List::stream)
        .toList();
  }

  private static List<Route<Admission, Handler>> service(Apis api) {
    return List.of(
        get("Get this document", "/openapi.json", ANYONE, ApiDocument::get, gives(200, Shape.JSON)),
        // the built-in issuer
        form(
            "Get a token",
            "/{tenant}/oauth2/v2.0/token",
            api.tokens()::token,
            takes(FormBody.MEDIA_TYPE),
            gives(Object.class),
            gives(400, Object.class),
            gives(401, Object.class)),
        form(
            "Get a device code",
            "/{tenant}/oauth2/v2.0/devicecode",
            api.tokens()::deviceCode,
            takes(FormBody.MEDIA_TYPE),
            gives(Object.class),
            gives(400, Object.class)),
        get(
            "Show the page that asks for a device code",
            DeviceLogin.PATH,
            ANYONE,
            api.tokens()::deviceLogin,
            gives(200, "text/html")),
        form(
            "Submit the page that asks for a device code",
            DeviceLogin.PATH,
            api.tokens()::submitDeviceLogin,
            takes(FormBody.MEDIA_TYPE),
            gives(200, "text/html"),
            gives(400, "text/html"),
            gives(403, "text/html"),
            gives(404, "text/html"),
            gives(429, "text/html")),
        post(
            "Replace a password that has to be changed",
            "/api/v1/password",
            ANYONE,
            api.users()::replacePassword,
            takes(People.Replacement.class),
            gives(204)),
        get(
            "Get the addresses of the service",
            "/.well-known/freehold",
            ANYONE,
            api.tokens()::addresses,
            gives(Addresses.class)),
        get(
            "Get the issuer's description",
            "/{tenant}/v2.0/.well-known/openid-configuration",
            ANYONE,
            api.tokens()::discovery,
            gives(Object.class)),
        get(
            "Get the keys that sign tokens",
            "/{tenant}/discovery/v2.0/keys",
            ANYONE,
            api.tokens()::keys,
            gives(Object.class)));
  }

  private static List<Route<Admission, Handler>> mail(Apis api, long maxMessageBytes) {
    String mailbox = "/api/v1/mailboxes/{mailbox}";
    return List.of(
        post(
            "Make a mailbox",
            "/api/v1/mailboxes",
            EXCHANGE,
            api.mailboxes()::create,
            takes(MailboxBodies.New.class),
            gives(201, MailboxViews.One.class)),
        get(
            "List the mailboxes",
            "/api/v1/mailboxes",
            READERS,
            api.mailboxes()::list,
            Queries.AFTER,
            Queries.ANR,
            Queries.RECIPIENTS,
            Queries.MAX,
            Queries.POLICY,
            gives(MailboxViews.Page.class)),
        post(
            "Make a mail user",
            "/api/v1/mail-users",
            EXCHANGE,
            api.mailboxes()::createMailUser,
            takes(MailboxBodies.New.class),
            gives(201, MailboxViews.One.class)),
        get("Get a mailbox", mailbox, READERS, api.mailboxes()::get, gives(MailboxViews.One.class)),
        post(
            "Make a mailbox of a mail user",
            mailbox + "/migrate",
            EXCHANGE,
            api.mailboxes()::migrate,
            gives(MailboxViews.One.class)),
        route(
            "Edit a mailbox",
            "PATCH",
            mailbox,
            MAX_NAMES_BODY_BYTES,
            SHORT_REQUEST,
            EXCHANGE,
            api.mailboxes()::edit,
            takes(MailboxBodies.Edit.class),
            gives(MailboxViews.Edited.class)),
        get(
            "Get the statistics of a mailbox",
            mailbox + "/statistics",
            READERS,
            api.statistics()::one,
            gives(StatisticsApi.View.class)),
        post(
            "Get the statistics of some mailboxes",
            "/api/v1/mailbox-statistics",
            READERS,
            api.statistics()::many,
            takes(StatisticsApi.Wanted.class),
            gives(StatisticsApi.Statistics.class)),
        get(
            "List the folders of a mailbox",
            mailbox + "/folders",
            EXCHANGE,
            api.mailboxes()::folders,
            gives(MailboxesApi.FolderPage.class)),
        route(
            "Append a message",
            "POST",
            mailbox + "/messages",
            maxMessageBytes,
            LONG_REQUEST,
            EXCHANGE,
            api.messages()::append,
            Queries.FOLDER,
            takes("message/rfc822"),
            gives(200, AppendReceipt.class),
            gives(201, AppendReceipt.class)),
        get(
            "List the messages of a mailbox",
            mailbox + "/messages",
            EXCHANGE,
            api.messages()::list,
            Queries.AFTER_NUMBER,
            Queries.FOLDER,
            Queries.MAX,
            gives(MessagesApi.MessagePage.class)),
        route(
            "Read a message",
            "GET",
            mailbox + "/messages/{uid}/content",
            NO_BODY,
            LONG_REQUEST,
            EXCHANGE,
            api.messages()::content,
            Queries.FOLDER,
            gives(200, "message/rfc822"),
            gives(206, "message/rfc822")));
  }

  private static List<Route<Admission, Handler>> scrub(ScrubApi api) {
    String scrub = "/api/v1/operator/scrub";
    return List.of(
        post(
            "Start a scrub",
            scrub,
            OPERATOR,
            api::start,
            takes(ScrubApi.Wish.class),
            gives(202, ScrubApi.View.class)),
        get("Get how far the scrub is", scrub, OPERATOR, api::get, gives(ScrubApi.View.class)),
        get(
            "List the findings of the scrub",
            scrub + "/findings",
            OPERATOR,
            api::findings,
            Queries.AFTER_FINDING,
            Queries.MAX_FINDINGS,
            gives(ScrubApi.FindingPage.class)));
  }

  private static Route<Admission, Handler> form(
      String operation, String path, Handler handler, Part... shape) {
    return route(
        operation, "POST", path, MAX_FORM_BODY_BYTES, SHORT_REQUEST, ANYONE, handler, shape);
  }

  static Route<Admission, Handler> get(
      String operation, String path, Admission admission, Handler handler, Part... shape) {
    return route(operation, "GET", path, NO_BODY, SHORT_REQUEST, admission, handler, shape);
  }

  static Route<Admission, Handler> post(
      String operation, String path, Admission admission, Handler handler, Part... shape) {
    return route(
        operation, "POST", path, MAX_JSON_BODY_BYTES, SHORT_REQUEST, admission, handler, shape);
  }

  static Route<Admission, Handler> route(
      String operation,
      String method,
      String path,
      long maxBodyBytes,
      Duration timeout,
      Admission admission,
      Handler handler,
      Part... shape) {
    return ApiRoute.of(operation, method, path, maxBodyBytes, timeout, admission, handler, shape);
  }
}
