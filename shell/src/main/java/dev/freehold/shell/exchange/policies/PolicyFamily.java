package dev.freehold.shell.exchange.policies;

import dev.freehold.shell.view.CmdletTypes;
import dev.freehold.web.http.RequestUri;

/** The two families of policies, whose cmdlets are alike. */
public enum PolicyFamily {
  MAILBOX("DataEncryptionPolicy", "/api/v1/policies", CmdletTypes.POLICY),
  TENANT(
      "M365DataAtRestEncryptionPolicy",
      "/api/v1/multi-workload-policies",
      CmdletTypes.TENANT_POLICY);

  private final String noun;
  private final String path;
  private final String typeName;

  PolicyFamily(String noun, String path, String typeName) {
    this.noun = noun;
    this.path = path;
    this.typeName = typeName;
  }

  String noun() {
    return noun;
  }

  String path() {
    return path;
  }

  String path(String identity) {
    return path + "/" + RequestUri.encode(identity);
  }

  String typeName() {
    return typeName;
  }
}
