package dev.freehold.server.config;

import java.util.List;

/** The keys below {@code freehold.ledger}: who vouches for the tenants' logs. */
final class LedgerSettings {

  static final Setting<List<WitnessEntry>> WITNESSES =
      Setting.open(
          "freehold.ledger.witnesses",
          "Witnesses that cosign the tenants' logs: the address, the verifier key, and the"
              + " authority to trust as a PEM file if Java does not trust it. TENANT="
              + " before the address makes it that tenant's own witness, by name or GUID.",
          Kind.witnesses(),
          "");

  static final Setting<Integer> CHECKPOINT_SECONDS =
      Setting.open(
          "freehold.ledger.checkpoint-seconds",
          "How often logs that have grown are shown to the witnesses.",
          Kind.integer(1, 86_400, "seconds"),
          "60");

  private LedgerSettings() {}
}
