package dev.freehold.server.features.signing;

import dev.freehold.custody.approvers.PurgeDocument;
import dev.freehold.custody.passwords.Password;
import dev.freehold.custody.purge.DocumentFacts;
import dev.freehold.custody.purge.PurgeCase;
import dev.freehold.custody.purge.PurgeCases;
import dev.freehold.server.document.OperatorApprovals;
import dev.freehold.server.document.PurgeDocuments;
import dev.freehold.server.features.approvers.ApproversPassphrase;
import dev.freehold.server.http.Exchange;
import dev.freehold.server.http.Wire;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** The document of a purge, and the approvals of operators that follow it. */
final class PurgeDocumentsApi {

  private static final String PDF = "application/pdf";
  private static final String TEXT = "text/plain; charset=utf-8";

  private final PurgeCases cases;
  private final PurgeDocuments documents;
  private final OperatorApprovals approvals;

  PurgeDocumentsApi(PurgeCases cases, PurgeDocuments documents, OperatorApprovals approvals) {
    this.cases = cases;
    this.documents = documents;
    this.approvals = approvals;
  }

  /** {@code POST /api/v1/purges/{purge}/document}: makes it, or reports the one that counts. */
  void make(Exchange exchange) throws IOException {
    exchange.reply(
        200,
        View.of(
            documents.make(
                exchange.caller().tenantId(), exchange.pathId("purge"), exchange.actor())));
  }

  /** {@code GET /api/v1/purges/{purge}/document}: the PDF to be signed. */
  void get(Exchange exchange) {
    PurgeDocument document = documents.get(exchange.caller().tenantId(), exchange.pathId("purge"));
    pdf(exchange, "purge-%s.pdf".formatted(document.caseId()), documents.bytes(document));
  }

  /** {@code GET /api/v1/purges/{purge}/document/facts}. */
  void facts(Exchange exchange) throws IOException {
    exchange.reply(
        200, View.of(documents.get(exchange.caller().tenantId(), exchange.pathId("purge"))));
  }

  /** {@code PUT /api/v1/purges/{purge}/document/signed}: the PDF, signed outside. */
  void upload(Exchange exchange) throws IOException {
    try (InputStream body = exchange.body()) {
      exchange.reply(
          200,
          Authorised.of(
              documents.upload(
                  exchange.caller().tenantId(),
                  exchange.pathId("purge"),
                  body.readAllBytes(),
                  exchange.actor())));
    }
  }

  /** {@code POST /api/v1/purges/{purge}/document/sign} with {@code {"passphrase"}}. */
  void sign(Exchange exchange) throws IOException {
    ApproversPassphrase wanted = exchange.json(ApproversPassphrase.class);
    exchange.reply(
        200,
        Authorised.of(
            documents.sign(
                exchange.caller(),
                exchange.pathId("purge"),
                new Password(wanted.passphrase()),
                exchange.remoteAddress())));
  }

  /** {@code GET /api/v1/purges/{purge}/document/signed}: what authorised the purge. */
  void signed(Exchange exchange) {
    PurgeCase purge = cases.get(exchange.caller().tenantId(), exchange.pathId("purge"));
    pdf(exchange, "purge-%s-signed.pdf".formatted(purge.id()), documents.signed(purge));
  }

  /** {@code GET /api/v1/operator/purges/{purge}/document/signed}. */
  void signedForOperator(Exchange exchange) {
    UUID id = exchange.pathId("purge");
    pdf(exchange, "purge-%s-signed.pdf".formatted(id), approvals.signedDocument(id));
  }

  /** {@code GET /api/v1/operator/purges/{purge}/statement}: what operators sign. */
  void statement(Exchange exchange) {
    exchange.reply(
        200,
        TEXT,
        approvals.statement(exchange.pathId("purge")).text().getBytes(StandardCharsets.UTF_8));
  }

  /** {@code POST /api/v1/operator/purges/{purge}/approvals}: a statement with signatures. */
  void approve(Exchange exchange) throws IOException {
    try (InputStream body = exchange.body()) {
      exchange.reply(
          200,
          Authorised.of(
              approvals.submit(exchange.pathId("purge"), body.readAllBytes(), exchange.actor())));
    }
  }

  /** {@code GET /api/v1/purges/{purge}/approvals}: the statement with the operators' signatures. */
  void approvals(Exchange exchange) {
    PurgeCase purge = cases.get(exchange.caller().tenantId(), exchange.pathId("purge"));
    exchange.reply(200, TEXT, approvals.signedStatement(purge));
  }

  private static void pdf(Exchange exchange, String name, byte[] bytes) {
    exchange.setHeader("Content-Disposition", "attachment; filename=\"%s\"".formatted(name));
    exchange.reply(200, PDF, bytes);
  }

  record View(
      UUID id,
      UUID purgeId,
      String sha256,
      String inventorySha256,
      UUID approverId,
      String madeBy,
      String madeAt,
      String validUntil) {
    static View of(PurgeDocument document) {
      return new View(
          document.id(),
          document.caseId(),
          document.sha256(),
          document.inventorySha256(),
          document.approverId(),
          document.madeBy(),
          document.madeAt().toString(),
          document.validUntil().toString());
    }
  }

  record Authorised(UUID purgeId, String state, String signedSha256, int approvals) {
    static Authorised of(PurgeCase purge) {
      return new Authorised(
          purge.id(),
          Wire.word(purge.state()),
          purge.document().map(DocumentFacts::signedSha256).orElse(null),
          purge.approvals().size());
    }
  }
}
