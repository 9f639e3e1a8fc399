package dev.freehold.server.features.notifications;

import static dev.freehold.server.features.Admissions.ADMIN;
import static dev.freehold.server.features.Admissions.SIGNED_IN;
import static dev.freehold.server.http.ApiRoute.NO_BODY;
import static dev.freehold.server.http.ApiRoute.delete;
import static dev.freehold.server.http.ApiRoute.get;
import static dev.freehold.server.http.ApiRoute.post;
import static dev.freehold.server.http.ApiRoute.put;
import static dev.freehold.server.http.HttpLimits.SHORT_REQUEST;
import static dev.freehold.server.http.Shape.gives;
import static dev.freehold.server.http.Shape.takes;

import dev.freehold.custody.identity.Role;
import dev.freehold.custody.identity.Tenants;
import dev.freehold.custody.master.ServiceMasterKey;
import dev.freehold.custody.people.Users;
import dev.freehold.ledger.LedgerFeed;
import dev.freehold.ledger.publish.LogKind;
import dev.freehold.persistence.Database;
import dev.freehold.server.config.NotificationChoices;
import dev.freehold.server.coverage.Key;
import dev.freehold.server.coverage.TableRule;
import dev.freehold.server.features.Basics;
import dev.freehold.server.features.Closer;
import dev.freehold.server.features.Feature;
import dev.freehold.server.features.Recurring;
import dev.freehold.server.http.Admission;
import dev.freehold.server.http.ApiRoute;
import dev.freehold.server.http.Handler;
import dev.freehold.server.http.Queries;
import dev.freehold.server.notifications.Carrier;
import dev.freehold.server.notifications.NotificationLimits;
import dev.freehold.server.notifications.Notifications;
import dev.freehold.server.notifications.OccasionSource;
import dev.freehold.server.notifications.VaultOccasions;
import dev.freehold.server.notifications.mail.MailCarrier;
import dev.freehold.server.notifications.mail.OptOuts;
import dev.freehold.server.notifications.mail.SmtpServer;
import dev.freehold.server.notifications.webhook.WebhookCarrier;
import dev.freehold.server.notifications.webhook.WebhookTargets;
import dev.freehold.server.notifications.webhook.Webhooks;
import dev.freehold.web.http.Route;
import java.net.URI;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Notifies people and programs when it is somebody's turn. */
public final class NotificationsFeature implements Feature {

  /** What its tables hold, for {@code freehold coverage}. */
  public static final List<TableRule> TABLES =
      List.of(
          TableRule.of("notification_positions").states("ledger").numbers("sequence"),
          TableRule.of("notifications")
              .ids("id tenant_id")
              .states("kind")
              .names("subject facts")
              .numbers("occasions created_at last_at"),
          TableRule.of("notification_deliveries")
              .ids("id notification_id receiver holder")
              .states("channel state last_status")
              .numbers("tries due_at last_tried_at held_until"),
          TableRule.of("webhooks")
              .ids("id tenant_id created_by")
              .names("host")
              .states("kinds")
              .sealed(Key.SERVICE_MASTER, "sealed")
              .numbers("created_at"),
          TableRule.of("notification_opt_outs").ids("object_id tenant_id").states("kind"));

  private static final Admission READERS = Admission.current(Role.GLOBAL_ADMIN, Role.AUDITOR);

  private final Notifications notifications;
  private final WebhooksApi webhooksApi;
  private final NotificationsApi api;
  private final OwnNotificationsApi ownApi;

