package dev.freehold.server.features.purge;

import dev.freehold.custody.policies.Policies;
import dev.freehold.custody.purge.Consent;
import dev.freehold.custody.purge.PurgeCase;
import dev.freehold.custody.roots.RootKeyUri;
import java.util.List;
import java.util.UUID;

/**
 * Tells what a purge waits for, whose turn it is, and with which command they do it, so that nobody
 * has to look it up.
 */
final class PurgeTurns {

  private final Policies policies;

  PurgeTurns(Policies policies) {
    this.policies = policies;
  }

  /** The next step of a purge that its tenant looks at. */
  PurgeStep next(PurgeCase purge) {
    return switch (purge.state()) {
      case ACTIVE, RETIRED ->
          throw new IllegalStateException("the policy of purge " + purge.id() + " is not purged");
      case PURGE_REQUESTED -> beforeTheSignature(purge);
      case PURGE_AUTHORISED, PURGING -> forOperator(purge);
      case PURGED -> receipt(purge.id());
    };
  }

  private PurgeStep beforeTheSignature(PurgeCase purge) {
    UUID id = purge.id();
    List<String> missing =
        purge.consents().stream()
            .filter(consent -> consent.givenAt().isEmpty())
            .map(Consent::displayName)
            .toList();
    if (!missing.isEmpty()) {
      List<String> vaults = vaults(purge);
      return new PurgeStep(
          "consents",
          "vault administrators agree that the service's access to both vaults is revoked",
          String.join(", ", missing),
          vaults,
          List.of(
              "freehold purge consent %s --vault %s"
                  .formatted(id, String.join(" --vault ", vaults))));
    }
    if (purge.inventory().isEmpty()) {
      return PurgeStep.of(
          "document",
          purge.consents().isEmpty()
              ? "the document that names what will be destroyed is made"
              : "the permissions are taken away at both vaults; then the document that names what"
                  + " will be destroyed is made",
          purge.consents().isEmpty()
              ? "a global administrator"
              : "the vault administrators, then a global administrator",
          List.of("freehold purge document %s --out purge.pdf".formatted(id)));
    }
    return PurgeStep.of(
        "signature",
        "the approver signs the document, with a certificate or with the passphrase of a key here",
        "the approver",
        List.of(
            "freehold purge document %s --out purge.pdf".formatted(id),
            "freehold purge sign purge.pdf --keystore APPROVER.p12 --out signed.pdf",
            "freehold purge bring %s signed.pdf".formatted(id),
            "freehold purge sign-here " + id));
  }

  private List<String> vaults(PurgeCase purge) {
    return policies.get(purge.tenantId(), purge.policyId()).roots().stream()
        .map(root -> RootKeyUri.parse(root.keyUri()).vaultUrl().toString())
        .toList();
  }

  /** The next step of a purge that an operator looks at. */
  static PurgeStep forOperator(PurgeCase purge) {
    UUID id = purge.id();
    return switch (purge.state()) {
      case ACTIVE, RETIRED ->
          throw new IllegalStateException("the policy of purge " + id + " is not purged");
      case PURGE_REQUESTED ->
          PurgeStep.of(
              "signature", "the tenant's approver signs the document", "the tenant", List.of());
      case PURGE_AUTHORISED ->
          PurgeStep.of(
              "approvals",
              "two operators approve what the document says; %d of %d have"
                  .formatted(purge.approvals().size(), PurgeCase.APPROVALS_NEEDED),
              purge.approvals().isEmpty() ? "two operators" : "another operator",
              List.of(
                  "freehold purge statement %s --connection operator.json --out purge.txt"
                      .formatted(id),
                  "freehold purge approve purge.txt --document purge.txt.pdf --key OPERATOR.key"
                      + " --out approved.txt",
                  "freehold purge submit approved.txt --connection operator.json"));
      case PURGING ->
          PurgeStep.of(
              "run",
              "the service destroys the keys and tries that nothing opens",
              "the service; an operator has it go on if it failed",
              List.of("freehold purge resume %s --connection operator.json".formatted(id)));
      case PURGED ->
          purge.backups().isEmpty()
              ? backups(id)
              : PurgeStep.of("receipt", "the tenant keeps the receipt", "the tenant", List.of());
    };
  }

  private static PurgeStep backups(UUID id) {
    return PurgeStep.of(
        "backups",
        "an operator attests that all backups which held what was destroyed are destroyed too",
        "an operator",
        List.of(
            "freehold purge backups-destroyed %s --on DAY --out backups.txt".formatted(id)
                + " --connection operator.json",
            "freehold purge approve backups.txt --key OPERATOR.key --out attested.txt",
            "freehold purge submit attested.txt --connection operator.json"));
  }

  private static PurgeStep receipt(UUID id) {
    return PurgeStep.of(
        "receipt",
        "the receipt is kept and checked without this server",
        "everybody who wants a proof",
        List.of(
            "freehold purge receipt %s --out receipt.json --signed-document signed.pdf"
                .formatted(id),
            "freehold receipt verify receipt.json --log-key LOG --witness-key WITNESS"
                + " --pdf signed.pdf --operator-key FIRST --operator-key SECOND"));
  }
}
