package dev.freehold.server.http;

import dev.freehold.content.ContentError;
import dev.freehold.custody.CustodyError;
import dev.freehold.custody.KeyAccessException;
import dev.freehold.files.FilesError;
import dev.freehold.ledger.LedgerError;
import dev.freehold.mail.MailError;

/** The HTTP status of every module error. No defaults: a new error must find its place here. */
final class ModuleStatus {

  private ModuleStatus() {}

  static int of(KeyAccessException.Reason reason) {
    return switch (reason) {
      case NO_SUCH_KEY -> 404;
      case PURGED -> 410;
      case REFUSED -> 403;
      case DID_NOT_ANSWER, NOT_RECORDED, KEY_RENEWED -> 503;
      case WRONG_ANSWER -> 502;
      case AVAILABILITY_KEY_MISSING, NOT_AUTHENTIC -> 500;
    };
  }

  static int of(MailError error) {
    return switch (error) {
      case MAILBOX_NOT_FOUND,
          FOLDER_NOT_FOUND,
          MESSAGE_NOT_FOUND,
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
          MIGRATION_ENDPOINT_EXISTS,
          MIGRATION_ENDPOINT_IN_USE,
          MIGRATION_BATCH_EXISTS,
          MIGRATION_BATCH_STATE,
          MIGRATION_LIMIT_REACHED ->
          409;
      case PURGED -> 410;
      case MESSAGE_TOO_LARGE -> 413;
      case ADDRESS_INVALID,
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
          APPEND_FAILED,
          TARGET_EXISTS,
          TARGET_UNWRITABLE,
          HASH_MISMATCH,
          READ_FAILED ->
          500; // errors of the command line's side, which no route meets
    };
  }

  static int of(FilesError error) {
    return switch (error) {
      case SITE_NOT_FOUND,
          PRINCIPAL_NOT_FOUND,
          ACCESS_KEY_NOT_FOUND,
          DOCUMENT_NOT_FOUND,
          UPLOAD_NOT_FOUND ->
          404;
      case ACCESS_DENIED -> 403;
      case SITE_EXISTS,
          SITE_NOT_EMPTY,
          LEGAL_HOLD,
          SITE_LIMIT_REACHED,
          LAST_OWNER,
          TOO_MANY_PRINCIPALS,
          ACCESS_KEY_LIMIT_REACHED,
          TOO_MANY_UPLOADS ->
          409;
      case PRECONDITION_FAILED -> 412;
      case DOCUMENT_TOO_LARGE -> 413;
      case SITE_NAME_INVALID,
          SITE_URL_INVALID,
          DOCUMENT_NAME_INVALID,
          PROPERTIES_TOO_LARGE,
          HASH_MISMATCH,
          PART_INVALID,
          PART_ORDER_INVALID,
          PART_TOO_SMALL ->
          400;
      case DOCUMENT_DAMAGED, PROPERTIES_UNREADABLE -> 500;
    };
  }

  static int of(ContentError error) {
    return switch (error) {
      case OBJECT_NOT_FOUND -> 404;
      case OBJECT_LENGTH_MISMATCH -> 400;
      case OBJECT_TOO_LARGE -> 413;
      case OBJECT_EXPIRED, STORE_READ_ONLY, STORE_DENIED, STORE_FAILED -> 503;
      case STORE_FULL -> 507;
      case OBJECT_CORRUPT,
          BLOB_MISSING,
          BLOB_TOO_LARGE,
          STORE_MISMATCH,
          RESCUE_NOT_AN_OBJECT,
          RESCUE_WRONG_BUNDLE,
          RESCUE_WRONG_KEY,
          RESCUE_FILE_FAILED ->
          500;
    };
  }

  static int of(LedgerError error) {
    return switch (error) {
      case NOT_COSIGNED -> 409;
      case UNAVAILABLE, DAMAGED -> 503;
    };
  }

