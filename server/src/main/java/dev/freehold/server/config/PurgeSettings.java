package dev.freehold.server.config;

import dev.freehold.server.document.OperatorKeys;

/** The keys below {@code freehold.purge}: who approves the destruction of data. */
final class PurgeSettings {

  static final Setting<OperatorKeys> OPERATORS =
      Setting.open(
              "freehold.purge.operators",
              "The operators who can approve purges, each by the verifier key that 'freehold purge"
                  + " operator-key' prints. Two of them have to approve each purge, so no purge"
                  + " runs with fewer.",
              Kind.operators(),
              "")
          .onlyForServe();

  private PurgeSettings() {}
}
