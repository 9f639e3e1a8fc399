package dev.freehold.files.documents;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freehold.content.ContentException;
import dev.freehold.files.FilesError;
import dev.freehold.files.FilesException;
import dev.freehold.files.parts.UploadedPart;
import dev.freehold.files.sites.FilesFixture;
import dev.freehold.files.sites.Site;
import dev.freehold.files.uploads.ChosenPart;
import dev.freehold.files.uploads.Upload;
import dev.freehold.persistence.Dialect;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("Somebody who writes to the tables of documents")
class SwappedRowsTest {

  private static final List<String> TABLES =
      List.of("file_documents", "file_parts", "file_part_pages", "file_name_pages", "file_uploads");

  @TempDir private Path folder;

  /** Two sites with documents in one piece and in parts, and an upload that is open. */
  private static final class World implements AutoCloseable {
    final FilesFixture files;
    final Site site;
    final Site other;
    final Upload open;
    final Map<String, String> contents = new LinkedHashMap<>();

    World(Dialect dialect, Path folder) {
      files = new FilesFixture(dialect, folder);
      site = files.site("finance");
      other = files.site("sales");
      for (String name : List.of("a", "b")) {
        files.put(site, name, content(name));
      }
      for (String name : List.of("p", "q")) {
        inParts(name);
      }
      files.put(other, "x", content("x"));
      open = files.uploads.start(site, "open", DocumentProperties.NONE, FilesFixture.ALICE);
      files.putPart(site, open, 1, content("part"));
    }

    private byte[] content(String name) {
      contents.put(name, "the content of " + name);
      return contents.get(name).getBytes(UTF_8);
    }

    private void inParts(String name) {
      Upload upload = files.uploads.start(site, name, DocumentProperties.NONE, FilesFixture.ALICE);
      UploadedPart part = files.putPart(site, upload, 1, content(name));
      files.uploads.complete(
          site,
          upload.id(),
          List.of(new ChosenPart(1, part.etag())),
          Conditions.NONE,
          FilesFixture.ALICE);
    }

    void write(Consumer<Handle> change) {
      files.database.write(
          tx -> {
            change.accept(tx);
            return null;
          });
    }

    /** Changes something, looks, and puts the table back. */
    void with(String table, Consumer<Handle> change, Runnable look) {
      write(tx -> tx.execute("CREATE TABLE before_it AS SELECT * FROM " + table));
      try {
        write(change);
        look.run();
      } catch (UnableToExecuteStatementException forbidden) {
        // A constraint of the table does not let it stand.
      } finally {
        write(
            tx -> {
              tx.execute("DELETE FROM " + table);
              tx.execute("INSERT INTO " + table + " SELECT * FROM before_it");
              tx.execute("DROP TABLE before_it");
            });
      }
    }

    /** No name gives what another had, and no listing says of one what is true of another. */
    void assertNothingElseIsRead(String what) {
      for (Site each : List.of(site, other)) {
        contents.forEach((name, content) -> assertOwnOrRefused(each, name, what));
      }
      assertThat(listed(site))
          .as(what)
          .allSatisfy(
              document ->
                  assertThat(document.sizeBytes())
                      .isEqualTo(contents.get(document.name()).length()));
    }

    private void assertOwnOrRefused(Site from, String name, String what) {
      String read;
      try {
        read = new String(files.read(from, name), UTF_8);
      } catch (FilesException | ContentException refused) {
        return;
      }
      assertThat(read).as("%s of %s: %s", name, from.name(), what).isEqualTo(contents.get(name));
      assertThat(from).isEqualTo(name.equals("x") ? other : site);
    }

    List<Document> listed(Site from) {
      try {
        return page(from).documents();
      } catch (FilesException refused) {
        return List.of();
      }
    }

    DocumentPage page(Site from) {
      return files.documents.list(
          from, new DocumentSelection("", Optional.empty(), "", 100), FilesFixture.ALICE);
    }

