package dev.freehold.server.document;

import dev.freehold.custody.approvers.Approver;
import dev.freehold.custody.approvers.ApproverCertificate;
import dev.freehold.custody.approvers.IssuedKey;
import dev.freehold.custody.approvers.SigningPlace;
import dev.freehold.custody.identity.Identity;
import dev.freehold.custody.identity.Role;
import dev.freehold.custody.identity.User;
import dev.freehold.custody.policies.PolicyState;
import dev.freehold.custody.purge.Inventory;
import dev.freehold.custody.purge.PurgeCase;
import dev.freehold.custody.purge.PurgeWorkload;
import java.net.URI;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;

/** Documents and approvers of an invented tenant. */
final class TestDocuments {

  // Certificates are made for the present; a second more or less is nothing to them.
  @SuppressWarnings("TimeInStaticInitializer")
  static final Instant NOW = Instant.now().truncatedTo(ChronoUnit.SECONDS);

  static final User ADA = person("Ada Quill");

  private TestDocuments() {}

  static User person(String name) {
    return new User(
        new Identity(
            new UUID(7, 1),
            UUID.randomUUID(),
            null,
            Identity.Kind.USER,
            name,
            Set.of(Role.APPROVER),
            NOW),
        "ada@lantern.example",
        NOW,
        1);
  }

  static IssuedKey key() {
    return new ApproverKeyMaker(Clock.systemUTC()).make(ADA);
  }

  /** The certificate of a key that was made here. */
  static ApproverCertificate certificate(IssuedKey key) {
    return new ApproverCertificate(key.certificate(), key.issuers(), Optional.empty());
  }

  /** The document of the tenant Lantern for an approver who signs outside. */
  static byte[] document(X509Certificate certificate) {
    return PurgeDocumentPdf.of(
        content(new ApproverCertificate(certificate, List.of(), Optional.empty()), "Lantern"));
  }

  static DocumentContent content(ApproverCertificate certificate, String tenantName) {
    UUID tenantId = ADA.identity().tenantId();
    Inventory inventory =
        new Inventory("ab".repeat(32), 1_204, 918_337, 73_014_444_018L, NOW.minusSeconds(30));
    PurgeCase purge =
        new PurgeCase(
            UUID.randomUUID(),
            tenantId,
            PurgeWorkload.EXCHANGE,
            UUID.randomUUID(),
            "harbour mail",
            Optional.empty(),
            PolicyState.PURGE_REQUESTED,
            "The branch office closes at the end of the year and its mail is not to outlive it.",
            "Nils Brandt, +45 555 0100",
            UUID.randomUUID().toString(),
            NOW.minusSeconds(86_400),
            false,
            List.of(),
            Optional.of(inventory),
            Optional.empty(),
            List.of(),
            Optional.empty(),
            OptionalLong.empty(),
            Optional.empty(),
            List.of());
    Approver approver =
        new Approver(
            UUID.randomUUID(),
            tenantId,
            ADA.identity().objectId(),
            SigningPlace.HERE,
            Optional.of(certificate),
            "admin",
            NOW,
            NOW,
            Optional.empty());
    return new DocumentContent(
        UUID.randomUUID(),
        URI.create("https://localhost:8443"),
        tenantName,
        "Tove Falk",
        purge,
        inventory,
        List.of("alma@lantern.example", "quay@lantern.example"),
        approver,
        ADA.identity().displayName(),
        ADA.userPrincipalName(),
        NOW,
        NOW.plus(DocumentLimits.VALIDITY));
  }
}
