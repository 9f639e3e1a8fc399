package dev.freehold.server.features.approvers;

import dev.freehold.custody.approvers.Approver;
import dev.freehold.custody.approvers.ApproverCertificate;
import dev.freehold.custody.approvers.ApproverStanding;
import dev.freehold.custody.approvers.ApproverWish;
import dev.freehold.custody.approvers.Approvers;
import dev.freehold.custody.passwords.Password;
import dev.freehold.server.audit.ActorDirectory;
import dev.freehold.server.audit.ActorNames;
import dev.freehold.server.document.ApproverKeyMaker;
import dev.freehold.server.http.Exchange;
import dev.freehold.server.http.Required;
import dev.freehold.server.http.Wire;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/** Who signs the tenant's purges. */
final class ApproversApi {

  private final Approvers approvers;
  private final ApproverKeyMaker keys;
  private final ActorDirectory actors;

  ApproversApi(Approvers approvers, ApproverKeyMaker keys, ActorDirectory actors) {
    this.approvers = approvers;
    this.keys = keys;
    this.actors = actors;
  }

  /**
   * {@code PUT /api/v1/approver} with {@code {"user", "certificate", "issuers"}}: without a
   * certificate the person signs here and makes a key.
   */
  void register(Exchange exchange) throws IOException {
    Wanted wanted = exchange.json(Wanted.class);
    approvers.register(
        exchange.caller().tenantId(),
        new ApproverWish(
            wanted.user(),
            Optional.ofNullable(wanted.certificate()),
            Optional.ofNullable(wanted.issuers()).orElse("")),
        exchange.actor());
    get(exchange);
  }

  /** {@code GET /api/v1/approver}. */
  void get(Exchange exchange) throws IOException {
    UUID tenantId = exchange.caller().tenantId();
    exchange.reply(200, Standing.of(approvers.standing(tenantId), actors.of(tenantId)));
  }

  /** {@code POST /api/v1/approver/key} with {@code {"passphrase"}}, by the approver. */
  void makeKey(Exchange exchange) throws IOException {
    ApproversPassphrase wanted = exchange.json(ApproversPassphrase.class);
    exchange.reply(
        201,
        View.of(
            approvers.makeKey(exchange.caller(), new Password(wanted.passphrase()), keys::make),
            actors.of(exchange.caller().tenantId())));
  }

  /** {@code POST /api/v1/approver/revoke}: the certificate is not to be trusted any more. */
  void revoke(Exchange exchange) throws IOException {
    approvers.revoke(exchange.caller().tenantId(), exchange.actor());
    get(exchange);
  }

  /** {@code DELETE /api/v1/approver/pending}: takes the one back that does not count yet. */
  void withdraw(Exchange exchange) {
    approvers.withdraw(exchange.caller().tenantId(), exchange.actor());
    exchange.reply(204);
  }

  /** {@code PUT /api/v1/approver/crl}: the issuer's list, DER or PEM. */
  void keepCrl(Exchange exchange) throws IOException {
    try (InputStream body = exchange.body()) {
      approvers.keepCrl(exchange.caller().tenantId(), body.readAllBytes(), exchange.actor());
    }
    get(exchange);
  }

  record Wanted(@Required String user, String certificate, String issuers) {}

  record Standing(View current, View pending) {
    static Standing of(ApproverStanding standing, ActorNames names) {
      return new Standing(
          standing.current().map(one -> View.of(one, names)).orElse(null),
          standing.pending().map(one -> View.of(one, names)).orElse(null));
    }
  }

  /**
   * Without a certificate the person has not made a key yet. Names of those who are gone are
   * absent.
   */
  record View(
      UUID id,
      UUID objectId,
      String name,
      String signs,
      String certificate,
      String issuers,
      String certificateSha256,
      String notBefore,
      String notAfter,
      String revocationListAt,
      String registeredBy,
      String registeredByName,
      String registeredAt,
      String effectiveAt,
      String revokedAt) {
    static View of(Approver approver, ActorNames names) {
      Optional<ApproverCertificate> own = approver.certificate();
      return new View(
          approver.id(),
          approver.objectId(),
          names.name(approver.objectId().toString()).orElse(null),
          Wire.word(approver.signs()),
          own.map(one -> pem(List.of(one.certificate()))).orElse(null),
          own.map(one -> pem(one.issuers())).filter(pem -> !pem.isEmpty()).orElse(null),
          own.map(ApproverCertificate::sha256).orElse(null),
          own.map(one -> one.certificate().getNotBefore().toInstant().toString()).orElse(null),
          own.map(one -> one.certificate().getNotAfter().toInstant().toString()).orElse(null),
          own.flatMap(ApproverCertificate::crl).map(crl -> crl.madeAt().toString()).orElse(null),
          approver.registeredBy(),
          names.name(approver.registeredBy()).orElse(null),
          approver.registeredAt().toString(),
          approver.effectiveAt().toString(),
          approver.revokedAt().map(Instant::toString).orElse(null));
    }

    private static String pem(List<X509Certificate> certificates) {
      return certificates.stream().map(View::pem).collect(Collectors.joining());
    }

    private static String pem(X509Certificate certificate) {
      Base64.Encoder lines = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII));
      try {
        return "-----BEGIN CERTIFICATE-----\n%s\n-----END CERTIFICATE-----\n"
            .formatted(lines.encodeToString(certificate.getEncoded()));
      } catch (CertificateEncodingException e) {
        throw new IllegalStateException("a certificate that was read can be written", e);
      }
    }
  }
}
