package dev.freehold.mailserver.imap.answers;

import dev.freehold.content.ContentError;
import dev.freehold.content.ContentException;
import dev.freehold.crypto.work.BusyException;
import dev.freehold.custody.CustodyError;
import dev.freehold.custody.CustodyException;
import dev.freehold.custody.KeyAccessException;
import dev.freehold.custody.faults.Fault;
import dev.freehold.ledger.LedgerException;
import dev.freehold.mail.MailError;
import dev.freehold.mail.MailException;
import dev.freehold.persistence.PersistenceException;
import java.util.Optional;
import org.apache.james.mailbox.exception.InsufficientRightsException;
import org.apache.james.mailbox.exception.MailboxExistsException;
import org.apache.james.mailbox.exception.MailboxNotFoundException;
import org.apache.james.mailbox.exception.OverQuotaException;

/** What a failure of the mailboxes below is called in an answer of IMAP. */
public final class RefusalCodes {

  private static final int MAX_CAUSES = 10;

  private RefusalCodes() {}

  /** The refusal for {@code failure}, or the first of its causes that has one. */
  public static Optional<Refusal> of(Throwable failure) {
    Optional<PersistenceException> database = Fault.database(failure);
    if (database.isPresent()) {
      return database.map(RefusalCodes::of);
    }
    Throwable cause = failure;
    for (int depth = 0; cause != null && depth < MAX_CAUSES; depth++) {
      Optional<Refusal> refusal = ofThis(cause);
      if (refusal.isPresent()) {
        return refusal;
      }
      cause = cause.getCause();
    }
    return Optional.empty();
  }

  private static Optional<Refusal> ofThis(Throwable failure) {
    return switch (failure) {
      case KeyAccessException key -> Optional.of(of(key.reason()));
      case MailException mail -> code(mail.error()).map(code -> no(code, mail.getMessage()));
      case CustodyException held when held.error() == CustodyError.LEGAL_HOLD ->
          Optional.of(
              no(
                  "NOPERM",
                  "a legal hold keeps everything in this mailbox; nothing of it is deleted"));
      case ContentException content -> Optional.of(of(content.error()));
      case PersistenceException database -> Optional.of(of(database));
      case LedgerException ledger ->
          Optional.of(
              no(
                  "UNAVAILABLE",
                  coded(
                      "what is done here cannot be recorded, and so is not done", ledger.code())));
      case BusyException _ -> Optional.of(no("LIMIT", "the server is busy; try again in a minute"));
      case CommandRefusedException refused -> Optional.of(refused.refusal());
      case OverQuotaException _ -> Optional.of(no("OVERQUOTA", "the mailbox is full"));
      case InsufficientRightsException _ ->
          Optional.of(no("NOPERM", "you may not do this in this folder"));
      case MailboxExistsException _ ->
          Optional.of(no("ALREADYEXISTS", "there is a folder of this name"));
      case MailboxNotFoundException _ ->
          Optional.of(no("NONEXISTENT", "there is no folder of this name"));
      default -> Optional.empty();
    };
  }

  private static Refusal of(PersistenceException database) {
    return no("UNAVAILABLE", coded("the server's database does not work", database.code()));
  }

  private static String coded(String what, String code) {
    return "%s; try again later, code %s".formatted(what, code);
  }

  private static Refusal of(KeyAccessException.Reason reason) {
    String code = new KeyAccessException(reason, "").code();
    return switch (reason) {
      case REFUSED ->
          no(
              "CONTACTADMIN",
              "the mailbox is locked: its key vaults refuse the key; your organisation's"
                  + " administrators, who hold the root keys, can give it back, code "
                  + code);
      case ADDRESS_REFUSED ->
          no("UNAVAILABLE", coded("the key vaults of the mailbox do not let this server in", code));
      case DID_NOT_ANSWER ->
          no("UNAVAILABLE", coded("the key vaults of the mailbox do not answer", code));
      case KEY_RENEWED, NOT_RECORDED ->
          no("UNAVAILABLE", coded("the mailbox cannot be opened just now", code));
      case PURGED ->
          no(
              "CONTACTADMIN",
              "the organisation had this mailbox purged: what was in it was destroyed for good");
      case NO_SUCH_KEY, WRONG_ANSWER, AVAILABILITY_KEY_MISSING, NOT_AUTHENTIC ->
          no(
              "CONTACTADMIN",
              "the key of the mailbox cannot be used; ask your administrator, code " + code);
    };
  }

