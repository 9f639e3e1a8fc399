package dev.freehold.mail;

/**
 * The ways in which mail can be refused. The codes are stable: scripts and reports rely on them.
 */
public enum MailError {
  /** No such mailbox in this tenant. */
  MAILBOX_NOT_FOUND("mailbox-not-found"),
  /** More than one recipient goes by this name. */
  MAILBOX_AMBIGUOUS("mailbox-ambiguous"),
  /** The tenant already has a recipient of this address or user principal name. */
  MAILBOX_EXISTS("mailbox-exists"),
  /** The tenant already has a recipient of this alias. */
  ALIAS_TAKEN("alias-taken"),
  /** The tenant already has a recipient of this name. */
  NAME_TAKEN("recipient-name-taken"),
  /** What is not in the form that it has to be in, or that this kind of recipient has not. */
  RECIPIENT_INVALID("recipient-invalid"),
  /** A search for the beginning of names that too many names have. */
  SEARCH_TOO_WIDE("recipient-search-too-wide"),
  /** The mailbox was purged: what was in it does not come back, and nothing comes into it. */
  PURGED("purged"),
  /** A mail user has no folders until it is migrated. */
  NOT_MIGRATED("mailbox-not-migrated"),
  /** An address that a mailbox cannot have. */
  ADDRESS_INVALID("mailbox-address-invalid"),
  /** A text that is no domain. */
  DOMAIN_INVALID("domain-invalid"),
  /** A tenant of this server has the domain. */
  DOMAIN_TAKEN("domain-taken"),
  /** The tenant does not have the domain. */
  DOMAIN_NOT_FOUND("domain-not-found"),
  /** The tenant has as many domains as it may have. */
  TOO_MANY_DOMAINS("too-many-domains"),
  /** The caller has no permission to read this mailbox. */
  MAILBOX_ACCESS_DENIED("mailbox-access-denied"),
  /** No such user or application in this tenant. */
  PRINCIPAL_NOT_FOUND("principal-not-found"),
  /** As many principals have full access to the mailbox as may have it. */
  TOO_MANY_PERMISSIONS("too-many-mailbox-permissions"),
  /** No such folder in this mailbox. */
  FOLDER_NOT_FOUND("folder-not-found"),
  /** The mailbox already has a folder of this name. */
  FOLDER_EXISTS("folder-exists"),
  /** A folder name that is empty, too long, too deep or has characters that are not allowed. */
  FOLDER_NAME_INVALID("folder-name-invalid"),
  /** The mailbox has as many folders as it may have. */
  TOO_MANY_FOLDERS("too-many-folders"),
  /** No such message in this folder. */
  MESSAGE_NOT_FOUND("message-not-found"),
  /** A message over the size limit. */
  MESSAGE_TOO_LARGE("message-too-large"),
  /** The mailbox holds as much as its quota lets it. */
  MAILBOX_FULL("mailbox-full"),
  /** A keyword that is not an IMAP atom, or too many of them. */
  KEYWORD_INVALID("keyword-invalid"),
  /** Envelope properties that are too long or not in their form. */
  PROPERTIES_INVALID("message-properties-invalid"),
  /** More messages named in one request than may be. */
  TOO_MANY_MESSAGES("too-many-messages"),

  /** The path to import does not exist. */
  SOURCE_NOT_FOUND("import-source-not-found"),
  /** The path to import is neither mbox, Maildir, message file nor a folder of them. */
  SOURCE_UNRECOGNISED("import-source-unrecognised"),
  /** A file or folder to import cannot be read. */
  SOURCE_UNREADABLE("import-source-unreadable"),
  /** A file changed while it was imported. */
  SOURCE_CHANGED("import-source-changed"),
  /** A folder to import holds more files, or is nested deeper, than the limits allow. */
  SOURCE_TOO_LARGE("import-source-too-large"),
  /** An mbox line that looks like a separator but is not a whole one. */
  MBOX_BROKEN_SEPARATOR("mbox-broken-separator"),
  /** An Outlook (OLE2) {@code .msg}, which is not RFC 822 text. */
  OUTLOOK_MSG_UNSUPPORTED("outlook-msg-unsupported"),
  /** A message of Apple Mail without its attachments, which lie elsewhere. */
  APPLE_PARTIAL_MESSAGE("apple-partial-message"),
  /** The sink did not take a message for a reason of its own. */
  APPEND_FAILED("import-append-failed"),

