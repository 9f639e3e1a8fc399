package dev.freehold.mail;

import dev.freehold.custody.seals.SealedKind;
import java.util.List;

/** This module's sealed rows: they say which mailbox a name belongs to, and who may read it. */
public final class MailSeals {

  /** What administrators know of a mailbox or mail user. */
  public static final SealedKind RECIPIENT =
      SealedKind.named("recipient", "mail_mailboxes")
          .key("id")
          .texts("address", "display_name", "kind", "name", "alias", "user_principal_name")
          .texts("external_address", "region", "mailbox_type", "custom_attributes")
          .ids("archive_id")
          .numbers("hidden", "created_at")
          .scrubbed()
          .nextForm()
          .numbers("imap_enabled")
          .nextForm()
          .numbers("deleted_at", "destroyed")
          .texts("deleted_address", "deleted_further")
          .nextForm()
          .numbers("own_quota", "quota_bytes", "warning_bytes")
          .build();

  /** Whose a name is. */
  public static final SealedKind RECIPIENT_NAME =
      SealedKind.named("recipient-name", "mail_recipient_names")
          .key("mailbox_id")
          .textKey("kind")
          .personalKey("folded")
          .scrubbed()
          .build();

  /** Whose mail a domain is. */
  public static final SealedKind ACCEPTED_DOMAIN =
      SealedKind.named("accepted-domain", "mail_accepted_domains")
          .key("id")
          .texts("domain")
          .numbers("created_at")
          .build();

  /** Who may read a mailbox of somebody else. */
  public static final SealedKind MAILBOX_PERMISSION =
      SealedKind.named("mailbox-permission", "mail_mailbox_permissions")
          .key("mailbox_id")
          .key("principal_id")
          .numbers("granted_at")
          .build();

  /** All of them. */
  public static final List<SealedKind> ALL =
      List.of(RECIPIENT, RECIPIENT_NAME, ACCEPTED_DOMAIN, MAILBOX_PERMISSION);

  private MailSeals() {}
}
