package dev.freehold.server.features.mailboxes;

import static dev.freehold.server.features.Admissions.EXCHANGE;
import static dev.freehold.server.features.Admissions.READERS;
import static dev.freehold.server.http.ApiRoute.delete;
import static dev.freehold.server.http.ApiRoute.get;
import static dev.freehold.server.http.ApiRoute.post;
import static dev.freehold.server.http.HttpLimits.MAX_NAMES_BODY_BYTES;
import static dev.freehold.server.http.HttpLimits.SHORT_REQUEST;
import static dev.freehold.server.http.Shape.gives;
import static dev.freehold.server.http.Shape.takes;

import dev.freehold.custody.jobs.Jobs;
import dev.freehold.custody.moves.MoveProgress;
import dev.freehold.custody.policies.Policies;
import dev.freehold.mail.mailboxes.Folders;
import dev.freehold.mail.mailboxes.MailboxRemoval;
import dev.freehold.mail.mailboxes.MailboxSpace;
import dev.freehold.mail.mailboxes.Mailboxes;
import dev.freehold.mail.mailboxes.Recipients;
import dev.freehold.server.coverage.TableRule;
import dev.freehold.server.features.Basics;
import dev.freehold.server.features.Closer;
import dev.freehold.server.features.Feature;
import dev.freehold.server.features.Recurring;
import dev.freehold.server.http.Admission;
import dev.freehold.server.http.ApiRoute;
import dev.freehold.server.http.Handler;
import dev.freehold.server.http.Queries;
import dev.freehold.server.http.QueryParameter;
import dev.freehold.server.owners.OwnerStates;
import dev.freehold.web.http.Route;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Mailboxes and mail users as administrators see them: names, settings, statistics, no content. */
public final class MailboxesFeature implements Feature {

  /** What its tables hold, for {@code freehold coverage}. */
  public static final List<TableRule> TABLES =
      List.of(
          TableRule.of("mail_mailboxes")
              .sealedRow()
              .ids("id tenant_id archive_id")
              .names("address display_name name alias user_principal_name external_address")
              .names("custom_attributes")
              .names("deleted_address deleted_further")
              .numbers("last_uid_validity created_at changed_at deleted_at")
              .numbers("quota_bytes warning_bytes")
              .states("kind mailbox_type hidden imap_enabled region destroyed own_quota"),
          TableRule.of("mail_recipient_names")
              .sealedRow()
              .ids("mailbox_id tenant_id")
              .names("folded")
              .states("kind"),
          TableRule.of("mail_folders")
              .ids("id tenant_id mailbox_id")
              .names("path")
              .states("special_use")
              .numbers("uid_validity uid_next highest_mod_seq message_count total_bytes")
              .numbers("shared_count uid_floor"),
          TableRule.of("mail_subscriptions").ids("mailbox_id tenant_id").names("path"));

  private static final Logger LOG = LoggerFactory.getLogger(MailboxesFeature.class);
  private static final Duration EXPIRY_INTERVAL = Duration.ofHours(1);
  private static final String REMOVED = "/api/v1/removed-mailboxes";

  private static final QueryParameter ANR =
      QueryParameter.text("anr", "the beginning of the name or of an address");

  private static final QueryParameter POLICY =
      QueryParameter.text("policy", "only the mailboxes of this policy");

  private static final QueryParameter RECIPIENTS =
      QueryParameter.text("kind", "only recipients of this kind");

  private final MailboxesApi mailboxes;
  private final RemovedMailboxesApi removed;
  private final StatisticsApi statistics;
  private final MailboxRemoval removal;