    List<String> ids(String table) {
      return files.database.read(
          tx -> {
            try (ResultSet rows =
                tx.getConnection().getMetaData().getColumns(null, null, table, null)) {
              List<String> names = new ArrayList<>();
              while (rows.next()) {
                String name = rows.getString("COLUMN_NAME");
                if (name.equals("id") || name.endsWith("_id")) {
                  names.add(name);
                }
              }
              return names;
            } catch (SQLException failed) {
              throw new AssertionError(failed);
            }
          });
    }

    List<byte[]> values(String table, String column) {
      return files.database.read(
          tx ->
              tx.createQuery(
                      "SELECT DISTINCT %1$s FROM %2$s WHERE %1$s IS NOT NULL"
                          .formatted(column, table))
                  .mapTo(byte[].class)
                  .list());
    }

    @Override
    public void close() {
      files.close();
    }
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  @DisplayName("gets no other content by changing any id of any row (fault 56)")
  void fault56_everyId(Dialect dialect) {
    try (World world = new World(dialect, folder)) {
      int swaps = 0;
      for (String table : TABLES) {
        List<String> ids = world.ids(table);
        assertThat(ids).contains("site_id", "owner_key_id");
        for (String column : ids) {
          List<byte[]> values = world.values(table, column);
          for (int i = 0; i < values.size(); i++) {
            byte[] from = values.get(i);
            byte[] to = values.get((i + 1) % values.size());
            swaps++;
            String what = "%s.%s".formatted(table, column);
            String sql = "UPDATE %1$s SET %2$s = ? WHERE %2$s = ?".formatted(table, column);
            world.with(
                table, tx -> tx.execute(sql, to, from), () -> world.assertNothingElseIsRead(what));
          }
        }
      }
      assertThat(swaps).isGreaterThan(30);
      world.contents.keySet().forEach(name -> assertReadable(world, name));
    }
  }

