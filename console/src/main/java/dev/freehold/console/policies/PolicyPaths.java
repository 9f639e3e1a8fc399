package dev.freehold.console.policies;

import java.util.List;

/**
 * Where the policies of one kind are, and how to do by other means what their pages do.
 *
 * @param path of the list, below {@code /console} and below {@code /api/v1}
 * @param lists the cmdlet that lists them
 * @param makes the command line that makes one
 */
record PolicyPaths(String path, String lists, String makes) {

  private static final String OF_KEYS =
      " -AzureKeyIDs https://vault-a.example/keys/root-1,https://vault-b.example/keys/root-2";

  /** The policies that are assigned to mailboxes. */
  static final PolicyPaths MAILBOXES =
      new PolicyPaths(
          "/policies",
          "Get-DataEncryptionPolicy",
          "New-DataEncryptionPolicy -Name NA_mailboxes" + OF_KEYS);

  /** The policies that are assigned to the tenant. */
  static final PolicyPaths MULTI_WORKLOAD =
      new PolicyPaths(
          "/multi-workload-policies",
          "Get-M365DataAtRestEncryptionPolicy",
          "New-M365DataAtRestEncryptionPolicy -Name All_workloads" + OF_KEYS);

  /** The same pages for each. */
  static final List<PolicyPaths> ALL = List.of(MAILBOXES, MULTI_WORKLOAD);

  /** The page of one. */
  String one() {
    return path + "/{policy}";
  }

  /** Where keys for a new one are checked. */
  String keyCheck() {
    return "/key-checks" + path;
  }
}
