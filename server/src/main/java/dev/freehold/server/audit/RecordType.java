package dev.freehold.server.audit;

import dev.freehold.custody.policies.PolicyKind;
import java.util.Optional;
import java.util.Set;

/** The published types of audit records that this server writes. */
public enum RecordType {
  /** An act of administration of mail, by the name of its cmdlet. */
  EXCHANGE_ADMIN(1, "ExchangeAdmin", "Exchange"),
  /** An act of administration of sites. */
  SHAREPOINT(4, "SharePoint", "SharePoint"),
  /** Somebody got content of a document. */
  SHAREPOINT_FILE(6, "SharePointFileOperation", "SharePoint"),
  /** Who there is: people, applications, tenants, approvers; and the log itself. */
  DIRECTORY(8, "AzureActiveDirectory", "AzureActiveDirectory"),
  /** Who may come to a site. */
  SHARING(14, "SharePointSharingOperation", "SharePoint"),
  /** A token was given, or refused. */
  SIGN_IN(15, "AzureActiveDirectoryStsLogon", "AzureActiveDirectory"),
  /** What became of keys: uses of root and availability keys, rolls, locks, destruction. */
  CUSTOMER_KEY(69, "CustomerKeyServiceEncryption", "Exchange");

  /** What a vault calls a request whose token it does not take. */
  private static final String REFUSED_TOKEN = "Authentication";

  private static final Set<String> OF_SIGN_IN =
      Set.of(
          "SignIn",
          "DeviceCodeApprove",
          "DeviceCodeDecline",
          "RefreshTokenReuse",
          "AuthorizationCodeIssue",
          "AuthorizationCodeReuse");
  private static final Set<String> OF_SHARING =
      Set.of("SiteRoleGrant", "SiteRoleRevoke", "SiteOwnerAppoint");
  private static final Set<String> OF_FILES =
      Set.of("FileDownloaded", "FileAccessed", "FileCopied");
  private static final Set<String> OF_KEYS =
      Set.of(
          "FallbackToAvailabilityKey",
          "KeyUnwrap",
          "KeyWrap",
          "KeyRenewalFailing",
          "AvailabilityKeyStandsIn",
          "AvailabilityKeyStandsInNoLonger",
          "OwnerKeyCreate",
          "OwnerKeyDestroy",
          "AvailabilityKeyRoll",
          "AvailabilityKeyLoss",
          "PolicyLocked",
          "PolicyUnlocked",
          "PolicyRetire",
          "PolicyPurgeStart",
          "PolicyPurge",
          "PolicyPurgeRepeat",
          "RootCheckChange");
  private static final String[] OF_DIRECTORY = {
    "Identity",
    "Secret",
    "SigningKey",
    "Tenant",
    "User",
    "Password",
    "Subscription",
    "Approver",
    "AppPassword",
    "PersonalData",
    "Ledger",
    "LogKey",
    "Witness",
    "WayIn"
  };
  private static final String[] OF_SITES = {
    "Site", "AccessKey", "Geo", "OperatorListDocuments", "OperatorReadDocument"
  };

  private final int number;
  private final String published;
  private final String workload;

  RecordType(int number, String published, String workload) {
    this.number = number;
    this.published = published;
    this.workload = workload;
  }

  /** The number in the published schema. */
  public int number() {
    return number;
  }

  /** The name in the published schema. */
  public String published() {
    return published;
  }

  /** The part of the service that such records are about, where an entry does not say. */
  String workload() {
    return workload;
  }

  /** Tells whether {@code text} names the type, by word in any case or by number. */
  public boolean isNamed(String text) {
    return text.equalsIgnoreCase(published) || text.equals(Integer.toString(number));
  }

  /**
   * The type of a record.
   *
   * @param operation in the ledger's words
   * @param kind of the policy that it is about, or would be under, if there is one
   */
  static RecordType of(String operation, Optional<PolicyKind> kind) {
    if (OF_KEYS.contains(operation)) {
      return CUSTOMER_KEY;
    }
    if (OF_SIGN_IN.contains(operation)) {
      return SIGN_IN;
    }
    if (OF_SHARING.contains(operation)) {
      return SHARING;
    }
    if (OF_FILES.contains(operation)) {
      return SHAREPOINT_FILE;
    }
    if (beginsWithAny(operation, OF_DIRECTORY)) {
      return DIRECTORY;
    }
    boolean ofSites =
        beginsWithAny(operation, OF_SITES) || kind.filter(PolicyKind.FILE::equals).isPresent();
    return ofSites ? SHAREPOINT : EXCHANGE_ADMIN;
  }

  /**
   * The type of a record of what was done at key vaults: what happened to keys, unless it is about
   * a token, about who there is, or about the log.
   */
  static RecordType ofVaults(String operation) {
    if (operation.equals(REFUSED_TOKEN) || OF_SIGN_IN.contains(operation)) {
      return SIGN_IN;
    }
    return beginsWithAny(operation, OF_DIRECTORY) ? DIRECTORY : CUSTOMER_KEY;
  }

  private static boolean beginsWithAny(String operation, String... beginnings) {
    for (String beginning : beginnings) {
      if (operation.startsWith(beginning)) {
        return true;
      }
    }
    return false;
  }
}
