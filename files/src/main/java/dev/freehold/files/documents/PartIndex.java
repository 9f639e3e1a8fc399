package dev.freehold.files.documents;

import dev.freehold.content.ContentError;
import dev.freehold.content.ContentException;
import dev.freehold.crypto.CryptoException;
import dev.freehold.files.FilesLimits;
import dev.freehold.files.keys.SealedPart;
import dev.freehold.files.keys.SiteKeyring;
import dev.freehold.files.parts.ByteSpan;
import dev.freehold.files.parts.PartPage;
import dev.freehold.files.parts.PartPageRows;
import dev.freehold.files.parts.PartRow;
import dev.freehold.files.parts.Pieces;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/**
 * Which objects hold which bytes of a document in parts. Pages are written once, with the document;
 * reading a range opens only the pages that it touches. Each method runs in the caller's
 * transaction.
 */
public final class PartIndex {

  private PartIndex() {}

  /** Writes the pages of a new document. */
  public static void write(
      Handle tx, SiteKeyring keys, UUID uploadId, Document document, List<PartRow> parts) {
    long firstByte = 0;
    for (int from = 0; from < parts.size(); from += FilesLimits.PARTS_PER_PAGE) {
      int to = Math.min(from + FilesLimits.PARTS_PER_PAGE, parts.size());
      Pieces pieces = new Pieces(firstByte, pieces(parts.subList(from, to)));
      PartPage page = new PartPage(document.id(), document.sizeBytes(), pieces);
      UUID id = UUID.randomUUID();
      PartPageRows.Row row =
          new PartPageRows.Row(
              id, keys.presentKeyId(), keys.seal(SealedPart.PART_PAGE, id, page.encode()));
      PartPageRows.insert(tx, document.siteId(), uploadId, firstByte, row);
      firstByte = pieces.end();
    }
  }

  /** Parts as the pieces of a document. */
  static List<Pieces.Piece> pieces(List<PartRow> parts) {
    return parts.stream().map(part -> new Pieces.Piece(part.objectId(), part.sizeBytes())).toList();
  }

  /**
   * The pieces that have the wanted bytes.
   *
   * @return empty if the document has no pages, as those of earlier builds
   * @throws ContentException {@code object-corrupt} if the pages are not the document's
   */
  static Optional<Pieces> read(
      Handle tx, SiteKeyring keys, UUID uploadId, Document document, ByteSpan wanted) {
    List<PartPageRows.Row> rows =
        PartPageRows.of(tx, uploadId, wanted.from(), Math.max(wanted.end(), wanted.from() + 1));
    if (rows.isEmpty()) {
      return Optional.empty();
    }
    List<PartPage> pages = rows.stream().map(row -> open(row, keys)).toList();
    long begin = pages.getFirst().pieces().firstByte();
    long end = begin;
    List<Pieces.Piece> pieces = new ArrayList<>();
    for (PartPage page : pages) {
      require(
          page.documentId().equals(document.id())
              && page.documentBytes() == document.sizeBytes()
              && page.pieces().firstByte() == end);
      pieces.addAll(page.pieces().list());
      end = page.pieces().end();
    }
    require(begin <= wanted.from() && wanted.end() <= end && end <= document.sizeBytes());
    return Optional.of(new Pieces(begin, pieces).within(wanted));
  }

  private static PartPage open(PartPageRows.Row row, SiteKeyring keys) {
    try {
      return row.open(keys);
    } catch (CryptoException damaged) {
      throw corrupt();
    }
  }

  private static void require(boolean isTheDocuments) {
    if (!isTheDocuments) {
      throw corrupt();
    }
  }

  /** What is said if a document in parts is not made of its parts. */
  static ContentException corrupt() {
    return new ContentException(
        ContentError.OBJECT_CORRUPT, "a document's parts are not those that it was made of");
  }
}
