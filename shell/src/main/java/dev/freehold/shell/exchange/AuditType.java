package dev.freehold.shell.exchange;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The published types of records of the audit log, as far as this server writes any of them. */
enum AuditType {
  EXCHANGE_ADMIN(1, "ExchangeAdmin", "Exchange"),
  SHAREPOINT(4, "SharePoint", "SharePoint"),
  DIRECTORY(8, "AzureActiveDirectory", "AzureActiveDirectory"),
  SHARING(14, "SharePointSharingOperation", "SharePoint"),
  SIGN_IN(15, "AzureActiveDirectoryStsLogon", "AzureActiveDirectory"),
  CUSTOMER_KEY(69, "CustomerKeyServiceEncryption", "Exchange");

  private static final Set<String> OF_DIRECTORY =
      Set.of(
          "IdentityCreate",
          "IdentityDelete",
          "PasswordChange",
          "PasswordReset",
          "SecretRotate",
          "SigningKeyCreate",
          "SubscriptionCreate",
          "TenantCreate",
          "UserCreate",
          "UserDelete");

  private final int number;
  private final String published;
  private final String workload;

  AuditType(int number, String published, String workload) {
    this.number = number;
    this.published = published;
    this.workload = workload;
  }

  int number() {
    return number;
  }

  String published() {
    return published;
  }

  String workload() {
    return workload;
  }

  /** Tells whether this server writes records of a type. */
  static boolean isWritten(String text) {
    return Arrays.stream(values()).anyMatch(type -> type.isNamed(text));
  }

  static String allPublished() {
    return Arrays.stream(values()).map(AuditType::published).collect(Collectors.joining(", "));
  }

  boolean isNamed(String text) {
    return text.equalsIgnoreCase(published) || text.equals(String.valueOf(number));
  }

  /** The type of this number, if it is one that this server writes. */
  static Optional<AuditType> numbered(long number) {
    return Arrays.stream(values()).filter(type -> type.number == number).findFirst();
  }

  /**
   * The type of a record of a server that does not say.
   *
   * @param operation in the ledger's words
   * @param name as it is shown
   */
  static AuditType of(String operation, String name) {
    if (operation.equals(AuditNames.FALLBACK)) {
      return CUSTOMER_KEY;
    }
    if (operation.equals("SignIn")) {
      return SIGN_IN;
    }
    if (OF_DIRECTORY.contains(operation)) {
      return DIRECTORY;
    }
    boolean ofSites =
        operation.startsWith("Site")
            || operation.startsWith("AccessKey")
            || operation.startsWith("Geo")
            || name.toLowerCase(Locale.ROOT).contains("-spo");
    return ofSites ? SHAREPOINT : EXCHANGE_ADMIN;
  }
}