  static int of(CustodyError error) {
    return switch (error) {
      case TENANT_NOT_FOUND,
          APPLICATION_NOT_FOUND,
          USER_NOT_FOUND,
          IDENTITY_NOT_FOUND,
          WAY_IN_NOT_FOUND,
          POLICY_NOT_FOUND,
          OWNER_NOT_FOUND,
          GEO_NOT_FOUND,
          RECOVERY_NOT_FOUND,
          HOLD_NOT_FOUND,
          PURGE_NOT_FOUND,
          ACCESS_REQUEST_NOT_FOUND,
          PENDING_ACT_NOT_FOUND,
          JOB_NOT_FOUND,
          ROW_NOT_FOUND ->
          404;
      case PURGED -> 410;
      case TENANT_NAME_TAKEN,
          USER_PRINCIPAL_NAME_TAKEN,
          POLICY_NAME_TAKEN,
          POLICY_LIMIT_REACHED,
          POLICY_AMBIGUOUS,
          POLICY_ASSIGNED,
          POLICY_NOT_ASSIGNABLE,
          POLICY_PURGE_REQUESTED,
          PURGE_PERMISSION_REMAINS,
          PURGE_REQUESTED,
          PURGE_NOT_POSSIBLE,
          PURGE_STEP_REFUSED,
          PURGE_INVENTORY_CHANGED,
          PURGE_CONSENT_MISSING,
          PURGE_NOT_COMPLETE,
          PURGE_APPROVAL_REFUSED,
          LEGAL_HOLD,
          HOLD_EXISTS,
          HOLD_LIMIT_REACHED,
          HOLD_TOO_LATE,
          GEO_EXISTS,
          GEO_LIMIT_REACHED,
          GEO_REGISTERED,
          GEO_NOT_REGISTERED,
          NOT_IN_RECOVERY,
          RECOVERY_STEP_REFUSED,
          ACCESS_REQUEST_STEP_REFUSED,
          OPERATOR_NOT_NAMED,
          SECOND_PERSON_NEEDED,
          SECOND_PERSON_UNFIT,
          PENDING_ACT_STEP_REFUSED,
          PENDING_ACT_LIMIT_REACHED,
          ACCESS_REQUEST_LIMIT_REACHED,
          LOCKBOX_CLOSED,
          MOVE_NOT_NEEDED,
          MOVE_APPROVAL_REFUSED,
          JOB_RUNNING,
          JOB_ENDED,
          JOB_NOT_CANCELLABLE,
          ROW_ACCEPTANCE_REFUSED ->
          409;
      case TOO_MANY_SIGN_INS -> 429;
      case COVERAGE_CHANGED, SIGN_INS_BUSY -> 503;
      case CLIENT_INVALID, TOKEN_INVALID -> 401;
      case NAME_INVALID,
          USER_PRINCIPAL_NAME_INVALID,
          PASSWORD_UNACCEPTABLE,
          PASSWORD_WRONG,
          PASSWORD_EXPIRED,
          GRANT_INVALID,
          AUDIENCE_INVALID,
          POLICY_NAME_INVALID,
          POLICY_DESCRIPTION_INVALID,
          PURGE_TEXT_INVALID,
          HOLD_INVALID,
          COMMENT_INVALID,
          ACCESS_REQUEST_INVALID,
          KEY_URI_INVALID,
          SILENCE_BOUND_INVALID,
          GEO_CODE_INVALID,
          KEY_VERSION_MISSING ->
          400;
      case KEY_VAULT_NOT_ALLOWED,
          KEYS_IDENTICAL,
          KEYS_IN_ONE_VAULT,
          KEY_NOT_FOUND,
          KEY_NOT_RSA,
          KEY_SIZE_INVALID,
          KEY_DISABLED,
          KEY_EXPIRES,
          KEY_NOT_YET_VALID,
          KEY_OPERATIONS_MISSING,
          KEY_RECREATED,
          VAULT_SOFT_DELETE_MISSING,
          VAULT_PURGE_PROTECTION_MISSING ->
          422; // well formed, and a check of the keys did not hold
      case PASSPHRASE_WRONG, NOT_THE_APPROVER -> 403;
      case APPROVER_NOT_REGISTERED, APPROVER_STEP_REFUSED -> 409;
      case APPROVER_UNFIT,
          APPROVER_CERTIFICATE_INVALID,
          APPROVER_CERTIFICATE_EXPIRED,
          APPROVER_CERTIFICATE_REVOKED,
          APPROVER_REVOCATION_UNKNOWN,
          APPROVER_CRL_INVALID ->
          422;
      case VAULT_REFUSED, PURGE_CONSENT_REFUSED, SIGN_IN_NOT_RECENT -> 403;
      case VAULT_DID_NOT_ANSWER, PURGE_VAULT_UNKNOWN -> 503;
      case VAULT_WRONG_ANSWER -> 502;
      case MASTER_KEY_UNUSABLE,
          MASTER_KEY_EXPOSED,
          MASTER_KEY_MISMATCH,
          AVAILABILITY_DATABASE_LOST,
          BUNDLE_INVALID,
          ROW_NOT_AUTHENTIC,
          ROW_OUT_OF_DATE ->
          500;
    };
  }
}
