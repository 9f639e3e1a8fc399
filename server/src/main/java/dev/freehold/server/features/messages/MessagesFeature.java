package dev.freehold.server.features.messages;

import static dev.freehold.server.features.Admissions.EXCHANGE;
import static dev.freehold.server.features.Admissions.MEMBERS;
import static dev.freehold.server.features.Admissions.READERS;
import static dev.freehold.server.http.ApiRoute.NO_BODY;
import static dev.freehold.server.http.ApiRoute.delete;
import static dev.freehold.server.http.ApiRoute.get;
import static dev.freehold.server.http.ApiRoute.put;
import static dev.freehold.server.http.HttpLimits.LONG_REQUEST;
import static dev.freehold.server.http.Shape.gives;
import static dev.freehold.server.http.Shape.takes;

import dev.freehold.mail.access.MailboxPermissions;
import dev.freehold.mail.access.ReadRecords;
import dev.freehold.mail.mailboxes.Folders;
import dev.freehold.mail.mailboxes.Mailboxes;
import dev.freehold.mail.messages.Messages;
import dev.freehold.mail.transfer.AppendReceipt;
import dev.freehold.server.coverage.Key;
import dev.freehold.server.coverage.TableRule;
import dev.freehold.server.features.Basics;
import dev.freehold.server.features.Feature;
import dev.freehold.server.http.Admission;
import dev.freehold.server.http.ApiRoute;
import dev.freehold.server.http.Handler;
import dev.freehold.server.http.Queries;
import dev.freehold.web.http.Route;
import java.util.List;

/** Messages: appended, listed, read; and who may read a mailbox of somebody else. */
public final class MessagesFeature implements Feature {

  /** What its tables hold, for {@code freehold coverage}. */
  public static final List<TableRule> TABLES =
      List.of(
          TableRule.of("mail_messages")
              .ids("tenant_id mailbox_id folder_id object_id")
              .numbers("uid mod_seq internal_date internal_zone saved_at size_bytes header_bytes")
              .states("flags")
              .names("keywords")
              .sealed(Key.OWNER, "sealed_properties sealed_envelope")
              .hashed("keyed under the owner key", "import_token"),
          TableRule.of("mail_mailbox_permissions")
              .sealedRow()
              .ids("mailbox_id principal_id tenant_id")
              .numbers("granted_at"));

  private final MessagesApi api;
  private final MailboxPermissionsApi permissions;
  private final long maxMessageBytes;

  /**
   * Builds the feature from these parts.
   *
   * @param maxMessageBytes the largest message that is taken
   */
  public MessagesFeature(
      Basics basics,
      Mailboxes mailboxes,
      MailboxPermissions permissions,
      ReadRecords records,
      Folders folders,
      Messages messages,
      long maxMessageBytes) {
    this.api = new MessagesApi(mailboxes, permissions, records, folders, messages, basics.clock());
    this.permissions = new MailboxPermissionsApi(mailboxes, permissions);
    this.maxMessageBytes = maxMessageBytes;
  }

  @Override
  public List<Route<Admission, Handler>> routes() {
    String mailbox = "/api/v1/mailboxes/{mailbox}";
    return List.of(
        ApiRoute.of(
            "Append a message",
            "POST",
            mailbox + "/messages",
            maxMessageBytes,
            LONG_REQUEST,
            EXCHANGE,
            api::append,
            Queries.FOLDER,
            takes("message/rfc822"),
            gives(200, AppendReceipt.class),
            gives(201, AppendReceipt.class)),
        get(
            "List the messages of a mailbox",
            mailbox + "/messages",
            MEMBERS,
            api::list,
            Queries.AFTER_NUMBER,
            Queries.FOLDER,
            Queries.MAX,
            gives(MessagesApi.MessagePage.class)),
        ApiRoute.of(
            "Read a message",
            "GET",
            mailbox + "/messages/{uid}/content",
            NO_BODY,
            LONG_REQUEST,
            MEMBERS,
            api::content,
            Queries.FOLDER,
            gives(200, "message/rfc822"),
            gives(206, "message/rfc822")),
        get(
            "List the folders of a mailbox",
            mailbox + "/folders",
            MEMBERS,
            api::folders,
            gives(MessagesApi.FolderPage.class)),
        put(
            "Make a folder of a mailbox",
            mailbox + "/folders",
            EXCHANGE,
            api::makeFolder,
            Queries.FOLDER,
            gives(204)),
        get(
            "List the permissions on a mailbox",
            mailbox + "/permissions",
            READERS,
            permissions::list,
            gives(MailboxPermissionsApi.Permissions.class)),
        put(
            "Give full access to a mailbox",
            mailbox + "/permissions/{principal}",
            EXCHANGE.freshly(),
            permissions::grant,
            takes(MailboxPermissionsApi.Wanted.class),
            gives(204)),
        delete(
            "Take full access to a mailbox away",
            mailbox + "/permissions/{principal}",
            EXCHANGE,
            permissions::revoke,
            gives(204)));
  }
}
