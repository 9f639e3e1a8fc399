package dev.freehold.server.audit;

import java.util.Map;
import java.util.Set;

/**
 * What OCSF calls an operation of the ledger.
 *
 * @param of the class of the event
 * @param id the activity's number within the class; 99 for what the class has no number for
 * @param caption the activity's name
 */
record OcsfActivity(OcsfClass of, int id, String caption) {

  private static final int OTHER = 99;

  private static final Map<String, OcsfActivity> NAMED =
      Map.ofEntries(
          Map.entry("SignIn", new OcsfActivity(OcsfClass.AUTHENTICATION, 1, "Logon")),
          Map.entry("DeviceCodeApprove", new OcsfActivity(OcsfClass.AUTHENTICATION, 6, "Preauth")),
          Map.entry("DeviceCodeDecline", authentication("DeviceCodeDecline")),
          Map.entry(
              "AuthorizationCodeIssue", new OcsfActivity(OcsfClass.AUTHENTICATION, 6, "Preauth")),
          Map.entry("AuthorizationCodeReuse", authentication("AuthorizationCodeReuse")),
          Map.entry("RefreshTokenReuse", authentication("RefreshTokenReuse")),
          Map.entry("Authentication", authentication("Authentication")),
          Map.entry("UserCreate", account(1, "Create")),
          Map.entry("IdentityCreate", account(1, "Create")),
          Map.entry("PasswordChange", account(3, "Password Change")),
          Map.entry("PasswordReset", account(4, "Password Reset")),
          Map.entry("IdentityEnable", account(2, "Enable")),
          Map.entry("IdentityDisable", account(5, "Disable")),
          Map.entry("IdentityRolesChange", account(OTHER, "IdentityRolesChange")),
          Map.entry("IdentitySignOut", new OcsfActivity(OcsfClass.AUTHENTICATION, 2, "Logoff")),
          Map.entry("AppPasswordCreate", account(OTHER, "AppPasswordCreate")),
          Map.entry("PasskeyCreate", account(OTHER, "PasskeyCreate")),
          Map.entry("PasskeyRename", account(OTHER, "PasskeyRename")),
          Map.entry("PasskeyCounterRegression", authentication("PasskeyCounterRegression")),
          Map.entry("RecoveryCodesCreate", account(OTHER, "RecoveryCodesCreate")),
          Map.entry("RecoveryCodeUse", authentication("RecoveryCodeUse")),
          Map.entry("SecondFactorCheck", authentication("SecondFactorCheck")),
          Map.entry("WayInEnd", account(OTHER, "WayInEnd")),
          Map.entry("UserDelete", account(6, "Delete")),
          Map.entry("IdentityDelete", account(6, "Delete")),
          Map.entry("GroupMemberAdd", access(1, "Assign Privileges")),
          Map.entry("GroupMemberRemove", access(2, "Revoke Privileges")),
          Map.entry("SecretRotate", account(OTHER, "SecretRotate")),
          Map.entry("SiteRoleGrant", access(1, "Assign Privileges")),
          Map.entry("SiteOwnerAppoint", access(1, "Assign Privileges")),
          Map.entry("SiteRoleRevoke", access(2, "Revoke Privileges")),
          Map.entry("AccessKeyEnable", entity(8, "Enable")),
          Map.entry("AccessKeyDisable", entity(9, "Disable")),
          Map.entry("JobPause", entity(12, "Suspend")),
          Map.entry("JobResume", entity(13, "Resume")),
          Map.entry("LedgerResume", entity(13, "Resume")),
          Map.entry("ApproverRegister", entity(6, "Enroll")),
          Map.entry("ApproverWithdraw", entity(7, "Unenroll")),
          Map.entry("ApproverRevoke", entity(9, "Disable")),
          Map.entry("AccessRequestApprove", entity(10, "Activate")),
          Map.entry("AccessRequestCancel", entity(11, "Deactivate")),
          Map.entry("AccessRequestEnd", entity(11, "Deactivate")),
          Map.entry("AccessRequestExpire", entity(11, "Deactivate")),
          Map.entry("LegalHoldPlace", entity(1, "Create")),
          Map.entry("LegalHoldLift", entity(4, "Delete")),
          Map.entry("PolicyPurgeInventory", entity(1, "Create")),
          Map.entry("PolicyPurge", entity(4, "Delete")),
          Map.entry("PolicyPurgeRepeat", entity(4, "Delete")),
          Map.entry("KeyPurge", entity(4, "Delete")),
          Map.entry("VaultPurge", entity(4, "Delete")),
          Map.entry("KeyRestore", entity(1, "Create")),
          Map.entry("PurgeDocumentMake", entity(1, "Create")),
          Map.entry("PersonalDataErase", entity(4, "Delete")));

  /** Uses of keys are calls, whatever they do to the entity that the key is. So is an answer. */
  private static final Set<String> CALLS =
      Set.of(
          "KeyUnwrap",
          "KeyWrap",
          "FallbackToAvailabilityKey",
          "KeyRenewalFailing",
          "AvailabilityKeyStandsIn",
          "AvailabilityKeyStandsInNoLonger",
          "KeyEncrypt",
          "KeyDecrypt",
          "KeySign",
          "KeyVerify",
          "KeyRelease",
          "RandomBytesGet",
          "Unrecognized",
          "WitnessRefuse");

  /** Those of the vaults too: a copy under a key of theirs, a look at what an act would do. */
  private static final String[] READ_ENDINGS = {
    "Get",
    "List",
    "Export",
    "Preview",
    "GetDeleted",
    "ListDeleted",
    "GetAttestation",
    "ListVersions",
    "Check",
    "CheckName",
    "Exists",
    "Backup",
    "DryRun"
  };

  /** What the operator, or people over S3, read of a tenant's content. */
  private static final Set<String> READS =
      Set.of(
          "FileDownloaded",
          "FileAccessed",
          "FileCopied",
          "OperatorListFolders",
          "OperatorListMessages",
          "OperatorReadMessage",
          "OperatorListDocuments",
          "OperatorReadDocument");

  static OcsfActivity of(String operation) {
    OcsfActivity named = NAMED.get(operation);
    if (named != null) {
      return named;
    }
    if (CALLS.contains(operation)) {
      return new OcsfActivity(OcsfClass.API_ACTIVITY, OTHER, operation);
    }
    if (READS.contains(operation)) {
      return new OcsfActivity(OcsfClass.API_ACTIVITY, 2, "Read");
    }
    if (endsWithAny(operation, "Create", "Import", "Request")) {
      return entity(1, "Create");
    }
    if (endsWithAny(operation, READ_ENDINGS)) {
      return entity(2, "Read");
    }
    if (endsWithAny(operation, "Delete", "Destroy", "Remove")) {
      return entity(4, "Delete");
    }
    return entity(3, "Update");
  }

  private static OcsfActivity authentication(String operation) {
    return new OcsfActivity(OcsfClass.AUTHENTICATION, OTHER, operation);
  }

  private static OcsfActivity account(int id, String caption) {
    return new OcsfActivity(OcsfClass.ACCOUNT_CHANGE, id, caption);
  }

  private static OcsfActivity access(int id, String caption) {
    return new OcsfActivity(OcsfClass.USER_ACCESS, id, caption);
  }

  private static OcsfActivity entity(int id, String caption) {
    return new OcsfActivity(OcsfClass.ENTITY_MANAGEMENT, id, caption);
  }

  private static boolean endsWithAny(String operation, String... endings) {
    for (String ending : endings) {
      if (operation.endsWith(ending)) {
        return true;
      }
    }
    return false;
  }
}
