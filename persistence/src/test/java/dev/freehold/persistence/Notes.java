package dev.freehold.persistence;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** A store as other modules write them, for the contract tests. */
public final class Notes {

  public static final MigrationSet MIGRATIONS = new MigrationSet("sample");

  record Note(UUID id, String text, Instant writtenAt, boolean pinned, UUID parentId) {}

  private Notes() {}

  public static UUID insert(Handle handle, String text) {
    UUID id = UUID.randomUUID();
    insert(handle, new Note(id, text, Instant.EPOCH, false, null));
    return id;
  }

  public static void insert(Handle handle, Note note) {
    handle
        .createUpdate(
            """
            INSERT INTO note (id, text, written_at, pinned, parent_id)
            VALUES (:id, :text, :writtenAt, :pinned, :parentId)
            """)
        .bind("id", note.id())
        .bind("text", note.text())
        .bind("writtenAt", note.writtenAt())
        .bind("pinned", note.pinned())
        .bind("parentId", note.parentId())
        .execute();
  }

  static Optional<Note> find(Handle handle, UUID id) {
    return handle
        .createQuery("SELECT id, text, written_at, pinned, parent_id FROM note WHERE id = :id")
        .bind("id", id)
        .mapTo(Note.class)
        .findOne();
  }

  public static List<String> texts(Handle handle) {
    return handle.createQuery("SELECT text FROM note ORDER BY text").mapTo(String.class).list();
  }
}