  /**
   * Builds the feature from these parts.
   *
   * @param master seals addresses and secrets of webhooks
   * @param users the people who get e-mail
   * @param api the address of the REST API, for texts
   * @param occasions what in the ledger is an occasion
   * @param vaults the database of the vaults of this process, if they run
   */
  public NotificationsFeature(
      Basics basics,
      NotificationChoices choices,
      ServiceMasterKey master,
      Tenants tenants,
      Users users,
      URI api,
      List<OccasionSource> occasions,
      Optional<Database> vaults) {
    WebhookTargets targets = new WebhookTargets(Set.copyOf(choices.webhooks().inside()));
    Webhooks webhooks =
        new Webhooks(
            basics.database(),
            basics.ledger(),
            master,
            targets,
            basics.crypto().random(),
            basics.clock());
    OptOuts optOuts = new OptOuts(basics.database(), basics.ledger());
    List<Carrier> carriers = new ArrayList<>();
    carriers.add(
        new WebhookCarrier(
            webhooks,
            targets,
            Authorities.context(choices.webhooks().authorities()),
            basics.clock()));
    choices
        .smtp()
        .ifPresent(
            smtp ->
                carriers.add(
                    new MailCarrier(
                        basics.database(),
                        users,
                        optOuts,
                        server(smtp),
                        choices.operators(),
                        api,
                        basics.clock())));
    this.notifications =
        new Notifications(
            basics.database(),
            basics.ledger(),
            feeds(basics, occasions, vaults),
            tenants,
            carriers,
            basics.meters(),
            basics.clock());
    this.webhooksApi = new WebhooksApi(webhooks, notifications);
    this.api = new NotificationsApi(notifications);
    this.ownApi = new OwnNotificationsApi(users, optOuts, choices.smtp().isPresent());
  }

  private static Map<LogKind, Notifications.Feed> feeds(
      Basics basics, List<OccasionSource> occasions, Optional<Database> vaults) {
    Map<LogKind, Notifications.Feed> feeds = new EnumMap<>(LogKind.class);
    feeds.put(
        LogKind.SERVICE, new Notifications.Feed(new LedgerFeed(basics.database()), occasions));
    vaults.ifPresent(
        database ->
            feeds.put(
                LogKind.VAULTS,
                new Notifications.Feed(new LedgerFeed(database), List.of(new VaultOccasions()))));
    return feeds;
  }

  private static SmtpServer server(NotificationChoices.Smtp smtp) {
    return new SmtpServer(
        smtp.host(),
        smtp.port(),
        smtp.security(),
        Authorities.context(smtp.authorities()),
        smtp.user().isEmpty()
            ? Optional.empty()
            : Optional.of(new SmtpServer.Credentials(smtp.user(), smtp.password()::reveal)),
        smtp.sender());
  }

  @Override
  public List<Route<Admission, Handler>> routes() {
    String webhooks = "/api/v1/webhooks";
    String webhook = webhooks + "/{webhook}";
    String own = "/api/v1/me/notifications";
    return List.of(
        get(
            "List the notifications",
            "/api/v1/notifications",
            READERS,
            api::list,
            Queries.AFTER_ID,
            Queries.MAX,
            gives(NotificationViews.Page.class)),
        get(
            "Get of what one gets e-mail",
            own,
            SIGNED_IN,
            ownApi::get,
            gives(OwnNotificationsApi.View.class)),
        put(
            "Choose of what one gets no e-mail",
            own,
            SIGNED_IN,
            ownApi::choose,
            takes(OwnNotificationsApi.Wanted.class),
            gives(OwnNotificationsApi.View.class)),
        post(
            "Make a webhook",
            webhooks,
            ADMIN,
            webhooksApi::create,
            takes(WebhooksApi.Wanted.class),
            gives(201, WebhooksApi.Made.class)),
        get("List the webhooks", webhooks, ADMIN, webhooksApi::list, gives(WebhooksApi.Page.class)),
        delete("Delete a webhook", webhook, ADMIN, webhooksApi::delete, gives(204)),
        ApiRoute.of(
            "Try a webhook",
            "POST",
            webhook + "/test",
            NO_BODY,
            SHORT_REQUEST,
            ADMIN,
            webhooksApi::test,
            gives(202, NotificationViews.One.class)));
  }

  @Override
  public void start(Closer closer) {
    closer.add(notifications);
    notifications.begin();
    closer.add(new Recurring("notifications", NotificationLimits.POLL, notifications::run));
  }
}
