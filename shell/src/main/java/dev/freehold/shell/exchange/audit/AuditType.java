package dev.freehold.shell.exchange.audit;

import java.util.Arrays;
import java.util.stream.Collectors;

/** The published types of records of the audit log, as far as this server writes any of them. */
enum AuditType {
  EXCHANGE_ADMIN(1, "ExchangeAdmin"),
  SHAREPOINT(4, "SharePoint"),
  SHAREPOINT_FILE(6, "SharePointFileOperation"),
  DIRECTORY(8, "AzureActiveDirectory"),
  SHARING(14, "SharePointSharingOperation"),
  SIGN_IN(15, "AzureActiveDirectoryStsLogon"),
  CUSTOMER_KEY(69, "CustomerKeyServiceEncryption");

  private final int number;
  private final String published;

  AuditType(int number, String published) {
    this.number = number;
    this.published = published;
  }

  /** Tells whether this server writes records of a type. */
  static boolean isWritten(String text) {
    return Arrays.stream(values()).anyMatch(type -> type.isNamed(text));
  }

  static String allPublished() {
    return Arrays.stream(values()).map(type -> type.published).collect(Collectors.joining(", "));
  }

  private boolean isNamed(String text) {
    return text.equalsIgnoreCase(published) || text.equals(String.valueOf(number));
  }
}
