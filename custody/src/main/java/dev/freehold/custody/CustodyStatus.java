package dev.freehold.custody;

/** The HTTP status of each error; every error has its place here. */
final class CustodyStatus {

  private CustodyStatus() {}

  static int of(CustodyError error) {
    return switch (error) {
      case TENANT_NOT_FOUND,
          APPLICATION_NOT_FOUND,
          USER_NOT_FOUND,
          IDENTITY_NOT_FOUND,
          GROUP_NOT_FOUND,
          WAY_IN_NOT_FOUND,
          SIGN_IN_CODE_UNKNOWN,
          POLICY_NOT_FOUND,
          NODE_NOT_FOUND,
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
          GROUP_NAME_TAKEN,
          GROUP_LIMIT_REACHED,
          APP_PASSWORD_LIMIT_REACHED,
          PASSKEY_LIMIT_REACHED,
          LAST_PASSKEY,
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
          PURGE_BACKUPS_REFUSED,
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
          NODE_NAME_TAKEN,
          NODE_LIMIT_REACHED,
          NODE_LAST,
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
          PASSKEY_REFUSED,
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
      case VAULT_REFUSED, PURGE_CONSENT_REFUSED, SIGN_IN_NOT_RECENT, SECOND_FACTOR_NEEDED -> 403;
      case VAULT_DID_NOT_ANSWER, PURGE_VAULT_UNKNOWN -> 503;
      case VAULT_WRONG_ANSWER -> 502;
      case MASTER_KEY_UNUSABLE,
          MASTER_KEY_EXPOSED,
          MASTER_KEY_MISMATCH,
          AVAILABILITY_DATABASE_LOST,
          NODE_REMOVED,
          NODE_NOT_JOINED,
          BUNDLE_INVALID,
          ROW_NOT_AUTHENTIC,
          ROW_OUT_OF_DATE ->
          500;
    };
  }
}
