package dev.freehold.server.features.lockbox;

import dev.freehold.custody.lockbox.AccessScope;
import dev.freehold.custody.lockbox.OperatorAct;
import dev.freehold.custody.lockbox.OperatorAct.Kind;
import dev.freehold.files.documents.Document;
import dev.freehold.files.documents.DocumentPage;
import dev.freehold.files.documents.DocumentSelection;
import dev.freehold.files.documents.Documents;
import dev.freehold.files.documents.OpenDocument;
import dev.freehold.files.parts.ByteSpan;
import dev.freehold.files.sites.Site;
import dev.freehold.server.http.ByteRange;
import dev.freehold.server.http.Exchange;
import dev.freehold.server.http.HttpLimits;
import dev.freehold.web.http.ProblemException;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * The site of an approved request, as far as its scope goes. The ledger names documents by their
 * GUIDs: their names are sealed like what is in them.
 */
final class LockboxFilesApi {

  private static final String MEDIA_TYPE = "application/octet-stream";

  private final LockboxAccess lockbox;
  private final ScopeOwners owners;
  private final Documents documents;

  LockboxFilesApi(LockboxAccess lockbox, ScopeOwners owners, Documents documents) {
    this.lockbox = lockbox;
    this.owners = owners;
    this.documents = documents;
  }

  /** {@code GET .../documents?prefix=BEGINNING&after=NAME&max=N}. */
  void list(Exchange exchange) throws IOException {
    lockbox.read(
        exchange,
        Kind.LIST_DOCUMENTS,
        access -> {
          Scope scope = scope(access);
          String prefix = scope.within(exchange.query("prefix").orElse(scope.prefix()));
          String after = exchange.query("after").orElse("");
          int max =
              (int) exchange.query("max", 1, HttpLimits.MAX_PAGE_ROWS, HttpLimits.MAX_PAGE_ROWS);
          DocumentPage page =
              access.find(
                  new OperatorAct(Kind.LIST_DOCUMENTS, Map.of(), Map.of()),
                  () ->
                      documents.list(
                          scope.site(),
                          new DocumentSelection(prefix, Optional.empty(), after, max),
                          access.requester()));
          access.record(
              new OperatorAct(
                  Kind.LIST_DOCUMENTS,
                  Map.of(
                      "count", Integer.toString(page.documents().size() + page.damaged().size())),
                  Map.of()));
          exchange.reply(200, DocumentList.of(page));
        });
  }

  /** {@code GET .../documents/content?name=NAME}, with Range. */
  void content(Exchange exchange) throws IOException {
    lockbox.read(
        exchange,
        Kind.READ_DOCUMENT,
        access -> {
          Scope scope = scope(access);
          String name =
              scope.within(exchange.query("name").orElseThrow(ProblemException::notFound));
          Document found =
              access.find(
                  new OperatorAct(Kind.READ_DOCUMENT, Map.of(), Map.of()),
                  () -> documents.require(scope.site(), name, access.requester()));
          try (OpenDocument opened =
              access.find(
                  act(found.id(), Map.of()),
                  () ->
                      documents.open(
                          scope.site(),
                          name,
                          document -> span(range(exchange, document)),
                          access.requester()))) {
            give(exchange, access, opened);
          }
        });
  }

  private static ByteRange range(Exchange exchange, Document document) {
    return ByteRange.of(exchange.header("Range"), document.sizeBytes());
  }

  private static ByteSpan span(ByteRange range) {
    return new ByteSpan(range.from(), range.length());
  }

  private static void give(Exchange exchange, LockboxAccess.Access access, OpenDocument opened)
      throws IOException {
    ByteRange range = range(exchange, opened.document());
    try (InputStream content = opened.stream(range.from(), range.length())) {
      OperatorAct act = act(opened.document().id(), Map.of("bytes", range.words()));
      access.give(content, range, MEDIA_TYPE, act);
    }
  }

  private static OperatorAct act(UUID documentId, Map<String, String> facts) {
    Map<String, String> all = new HashMap<>(facts);
    all.put("documentId", documentId.toString());
    return new OperatorAct(Kind.READ_DOCUMENT, all, Map.of());
  }

  private Scope scope(LockboxAccess.Access access) {
    return switch (access.request().scope()) {
      case AccessScope.OfMailbox _ -> throw ProblemException.notFound();
      case AccessScope.OfSite bounds -> new Scope(owners.site(access.request()), bounds.prefix());
    };
  }

  /** The site and what the names of its documents within reach begin with. */
  private record Scope(Site site, String prefix) {
    private String within(String name) {
      if (!name.startsWith(prefix)) {
        throw ProblemException.notFound();
      }
      return name;
    }
  }

  private record DocumentView(
      UUID id, String name, long sizeBytes, String etag, String modifiedAt) {
    static DocumentView of(Document document) {
      return new DocumentView(
          document.id(),
          document.name(),
          document.sizeBytes(),
          document.etag(),
          document.modifiedAt().toString());
    }
  }

  record DocumentList(List<DocumentView> documents, List<String> damaged, String next) {
    static DocumentList of(DocumentPage page) {
      return new DocumentList(
          page.documents().stream().map(DocumentView::of).toList(),
          page.damaged(),
          page.next().orElse(null));
    }
  }
}
