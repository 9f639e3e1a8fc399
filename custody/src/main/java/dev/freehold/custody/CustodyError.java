package dev.freehold.custody;

/** The ways in which custody can refuse an act or fail. */
public enum CustodyError {
  /** A name is empty, too long, or has a character that is not allowed. */
  NAME_INVALID("name-invalid"),
  /** The tenant does not exist, or belongs to someone else. */
  TENANT_NOT_FOUND("tenant-not-found"),
  /** Another tenant has this name. */
  TENANT_NAME_TAKEN("tenant-name-taken"),
  /** The application does not exist, or belongs to someone else. */
  APPLICATION_NOT_FOUND("application-not-found"),
  /** The person or program has no such way in, or it has ended. */
  WAY_IN_NOT_FOUND("way-in-not-found"),
  /** The person has as many app passwords as a person may have. */
  APP_PASSWORD_LIMIT_REACHED("app-password-limit-reached"),
  /** The person has as many passkeys as a person may have. */
  PASSKEY_LIMIT_REACHED("passkey-limit-reached"),
  /** What an authenticator signed is not right or too late, or the address has no passkeys. */
  PASSKEY_REFUSED("passkey-refused"),
  /** A password alone is not enough: a passkey or a recovery code is needed as well. */
  SECOND_FACTOR_NEEDED("second-factor-needed"),
  /** The tenant requires a second factor, and this is the person's last passkey. */
  LAST_PASSKEY("last-passkey"),
  /** A client id or secret is not right, or the identity is of another tenant. */
  CLIENT_INVALID("invalid-client"),
  /** No such person in the tenant. */
  USER_NOT_FOUND("user-not-found"),
  /** A name for signing in is not of the form {@code name@domain}. */
  USER_PRINCIPAL_NAME_INVALID("user-principal-name-invalid"),
  /** Somebody on this server signs in by this name. */
  USER_PRINCIPAL_NAME_TAKEN("user-principal-name-taken"),
  /** A password that was chosen is too short, too long or too easy to guess. */
  PASSWORD_UNACCEPTABLE("password-unacceptable"),
  /** A name or a password is not right, or the person is of another tenant. */
  PASSWORD_WRONG("password-wrong"),
  /** A password is right, but somebody else has made it: the person has to choose one. */
  PASSWORD_EXPIRED("password-expired"),
  /** There is no such user or application in the tenant. */
  IDENTITY_NOT_FOUND("identity-not-found"),
  /** There is no such group in the tenant. */
  GROUP_NOT_FOUND("group-not-found"),
  /** The tenant has a group of this name. */
  GROUP_NAME_TAKEN("group-name-taken"),
  /** There are as many groups, members of a group, or groups of a member as there may be. */
  GROUP_LIMIT_REACHED("group-limit-reached"),
  /** Too many sign-ins of this account or from this network have failed. */
  TOO_MANY_SIGN_INS("too-many-sign-ins"),
  /** More passwords are being looked at than the server can; try again. */
  SIGN_INS_BUSY("sign-ins-busy"),
  /** A refresh token or a device code is unknown, used, expired or revoked. */
  GRANT_INVALID("grant-invalid"),
  /** The resource that a token was asked for is not one. */
  AUDIENCE_INVALID("invalid-resource"),
  /** A bearer token is missing, malformed, expired, or meant for someone else. */
  TOKEN_INVALID("token-invalid"),
  /** The file of the service master key cannot be read, written or understood. */
  MASTER_KEY_UNUSABLE("master-key-unusable"),
  /** The file of the service master key can be read by others than its owner. */
  MASTER_KEY_EXPOSED("master-key-exposed"),
  /** A sealed value does not open under the service master key: it is another server's. */
  MASTER_KEY_MISMATCH("master-key-mismatch"),
  /**
   * The availability database is not there, not this service's, older than what was confirmed of
   * it, or lacks keys that policies count on.
   */
  AVAILABILITY_DATABASE_LOST("availability-database-lost"),

