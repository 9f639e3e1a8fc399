package dev.freehold.server.document;

import dev.freehold.custody.approvers.Approver;
import dev.freehold.custody.approvers.PurgeDocument;
import dev.freehold.custody.identity.Identities;
import dev.freehold.custody.identity.Tenants;
import dev.freehold.custody.identity.User;
import dev.freehold.custody.purge.Inventory;
import dev.freehold.custody.purge.PurgeCase;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Gathers the facts for a purge's document, and makes it. Thread-safe. */
public final class DocumentMaker {

  private final Tenants tenants;
  private final Identities identities;
  private final URI service;
  private final DocumentWork work;

  /**
   * @param service the address of the REST API
   */
  public DocumentMaker(Tenants tenants, Identities identities, URI service) {
    this.work = new DocumentWork();
    this.tenants = tenants;
    this.identities = identities;
    this.service = service;
  }

  /** Where documents are made, and are to be signed and checked. */
  DocumentWork work() {
    return work;
  }

  /** A new document and its bytes. */
  @SuppressWarnings("ArrayRecordComponent") // Lives until it is stored, and is never compared.
  record Made(PurgeDocument document, byte[] bytes) {}

  Made make(
      PurgeCase purge,
      Inventory inventory,
      List<String> names,
      Approver approver,
      User person,
      String actor,
      Instant now) {
    DocumentContent content =
        new DocumentContent(
            UUID.randomUUID(),
            service,
            tenants.find(purge.tenantId()).orElseThrow().name(),
            requester(purge),
            purge,
            inventory,
            names,
            approver,
            person.identity().displayName(),
            person.userPrincipalName(),
            now,
            now.plus(DocumentLimits.VALIDITY));
    byte[] bytes = work.run(purge.tenantId(), () -> PurgeDocumentPdf.of(content));
    return new Made(
        new PurgeDocument(
            content.id(),
            purge.tenantId(),
            purge.id(),
            approver.id(),
            true,
            inventory.sha256(),
            DocumentHash.of(bytes),
            actor,
            now,
            content.validUntil()),
        bytes);
  }

  /** The name of who asked, as far as there is one still, and the id that the ledger has. */
  private String requester(PurgeCase purge) {
    String by = purge.requestedBy();
    try {
      return identities
          .find(purge.tenantId(), UUID.fromString(by))
          .map(identity -> "%s (%s)".formatted(identity.displayName(), by))
          .orElse(by);
    } catch (IllegalArgumentException notAnId) {
      return by;
    }
  }
}