  private static Optional<String> code(MailError error) {
    return switch (error) {
      case MAILBOX_NOT_FOUND, MAILBOX_AMBIGUOUS, PURGED -> Optional.of("CONTACTADMIN");
      case NOT_MIGRATED -> Optional.of("UNAVAILABLE");
      case FOLDER_NOT_FOUND -> Optional.of("NONEXISTENT");
      case FOLDER_EXISTS, MAILBOX_EXISTS, ALIAS_TAKEN, NAME_TAKEN -> Optional.of("ALREADYEXISTS");
      case FOLDER_NAME_INVALID, KEYWORD_INVALID -> Optional.of("CANNOT");
      case TOO_MANY_FOLDERS, TOO_MANY_MESSAGES, SEARCH_TOO_WIDE -> Optional.of("LIMIT");
      case MESSAGE_NOT_FOUND -> Optional.of("EXPUNGEISSUED");
      case MESSAGE_TOO_LARGE -> Optional.of("TOOBIG");
      case MAILBOX_FULL -> Optional.of("OVERQUOTA");
      case RECIPIENT_INVALID,
          DOMAIN_INVALID,
          DOMAIN_TAKEN,
          DOMAIN_NOT_FOUND,
          TOO_MANY_DOMAINS,
          MAILBOX_ACCESS_DENIED,
          PRINCIPAL_NOT_FOUND,
          TOO_MANY_PERMISSIONS,
          ADDRESS_INVALID,
          PROPERTIES_INVALID,
          SOURCE_NOT_FOUND,
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
          READ_FAILED,
          MIGRATION_ENDPOINT_NOT_FOUND,
          MIGRATION_ENDPOINT_EXISTS,
          MIGRATION_ENDPOINT_IN_USE,
          MIGRATION_SERVER_REFUSED,
          MIGRATION_SERVER_UNUSABLE,
          MIGRATION_BATCH_NOT_FOUND,
          MIGRATION_BATCH_EXISTS,
          MIGRATION_BATCH_STATE,
          MIGRATION_BATCH_RUNS,
          MIGRATION_LIMIT_REACHED,
          MIGRATION_INVALID,
          MIGRATION_CSV_INVALID ->
          Optional.empty();
    };
  }

  private static Refusal of(ContentError error) {
    return switch (error) {
      case OBJECT_TOO_LARGE, BLOB_TOO_LARGE -> no("TOOBIG", "the message is too long");
      case OBJECT_NOT_FOUND -> no("EXPUNGEISSUED", "the message is not there any more");
      case STORE_FULL, STORE_READ_ONLY, STORE_DENIED, STORE_FAILED, OBJECT_EXPIRED ->
          no("UNAVAILABLE", coded("the store of messages does not take or give any", error.code()));
      case OBJECT_CORRUPT, OBJECT_LENGTH_MISMATCH, BLOB_MISSING, STORE_MISMATCH ->
          no("CORRUPTION", "a message is damaged; ask your administrator, code " + error.code());
      case RESCUE_NOT_AN_OBJECT, RESCUE_WRONG_BUNDLE, RESCUE_WRONG_KEY, RESCUE_FILE_FAILED ->
          no("SERVERBUG", "the server failed; ask your administrator, code " + error.code());
    };
  }

  private static Refusal no(String code, String sentence) {
    return Refusal.no(code, sentence);
  }
}