  /** A policy's name is empty, too long, or has a space at an end or a control character. */
  POLICY_NAME_INVALID("policy-name-invalid"),
  /** A policy of this name exists in the tenant. */
  POLICY_NAME_TAKEN("policy-name-taken"),
  /** The description is too long. */
  POLICY_DESCRIPTION_INVALID("policy-description-invalid"),
  /** The tenant has as many policies as it may have. */
  POLICY_LIMIT_REACHED("policy-limit-reached"),
  /** No policy of this name or GUID in the tenant. */
  POLICY_NOT_FOUND("policy-not-found"),
  /** Several policies have the root key by which one was named. */
  POLICY_AMBIGUOUS("policy-ambiguous"),
  /** The policy covers the tenant and cannot be disabled while it does. */
  POLICY_ASSIGNED("policy-assigned"),
  /** The policy is disabled, retired or being recovered; nothing new comes under it. */
  POLICY_NOT_ASSIGNABLE("policy-not-assignable"),
  /**
   * The purge of the policy was requested; nothing comes under it, nothing leaves it, and it is not
   * changed.
   */
  POLICY_PURGE_REQUESTED("policy-purge-requested"),
  /** The reason of a request to purge, or its contact, is empty, too long or not one line. */
  PURGE_TEXT_INVALID("purge-text-invalid"),
  /** The service may still use a root key of the policy that is to be purged. */
  PURGE_PERMISSION_REMAINS("purge-permission-remains"),
  /** A vault did not say whether the service may use its key. */
  PURGE_VAULT_UNKNOWN("purge-vault-unknown"),
  /** The purge of the policy was requested before. */
  PURGE_REQUESTED("purge-requested"),
  /** The policy is not one whose purge can be requested now. */
  PURGE_NOT_POSSIBLE("purge-not-possible"),
  /** A hold's name or reason is empty, too long or not one line. */
  HOLD_INVALID("hold-invalid"),
  /** The mailbox or site has a hold of this name. */
  HOLD_EXISTS("hold-exists"),
  /** The mailbox or site has as many holds as it may have. */
  HOLD_LIMIT_REACHED("hold-limit-reached"),
  /** No such hold on the mailbox or site. */
  HOLD_NOT_FOUND("hold-not-found"),
  /** What the hold should keep is being destroyed, or was. */
  HOLD_TOO_LATE("hold-too-late"),
  /** No such purge in the tenant. */
  PURGE_NOT_FOUND("purge-not-found"),
  /** The purge is past this step, or not ready for it. */
  PURGE_STEP_REFUSED("purge-step-refused"),
  /** The document names another list of what is to be destroyed than the purge has. */
  PURGE_INVENTORY_CHANGED("purge-inventory-changed"),
  /** A vault administrator has not agreed yet. */
  PURGE_CONSENT_MISSING("purge-consent-missing"),
  /** The one who agrees is no vault administrator, or names other vaults. */
  PURGE_CONSENT_REFUSED("purge-consent-refused"),
  /** The same operator, or the same key, approved before. */
  PURGE_APPROVAL_REFUSED("purge-approval-refused"),
  /** The attestation about backups names an impossible day, or another came before. */
  PURGE_BACKUPS_REFUSED("purge-backups-refused"),
  /** No browser waits for an operator under this code. */
  SIGN_IN_CODE_UNKNOWN("sign-in-code-unknown"),
  /** The caller signed in too long ago for this. */
  SIGN_IN_NOT_RECENT("sign-in-not-recent"),
  /** A mailbox or site is under a legal hold. */
  LEGAL_HOLD("legal-hold"),
  /** Something that was to be destroyed still opens; the purge has stopped. */
  PURGE_NOT_COMPLETE("purge-not-complete"),
  /** What was under the policy was purged; it does not come back. */
  PURGED("purged"),
  /** The mailbox or site has no key here, or belongs to someone else. */
  OWNER_NOT_FOUND("owner-not-found"),
  /** What covers the mailbox or site changed while its key was made; try again. */
  COVERAGE_CHANGED("coverage-changed"),
  /** A geo's code is not two to eight capital letters. */
  GEO_CODE_INVALID("geo-code-invalid"),
  /** The tenant has a geo of this code. */
  GEO_EXISTS("geo-exists"),
  /** The tenant has as many geos as it can. */
  GEO_LIMIT_REACHED("geo-limit-reached"),
  /** No geo of this code in the tenant. */
  GEO_NOT_FOUND("geo-not-found"),
  /** The geo has a policy already; a key of it can be rolled. */
  GEO_REGISTERED("geo-registered"),
  /** The geo has no policy. */
  GEO_NOT_REGISTERED("geo-not-registered"),
  /** File policies name exact versions of their keys. */
  KEY_VERSION_MISSING("key-version-missing"),
  /** The policy is not being recovered, or not ready for this step. */
  NOT_IN_RECOVERY("not-in-recovery"),
  /** No such request for recovery in the tenant. */
  RECOVERY_NOT_FOUND("recovery-not-found"),
  /** A comment is too long or has control characters. */
  COMMENT_INVALID("comment-invalid"),
  /** The request for recovery is past this step, or the same person would take two steps. */
  RECOVERY_STEP_REFUSED("recovery-step-refused"),
  /** What an access request says is out of its bounds. */
  ACCESS_REQUEST_INVALID("access-request-invalid"),
  /** No such access request for the person who asks, or none that gives access. */
  ACCESS_REQUEST_NOT_FOUND("access-request-not-found"),
  /** The access request is past this step, or the same person would take two steps. */
  ACCESS_REQUEST_STEP_REFUSED("access-request-step-refused"),
  /** The tenant has as many open access requests as it may have. */
  ACCESS_REQUEST_LIMIT_REACHED("access-request-limit-reached"),
  /** A present node has the name. */
  NODE_NAME_TAKEN("node-name-taken"),
  /** No node has the name or id. */
  NODE_NOT_FOUND("node-not-found"),
  /** The service has as many nodes as it may. */
  NODE_LIMIT_REACHED("node-limit-reached"),
  /** The only node cannot be removed. */
  NODE_LAST("node-last"),
  /** An operator struck off the node whose data folder this is. */
  NODE_REMOVED("node-removed"),
  /** The data folder is of none of the service's nodes. */
  NODE_NOT_JOINED("node-not-joined"),
  /** An operator was made by another one, and not named by the configuration. */
  OPERATOR_NOT_NAMED("operator-not-named"),
  /** The act takes two persons, or a time in which others can stop it. */
  SECOND_PERSON_NEEDED("second-person-needed"),
  /** The person who agrees is not one who can. */
  SECOND_PERSON_UNFIT("second-person-unfit"),
  /** No such pending act in the tenant. */
  PENDING_ACT_NOT_FOUND("pending-act-not-found"),
  /** The pending act is past this step, or not ready for it. */
  PENDING_ACT_STEP_REFUSED("pending-act-step-refused"),
  /** As many acts wait as the tenant may have. */
  PENDING_ACT_LIMIT_REACHED("pending-act-limit-reached"),
  /** The tenant takes no access requests. */
  LOCKBOX_CLOSED("lockbox-closed"),
  /** The key was deleted and made again under the same name; what it wrapped before is not its. */
  KEY_RECREATED("key-recreated"),
  /** A passphrase does not open the key that it should. */
  PASSPHRASE_WRONG("passphrase-wrong"),
  /** The tenant has no approver whose certificate is in effect. */
  APPROVER_NOT_REGISTERED("approver-not-registered"),
  /** The registration is not one that this can be done with. */
  APPROVER_STEP_REFUSED("approver-step-refused"),
  /** Only the tenant's approver may do this, and the caller is somebody else. */
  NOT_THE_APPROVER("not-the-approver"),
  /** The proposed approver is no person of the tenant with the role for it. */
  APPROVER_UNFIT("approver-unfit"),
  /** A certificate cannot be read, or is not one that an approver can sign under. */
  APPROVER_CERTIFICATE_INVALID("approver-certificate-invalid"),
  /** The approver's certificate is not valid at the time that counts. */
  APPROVER_CERTIFICATE_EXPIRED("approver-certificate-expired"),
  /** The approver's certificate was revoked. */
  APPROVER_CERTIFICATE_REVOKED("approver-certificate-revoked"),
  /** The list of revoked certificates is too old to tell anything. */
  APPROVER_REVOCATION_UNKNOWN("approver-revocation-unknown"),
  /** A list of revoked certificates cannot be read, is older, or is not of the issuer. */
  APPROVER_CRL_INVALID("approver-crl-invalid"),
  /** A time for which silence is bridged is not one that can be chosen. */
  SILENCE_BOUND_INVALID("silence-bound-invalid"),
  /** A key's URI is not of the form {@code https://vault/keys/name[/version]}. */
  KEY_URI_INVALID("key-uri-invalid"),
  /** A key's URI names a host or port that is not on the list of allowed vaults. */
  KEY_VAULT_NOT_ALLOWED("key-vault-not-allowed"),
  /** Both URIs name one key. */
  KEYS_IDENTICAL("keys-identical"),
  /** Both keys are in one vault. */
  KEYS_IN_ONE_VAULT("keys-in-one-vault"),
  /** The vault has no such key or version. */
  KEY_NOT_FOUND("key-not-found-in-vault"),
  /** The key is not of type RSA or RSA-HSM. */
  KEY_NOT_RSA("key-not-rsa"),
  /** The key's size is not 2048, 3072 or 4096 bits. */
  KEY_SIZE_INVALID("key-size-invalid"),
  /** The key is disabled. */
  KEY_DISABLED("key-disabled"),
  /** The key has an expiry date. */
  KEY_EXPIRES("key-expires"),
  /** The key cannot be used yet. */
  KEY_NOT_YET_VALID("key-not-yet-valid"),
  /** The key does not permit wrapKey and unwrapKey. */
  KEY_OPERATIONS_MISSING("key-operations-missing"),
  /** The vault does not keep deleted keys for 90 days. */
  VAULT_SOFT_DELETE_MISSING("vault-soft-delete-missing"),
  /** The vault allows deleted keys to be purged. */
  VAULT_PURGE_PROTECTION_MISSING("vault-purge-protection-missing"),
  /** The vault does not let this service use the key. */
  VAULT_REFUSED("vault-refused"),
  /** The vault did not answer. */
  VAULT_DID_NOT_ANSWER("vault-did-not-answer"),
  /** The vault's answer was not what was asked for. */
  VAULT_WRONG_ANSWER("vault-wrong-answer"),
  /** A part of a key bundle cannot be read, or does not belong to the other part. */
  BUNDLE_INVALID("key-bundle-invalid"),

