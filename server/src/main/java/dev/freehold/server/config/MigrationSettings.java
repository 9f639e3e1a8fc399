package dev.freehold.server.config;

import java.util.List;

/** The keys below {@code freehold.migration}: where mail may be brought from. */
final class MigrationSettings {

  static final Setting<List<String>> INSIDE_SERVERS =
      Setting.open(
              "freehold.migration.inside-servers",
              "IMAP servers that tenants may bring mail from although they are on this machine, on"
                  + " a private network or on another port than 143 and 993. All others are reached"
                  + " at public addresses only.",
              Kind.hostsAndPorts(),
              "")
          .onlyForServe();

  private MigrationSettings() {}
}
