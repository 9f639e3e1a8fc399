package dev.freehold.custody.lockbox;

/** Whether an access request is for mail or files; its number begins with the service's letters. */
public enum AccessService {
  /** A mailbox. */
  EXCHANGE("EXSR", "Exchange"),
  /** A site with its documents. */
  SHAREPOINT("SPSR", "SharePoint");

  private final String prefix;
  private final String workload;

  AccessService(String prefix, String workload) {
    this.prefix = prefix;
    this.workload = workload;
  }

  /** The letters before the digits of a request's number. */
  public String prefix() {
    return prefix;
  }

  /** What the published audit log calls it. */
  String workload() {
    return workload;
  }
}