  private static void assertReadable(World world, String name) {
    if (!name.equals("part")) {
      Site from = name.equals("x") ? world.other : world.site;
      assertThat(world.files.read(from, name)).isEqualTo(world.contents.get(name).getBytes(UTF_8));
    }
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  @DisplayName("gets no other content by exchanging whole rows (fault 56)")
  void fault56_wholeRows(Dialect dialect) {
    try (World world = new World(dialect, folder)) {
      String swap =
          """
          UPDATE file_documents SET (object_id, upload_id, size_bytes, modified_at, owner_key_id,
            sealed) = (SELECT object_id, upload_id, size_bytes, modified_at, owner_key_id, sealed
              FROM before_it WHERE id = ?) WHERE id = ?\
          """;
      List<byte[]> ids = world.values("file_documents", "id");
      for (int i = 0; i < ids.size(); i++) {
        byte[] from = ids.get(i);
        byte[] to = ids.get((i + 1) % ids.size());
        world.with(
            "file_documents",
            tx -> tx.execute(swap, from, to),
            () -> world.assertNothingElseIsRead("a whole row"));
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  @DisplayName("cannot change a length or time that clients see (fault 56)")
  void fault56_lengthsAndTimes(Dialect dialect) {
    try (World world = new World(dialect, folder)) {
      for (String column : List.of("size_bytes", "modified_at")) {
        world.with(
            "file_documents",
            tx -> tx.execute("UPDATE file_documents SET %1$s = %1$s + 1".formatted(column)),
            () -> {
              for (String name : List.of("a", "p")) {
                assertDamaged(
                    () -> world.files.documents.require(world.site, name, FilesFixture.ALICE));
              }
              assertThat(world.page(world.site).documents()).isEmpty();
              assertThat(world.page(world.site).damaged()).containsExactly("a", "b", "p", "q");
            });
      }
      for (String column : List.of("size_bytes", "modified_at", "number")) {
        world.with(
            "file_parts",
            tx -> tx.execute("UPDATE file_parts SET %1$s = %1$s + 1".formatted(column)),
            () ->
                assertThat(
                        world.files.uploads.parts(world.site, world.open.id(), FilesFixture.ALICE))
                    .isEmpty());
      }
      world.with(
          "file_uploads",
          tx -> tx.execute("UPDATE file_uploads SET started_at = started_at + 1"),
          () -> {
            assertThat(world.files.uploads.list(world.site, FilesFixture.ALICE)).isEmpty();
            assertDamaged(
                () -> world.files.uploads.require(world.site, world.open.id(), FilesFixture.ALICE));
          });
    }
  }

  private static void assertDamaged(ThrowingCallable read) {
    assertThatThrownBy(read)
        .isInstanceOfSatisfying(
            FilesException.class,
            e -> assertThat(e.error()).isEqualTo(FilesError.DOCUMENT_DAMAGED));
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  @DisplayName("does not bring back an older version by its row (fault 56)")
  void fault56_olderVersion(Dialect dialect) {
    try (World world = new World(dialect, folder)) {
      world.write(tx -> tx.execute("CREATE TABLE older AS SELECT * FROM file_documents"));
      world.files.put(world.site, "a", "the newer content".getBytes(UTF_8));
      world.write(
          tx -> {
            tx.execute("DELETE FROM file_documents");
            tx.execute("INSERT INTO file_documents SELECT * FROM older");
          });
      assertThatThrownBy(() -> world.files.read(world.site, "a"))
          .isInstanceOf(ContentException.class);
    }
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  @DisplayName("breaks no listing by one row, which is listed as damaged (fault 71)")
  void fault71_damagedRows(Dialect dialect) {
    try (World world = new World(dialect, folder)) {
      byte[] b = rowOf(world, "b");
      for (Consumer<Handle> damage :
          List.<Consumer<Handle>>of(
              tx ->
                  tx.execute("UPDATE file_documents SET sealed = ? WHERE id = ?", new byte[40], b),
              tx ->
                  tx.execute(
                      "UPDATE file_documents SET owner_key_id = ? WHERE id = ?", new byte[16], b),
              tx -> tx.execute("DELETE FROM file_documents WHERE id = ?", b))) {
        world.with(
            "file_documents",
            damage,
            () -> {
              DocumentPage page = world.page(world.site);
              assertThat(page.documents())
                  .extracting(Document::name)
                  .containsExactly("a", "p", "q");
              assertThat(page.damaged()).containsExactly("b");
              assertDamaged(() -> world.files.read(world.site, "b"));
            });
      }
    }
  }

  private static byte[] rowOf(World world, String name) {
    Document wanted = world.files.documents.require(world.site, name, FilesFixture.ALICE);
    return world.files.database.read(
        tx ->
            tx.createQuery("SELECT id FROM file_documents WHERE object_id = :object")
                .bind("object", wanted.id())
                .mapTo(byte[].class)
                .one());
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  @DisplayName("takes no other document's content along when a damaged one is stored again")
  void storedAgain(Dialect dialect) {
    try (World world = new World(dialect, folder)) {
      byte[] a = rowOf(world, "a");
      Document b = world.files.documents.require(world.site, "b", FilesFixture.ALICE);
      world.write(
          tx ->
              tx.createUpdate("UPDATE file_documents SET object_id = :other WHERE id = :id")
                  .bind("other", b.id())
                  .bind("id", a)
                  .execute());
      assertDamaged(() -> world.files.read(world.site, "a"));
      world.files.put(world.site, "a", "again".getBytes(UTF_8));
      assertThat(world.files.read(world.site, "a")).isEqualTo("again".getBytes(UTF_8));
      assertReadable(world, "b");
      world.write(
          tx -> tx.execute("UPDATE file_documents SET sealed = ? WHERE id = ?", new byte[40], a));
      long before = world.files.liveObjects();
      assertThat(world.files.documents.delete(world.site, "a", Conditions.NONE, FilesFixture.ALICE))
          .isTrue();
      assertThat(world.files.liveObjects()).isEqualTo(before - 1);
      assertThat(world.page(world.site).damaged()).isEmpty();
    }
  }
}