  /**
   * Builds the feature from these parts.
   *
   * @param removal removes mailboxes, and destroys those whose time has passed
   * @param space how much mailboxes may hold
   * @param states what is true of mailboxes now
   */
  public MailboxesFeature(
      Basics basics,
      Mailboxes mailboxes,
      Recipients recipients,
      MailboxRemoval removal,
      MailboxSpace space,
      Folders folders,
      Policies policies,
      Jobs jobs,
      OwnerStates states) {
    this.mailboxes = new MailboxesApi(mailboxes, recipients, policies, states, space.ofServer());
    this.removed = new RemovedMailboxesApi(mailboxes, removal, states, space.ofServer());
    this.removal = removal;
    this.statistics =
        new StatisticsApi(
            basics,
            mailboxes,
            folders,
            space,
            jobs,
            new MoveProgress(basics.database(), jobs),
            states);
  }

  @Override
  public List<Route<Admission, Handler>> routes() {
    String mailbox = "/api/v1/mailboxes/{mailbox}";
    return List.of(
        post(
            "Make a mailbox",
            "/api/v1/mailboxes",
            EXCHANGE,
            mailboxes::create,
            takes(MailboxBodies.New.class),
            gives(201, MailboxViews.One.class)),
        get(
            "List the mailboxes",
            "/api/v1/mailboxes",
            READERS,
            mailboxes::list,
            Queries.AFTER,
            ANR,
            RECIPIENTS,
            Queries.MAX,
            POLICY,
            gives(MailboxViews.Page.class)),
        post(
            "Make a mail user",
            "/api/v1/mail-users",
            EXCHANGE,
            mailboxes::createMailUser,
            takes(MailboxBodies.New.class),
            gives(201, MailboxViews.One.class)),
        get("Get a mailbox", mailbox, READERS, mailboxes::get, gives(MailboxViews.One.class)),
        post(
            "Make a mailbox of a mail user",
            mailbox + "/migrate",
            EXCHANGE,
            mailboxes::migrate,
            gives(MailboxViews.One.class)),
        ApiRoute.of(
            "Edit a mailbox",
            "PATCH",
            mailbox,
            MAX_NAMES_BODY_BYTES,
            SHORT_REQUEST,
            EXCHANGE,
            mailboxes::edit,
            takes(MailboxBodies.Edit.class),
            gives(MailboxViews.Edited.class)),
        delete("Remove a mailbox", mailbox, EXCHANGE, removed::remove, gives(204)),
        get(
            "List the removed mailboxes",
            REMOVED,
            READERS,
            removed::list,
            Queries.AFTER_ID,
            Queries.MAX,
            gives(MailboxViews.Page.class)),
        get(
            "Get a removed mailbox",
            REMOVED + "/{mailbox}",
            READERS,
            removed::get,
            gives(MailboxViews.One.class)),
        post(
            "Recover a removed mailbox",
            REMOVED + "/{mailbox}/recover",
            EXCHANGE,
            removed::recover,
            takes(RemovedMailboxesApi.Names.class),
            gives(MailboxViews.One.class)),
        delete(
            "Destroy a removed mailbox",
            REMOVED + "/{mailbox}",
            EXCHANGE.freshly(),
            removed::destroy,
            gives(204)),
        get(
            "Get the statistics of a mailbox",
            mailbox + "/statistics",
            READERS,
            statistics::one,
            gives(StatisticsApi.View.class)),
        get(
            "Get the statistics of the folders of a mailbox",
            mailbox + "/folder-statistics",
            READERS,
            statistics::folders,
            gives(StatisticsApi.FolderStatistics.class)),
        post(
            "Get the statistics of some mailboxes",
            "/api/v1/mailbox-statistics",
            READERS,
            statistics::many,
            takes(StatisticsApi.Wanted.class),
            gives(StatisticsApi.Statistics.class)));
  }

  @Override
  public void start(Closer closer) {
    closer.add(new Recurring("mailbox-expiry", EXPIRY_INTERVAL, this::destroyExpired));
  }

  private void destroyExpired() {
    int destroyed = removal.destroyExpired();
    if (destroyed > 0) {
      LOG.info("destroyed: {} mailboxes that were removed 30 days ago", destroyed);
    }
  }
}