  /** A row that authorises was changed by something else than this service. */
  ROW_NOT_AUTHENTIC("row-not-authentic"),
  /** A row that authorises is older than it was; it was put back, by a restore or an attacker. */
  ROW_OUT_OF_DATE("row-out-of-date"),
  /** No such row is refused for being put back. */
  ROW_NOT_FOUND("row-not-found"),
  /** The row does not wait for this side to accept it. */
  ROW_ACCEPTANCE_REFUSED("row-acceptance-refused"),
  /** No job of this id in the tenant. */
  JOB_NOT_FOUND("job-not-found"),
  /** Everything of the mailbox is where it has to be. */
  MOVE_NOT_NEEDED("move-not-needed"),
  /** The order does not wait for approval, or this person cannot be the second one. */
  MOVE_APPROVAL_REFUSED("move-approval-refused"),
  /** A job that excludes this one is not finished. */
  JOB_RUNNING("job-running"),
  /** The job has ended, so it can be neither paused, resumed nor cancelled. */
  JOB_ENDED("job-ended"),
  /** The job goes on to its end; half of it done would be worse. */
  JOB_NOT_CANCELLABLE("job-not-cancellable");

  private final String code;

  CustodyError(String code) {
    this.code = code;
  }

  /** The stable code, for people and reports. */
  public String code() {
    return code;
  }

  /** The HTTP status that an interface answers with. */
  public int httpStatus() {
    return CustodyStatus.of(this);
  }
}
