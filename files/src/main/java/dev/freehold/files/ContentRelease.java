package dev.freehold.files;

import dev.freehold.content.store.ObjectStore;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** Lets go of the objects of documents and uploads, each in the caller's transaction. */
final class ContentRelease {

  private final ObjectStore objects;

  ContentRelease(ObjectStore objects) {
    this.objects = objects;
  }

  /** What a document had, which is replaced or deleted. */
  void ofDocument(Handle tx, DocumentRow row) {
    if (row.uploadId().isPresent()) {
      ofUpload(tx, row.uploadId().get());
    } else {
      objects.release(tx, row.objectId());
    }
  }

  /** All parts of an upload. */
  void ofUpload(Handle tx, UUID uploadId) {
    for (PartRow part : PartRows.of(tx, uploadId)) {
      objects.release(tx, part.objectId());
    }
    PartRows.deleteAll(tx, uploadId);
  }

  /** One part, which is replaced or was not chosen. */
  void ofPart(Handle tx, UUID uploadId, PartRow part) {
    objects.release(tx, part.objectId());
    PartRows.delete(tx, uploadId, part.number());
  }
}
