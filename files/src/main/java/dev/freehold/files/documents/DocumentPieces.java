package dev.freehold.files.documents;

import dev.freehold.content.ContentError;
import dev.freehold.content.ContentException;
import dev.freehold.content.store.ContentDigest;
import dev.freehold.content.store.ExpectedObject;
import dev.freehold.content.store.FoundObject;
import dev.freehold.content.store.ObjectReader;
import dev.freehold.content.store.ObjectStore;
import dev.freehold.custody.Requester;
import dev.freehold.files.parts.Pieces;
import dev.freehold.files.sites.SiteScope;
import java.util.UUID;
import java.util.function.Function;

/**
 * The objects that hold what is read of a document, one after the other. The first is open from the
 * beginning; of the others at most one is. For one thread.
 */
final class DocumentPieces implements AutoCloseable {

  private final ObjectStore objects;
  private final SiteScope scope;
  private final Requester requester;
  private final Pieces pieces;
  private final Function<UUID, ContentDigest> digests;
  private int openPlace;
  private ObjectReader open;

  /**
   * Opens the first piece.
   *
   * @param digests what is sealed of a piece's content, by the id of its object
   */
  DocumentPieces(
      ObjectStore objects,
      SiteScope scope,
      Requester requester,
      Pieces pieces,
      Function<UUID, ContentDigest> digests,
      FoundObject first) {
    this.objects = objects;
    this.scope = scope;
    this.requester = requester;
    this.pieces = pieces;
    this.digests = digests;
    this.openPlace = 0;
    Pieces.Piece piece = pieces.list().getFirst();
    this.open = whole(objects.open(expected(piece), first, requester), piece);
  }

  private ExpectedObject expected(Pieces.Piece piece) {
    UUID objectId = piece.objectId();
    return new ExpectedObject(scope.owner(), objectId, () -> digests.apply(objectId));
  }

  /** A row of another length than its object was changed by somebody who has no key. */
  private static ObjectReader whole(ObjectReader reader, Pieces.Piece piece) {
    if (reader.length() != piece.sizeBytes()) {
      reader.close();
      throw new ContentException(
          ContentError.OBJECT_CORRUPT, "a document's row names another length than its object has");
    }
    return reader;
  }

  int count() {
    return pieces.list().size();
  }

  /** Which byte of the document the first piece begins with. */
  long firstByte() {
    return pieces.firstByte();
  }

  long sizeBytes(int place) {
    return pieces.list().get(place).sizeBytes();
  }

  /** Opens a piece, which may have been let go since the document was opened. */
  ObjectReader reader(int place) {
    if (place != openPlace) {
      open.close();
      Pieces.Piece piece = pieces.list().get(place);
      open = whole(objects.reopen(expected(piece), requester), piece);
      openPlace = place;
    }
    return open;
  }

  @Override
  public void close() {
    open.close();
  }
}