  /** The target of an export exists already. */
  TARGET_EXISTS("export-target-exists"),
  /** The target of an export cannot be written; a full disk is the usual reason. */
  TARGET_UNWRITABLE("export-target-unwritable"),
  /** A message that came out does not have the hash it went in with. */
  HASH_MISMATCH("export-hash-mismatch"),
  /** A message could not be read for export. */
  READ_FAILED("export-read-failed"),

  /** No such migration endpoint in this tenant. */
  MIGRATION_ENDPOINT_NOT_FOUND("migration-endpoint-not-found"),
  /** The tenant already has a migration endpoint of this name. */
  MIGRATION_ENDPOINT_EXISTS("migration-endpoint-exists"),
  /** A batch uses the migration endpoint. */
  MIGRATION_ENDPOINT_IN_USE("migration-endpoint-in-use"),
  /** A source server that this service may not connect to. */
  MIGRATION_SERVER_REFUSED("migration-server-refused"),
  /** A source server that does not answer as IMAP servers do. */
  MIGRATION_SERVER_UNUSABLE("migration-server-unusable"),
  /** No such migration batch in this tenant. */
  MIGRATION_BATCH_NOT_FOUND("migration-batch-not-found"),
  /** The tenant already has a migration batch of this name. */
  MIGRATION_BATCH_EXISTS("migration-batch-exists"),
  /** The migration batch, or a mailbox of it, is not in a state that allows this. */
  MIGRATION_BATCH_STATE("migration-batch-state"),
  /**
   * The migration batch copies mail or goes on to, and nobody confirmed that it is to be removed.
   */
  MIGRATION_BATCH_RUNS("migration-batch-runs"),
  /** The tenant has as many migration endpoints or batches as it may have. */
  MIGRATION_LIMIT_REACHED("migration-limit-reached"),
  /** A migration endpoint or batch that is not described as it must be. */
  MIGRATION_INVALID("migration-invalid"),
  /** A CSV of a migration batch that is not of its form. */
  MIGRATION_CSV_INVALID("migration-csv-invalid");

  private final String code;

  MailError(String code) {
    this.code = code;
  }

  /** The stable code, for people and reports. */
  public String code() {
    return code;
  }

  /** The HTTP status that an interface answers with; every error has its place here. */
  public int httpStatus() {
    return switch (this) {
      case MAILBOX_NOT_FOUND,
          FOLDER_NOT_FOUND,
          MESSAGE_NOT_FOUND,
          DOMAIN_NOT_FOUND,
          PRINCIPAL_NOT_FOUND,
          MIGRATION_ENDPOINT_NOT_FOUND,
          MIGRATION_BATCH_NOT_FOUND ->
          404;
      case MAILBOX_AMBIGUOUS,
          MAILBOX_EXISTS,
          ALIAS_TAKEN,
          NAME_TAKEN,
          NOT_MIGRATED,
          FOLDER_EXISTS,
          TOO_MANY_FOLDERS,
          MAILBOX_FULL,
          DOMAIN_TAKEN,
          TOO_MANY_DOMAINS,
          TOO_MANY_PERMISSIONS,
          MIGRATION_ENDPOINT_EXISTS,
          MIGRATION_ENDPOINT_IN_USE,
          MIGRATION_BATCH_EXISTS,
          MIGRATION_BATCH_STATE,
          MIGRATION_BATCH_RUNS,
          MIGRATION_LIMIT_REACHED ->
          409;
      case MAILBOX_ACCESS_DENIED -> 403;
      case PURGED -> 410;
      case MESSAGE_TOO_LARGE -> 413;
      case ADDRESS_INVALID,
          DOMAIN_INVALID,
          RECIPIENT_INVALID,
          SEARCH_TOO_WIDE,
          FOLDER_NAME_INVALID,
          KEYWORD_INVALID,
          PROPERTIES_INVALID,
          TOO_MANY_MESSAGES,
          MIGRATION_INVALID,
          MIGRATION_CSV_INVALID ->
          400;
      case MIGRATION_SERVER_REFUSED, MIGRATION_SERVER_UNUSABLE -> 422;
      case SOURCE_NOT_FOUND,
          SOURCE_UNRECOGNISED,
          SOURCE_UNREADABLE,
          SOURCE_CHANGED,
          SOURCE_TOO_LARGE,
          MBOX_BROKEN_SEPARATOR,
          OUTLOOK_MSG_UNSUPPORTED,
          APPLE_PARTIAL_MESSAGE,
          APPEND_FAILED,
          TARGET_EXISTS,
          TARGET_UNWRITABLE,
          HASH_MISMATCH,
          READ_FAILED ->
          500; // errors of the command line's side, which no route meets
    };
  }
}
