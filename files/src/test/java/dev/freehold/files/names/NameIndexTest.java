package dev.freehold.files.names;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.custody.CustodyMigrations;
import dev.freehold.files.names.NameIndex.Hold;
import dev.freehold.ledger.Ledger;
import dev.freehold.persistence.Database;
import dev.freehold.persistence.Dialect;
import dev.freehold.persistence.MigrationSet;
import dev.freehold.persistence.testing.TestDatabases;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Consumer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("The index of names")
class NameIndexTest {

  private static final UUID SITE = new UUID(1, 2);

  @TempDir private Path folder;

  private final PlainKeys keys = new PlainKeys();
  private final TreeMap<byte[], UUID> expected = new TreeMap<>(Arrays::compareUnsigned);

  @ParameterizedTest
  @EnumSource(Dialect.class)
  @DisplayName("has what was added and not removed, in the order of the names' bytes")
  void behavesLikeASortedMap(Dialect dialect) {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    try (Database database = open(dialect)) {
      for (int round = 0; round < 15; round++) {
        boolean mostlyAdds = round % 10 < 6;
        for (int i = 0; i < 60; i++) {
          if (random.nextInt(10) < (mostlyAdds ? 9 : 1)) {
            add(database, name(random));
          } else if (!expected.isEmpty()) {
            remove(database, existing(random));
          }
        }
        assertSame(database, seed);
      }
      while (!expected.isEmpty()) {
        remove(database, existing(random));
      }
      assertSame(database, seed);
      assertThat(pages(database)).as("seed %d", seed).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  @DisplayName("fills its pages where names come in order")
  void namesInOrderFillPages(Dialect dialect) {
    try (Database database = open(dialect)) {
      for (int i = 0; i < 2_000; i++) {
        add(database, "photos/2026/%08d.jpg".formatted(i).getBytes(UTF_8));
      }
      assertSame(database, 0);
      // 8 KiB hold some 300 of these.
      assertThat(pages(database)).isLessThan(12);
    }
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  @DisplayName("finds every name after its first pages went and lower names came")
  void leftmostPagesGo(Dialect dialect) {
    try (Database database = open(dialect)) {
      addAll(database, "m", 1_500);
      write(
          database,
          index -> {
            for (int i = 0; i < 600; i++) {
              byte[] name = "m%06d".formatted(i).getBytes(UTF_8);
              index.remove(name);
              expected.remove(name);
            }
            return null;
          });
      addAll(database, "a", 1_500);
      assertSame(database, 0);
      addAll(database, "l", 1_500);
      assertSame(database, 0);
    }
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  @DisplayName("keeps its pages short when a name comes that has nothing in common with the others")
  void commonBeginningIsLost(Dialect dialect) {
    try (Database database = open(dialect)) {
      addAll(database, "p".repeat(1_000), 200);
      add(database, "a".getBytes(UTF_8));
      assertSame(database, 0);
    }
  }

  private void addAll(Database database, String prefix, int count) {
    write(
        database,
        index -> {
          for (int i = 0; i < count; i++) {
            byte[] name = "%s%06d".formatted(prefix, i).getBytes(UTF_8);
            expected.put(name, UUID.randomUUID());
            index.add(name, expected.get(name));
          }
          return null;
        });
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  @DisplayName("goes to the first name from a place on, and past a prefix")
  void seeks(Dialect dialect) {
    try (Database database = open(dialect)) {
      for (String name : List.of("a", "a/1", "a/2", "a0", "b/1", "\uFFFD", "\uD83D\uDE00")) {
        add(database, name.getBytes(UTF_8));
      }
      assertThat(from(database, cursor -> cursor.seek("a/".getBytes(UTF_8))))
          .startsWith("a/1", "a/2", "a0");
      assertThat(from(database, cursor -> cursor.seekPast("a/".getBytes(UTF_8))))
          .startsWith("a0", "b/1");
      assertThat(from(database, cursor -> cursor.seekPast("b".getBytes(UTF_8))))
          .containsExactly("\uFFFD", "\uD83D\uDE00");
      assertThat(from(database, cursor -> cursor.seekPast(new byte[0]))).isEmpty();
    }
  }

  private Database open(Dialect dialect) {
    return TestDatabases.open(
        dialect, folder, Ledger.MIGRATIONS, CustodyMigrations.CUSTODY, new MigrationSet("files"));
  }

  private void add(Database database, byte[] name) {
    UUID id = UUID.randomUUID();
    boolean added =
        write(
            database,
            index -> {
              if (index.lockAndFind(name).isPresent()) {
                return false;
              }
              index.add(name, id);
              return true;
            });
    assertThat(added).isEqualTo(!expected.containsKey(name));
    expected.putIfAbsent(name, id);
  }

  private void remove(Database database, byte[] name) {
    Optional<UUID> found =
        write(
            database,
            index -> {
              Optional<UUID> id = index.lockAndFind(name);
              index.remove(name);
              return id;
            });
    assertThat(found).contains(expected.remove(name));
  }

  /** As a transaction does that does not need the whole index before it finds out. */
  private <R> R write(Database database, Change<R> change) {
    try {
      return database.write(
          tx -> change.run(new NameIndex(tx, database.dialect(), SITE, keys, Hold.ONE_PAGE)));
    } catch (NeedsWholeIndexException e) {
      return database.write(
          tx -> change.run(new NameIndex(tx, database.dialect(), SITE, keys, Hold.WHOLE)));
    }
  }

  private void assertSame(Database database, long seed) {
    List<String> names = new ArrayList<>();
    for (Map.Entry<byte[], UUID> entry : expected.entrySet()) {
      names.add(new String(entry.getKey(), UTF_8) + entry.getValue());
    }
    List<String> found =
        database.read(
            tx -> {
              NameCursor cursor =
                  new NameIndex(tx, database.dialect(), SITE, keys, Hold.NOTHING).cursor();
              List<String> all = new ArrayList<>();
              for (cursor.seek(new byte[0]); cursor.hasName(); cursor.next()) {
                all.add(new String(cursor.name(), UTF_8) + cursor.documentId());
              }
              return all;
            });
    assertThat(found).as("seed %d", seed).isEqualTo(names);
  }

  private List<String> from(Database database, Consumer<NameCursor> start) {
    return database.read(
        tx -> {
          NameCursor cursor =
              new NameIndex(tx, database.dialect(), SITE, keys, Hold.NOTHING).cursor();
          List<String> all = new ArrayList<>();
          for (start.accept(cursor); cursor.hasName(); cursor.next()) {
            all.add(new String(cursor.name(), UTF_8));
          }
          return all;
        });
  }

  private static int pages(Database database) {
    return database.read(
        tx -> tx.createQuery("SELECT COUNT(*) FROM file_name_pages").mapTo(Integer.class).one());
  }

  /** Short and very long names, many with the same beginning. */
  private static byte[] name(Random random) {
    String folders = "folder %d/".formatted(random.nextInt(5)).repeat(random.nextInt(3));
    String rest = Integer.toString(random.nextInt(900), 36);
    return (random.nextInt(8) == 0 ? folders + rest.repeat(200) : folders + rest).getBytes(UTF_8);
  }

  private byte[] existing(Random random) {
    List<byte[]> names = new ArrayList<>(expected.keySet());
    return names.get(random.nextInt(names.size()));
  }

  @FunctionalInterface
  private interface Change<R> {
    R run(NameIndex index);
  }

  /** Pages that are not sealed, for this is about their order. */
  private static final class PlainKeys implements NamePageKeys {
    @Override
    public UUID presentKeyId() {
      return new UUID(3, 4);
    }

    @Override
    public byte[] seal(UUID pageId, byte[] page) {
      assertThat(page.length).isLessThanOrEqualTo(NameLimits.MAX_PAGE_BYTES);
      return page;
    }

    @Override
    public byte[] open(UUID keyId, UUID pageId, byte[] sealed) {
      return sealed;
    }
  }
}
