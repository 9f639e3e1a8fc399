package dev.freehold.ledger.receipt;

import dev.freehold.ledger.entry.HashedEntry;
import dev.freehold.ledger.entry.LedgerEntry.Outcome;
import dev.freehold.ledger.receipt.ReceiptFinding.Kind;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;

/** What the entry of a purge must say for the purge to have been in order. */
final class PurgeFacts {

  private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");
  private static final Pattern COUNT = Pattern.compile("[0-9]{1,19}");

  private static final List<String> HASHES =
      List.of(
          "documentSha256",
          "signedSha256",
          "signerCertificateSha256",
          "inventorySha256",
          "destroyedKeysSha256");

  private static final List<String> COUNTS =
      List.of("destroyedOwners", "destroyedKeys", "destroyedObjects", "destroyedBytes");

  /** Roots of a policy, each with what was found out about two operations. */
  private static final List<String> PERMISSIONS =
      List.of("root1WrapKey", "root1UnwrapKey", "root2WrapKey", "root2UnwrapKey");

  private static final String REFUSED = "REFUSED";
  private static final String UNKNOWN = "UNKNOWN";

  private PurgeFacts() {}

  static void check(HashedEntry entry, BiConsumer<Kind, String> findings) {
    if (!entry.operation().equals(Receipts.OPERATION) || entry.outcome() != Outcome.DONE) {
      findings.accept(Kind.NOT_A_PURGE, "the entry does not say that a purge was done");
      return;
    }
    Map<String, String> details = entry.details();
    require(details, HASHES, SHA256, "a SHA-256", findings);
    require(details, COUNTS, COUNT, "a number", findings);
    for (String name : PERMISSIONS) {
      permission(name, details, findings);
    }
  }

  private static void require(
      Map<String, String> details,
      List<String> names,
      Pattern form,
      String what,
      BiConsumer<Kind, String> findings) {
    for (String name : names) {
      if (!form.matcher(details.getOrDefault(name, "")).matches()) {
        findings.accept(
            Kind.PRECONDITION_MISSING, "the entry has not %s as %s".formatted(what, name));
      }
    }
  }

  private static void permission(
      String name, Map<String, String> details, BiConsumer<Kind, String> findings) {
    String found = details.getOrDefault(name, "").split(" ", -1)[0];
    boolean withoutVaults = details.getOrDefault("withoutVaults", "").equals("true");
    if (!found.equals(REFUSED) && !(withoutVaults && found.equals(UNKNOWN))) {
      findings.accept(
          Kind.PRECONDITION_MISSING,
          "the entry does not say that the service was refused a root key: " + name);
    }
  }
}
