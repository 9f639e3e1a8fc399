package dev.freehold.server.config;

import java.util.List;

/** The keys below {@code freehold.migration}: where mail may be brought from. */
final class MigrationSettings {

  static final Setting<List<String>> INSIDE_SERVERS =
      Setting.open(
              "freehold.migration.inside-servers",
              "IMAP servers from which tenants may migrate mail although they are on this machine,"
                  + " on a private network or on a port other than 143 and 993. Other servers are"
                  + " reached only at public addresses.",
              Kind.hostsAndPorts(),
              "")
          .onlyForServe();

  private MigrationSettings() {}
}
