package dev.freehold.ledger.tile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.freehold.ledger.tile.TilePath.Kind;
import java.util.Iterator;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TilePathTest {

  @ParameterizedTest
  @CsvSource({
    "0, 000, HASHES, 0, 0, 256",
    "0, 000.p/1, HASHES, 0, 0, 1",
    "3, x002/x345/678, HASHES, 3, 2345678, 256",
    "entries, x001/000.p/255, ENTRIES, 0, 1000, 255"
  })
  void namesAreThoseOfTheStandard(
      String level, String rest, Kind kind, int levelNumber, long index, int width) {
    assertThat(TilePath.parse(level, rest))
        .contains(new TilePath(kind, levelNumber, index, width))
        .get()
        .hasToString(level + "/" + rest);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0/0",
        "0/00",
        "0/0000",
        "0/x000/001",
        "0/001/002",
        "0/x001",
        "0/000.p/0",
        "0/000.p/256",
        "0/000.p/01",
        "0/000.p",
        "0/x001/x001/x001/x001/x001/x001/001",
        "8/000",
        "00/000",
        "-1/000",
        "entry/000",
        "0/../000"
      })
  void whatIsNoTileHasNoName(String name) {
    int slash = name.indexOf('/');
    assertThat(TilePath.parse(name.substring(0, slash), name.substring(slash + 1))).isEmpty();
  }

  @Property
  void everyNameIsReadAsItIsWritten(
      @ForAll @IntRange(max = 7) int level,
      @ForAll @LongRange(min = 0, max = 999_999_999_999L) long index,
      @ForAll @IntRange(min = 1, max = 256) int width) {
    TilePath path = new TilePath(Kind.HASHES, level, index, width);
    String[] parts = path.toString().split("/", 2);
    assertThat(TilePath.parse(parts[0], parts[1])).contains(path);
  }

  @Test
  void aLogHasItsFullTilesAndOneMoreOfEachLevelThatIsNotFull() {
    assertThat(TilePath.all(0)).isEmpty();
    assertThat(TilePath.all(256).toList()).hasToString("[entries/000, 0/000, 1/000.p/1]");
    List<TilePath> tiles = TilePath.all(70_000).toList();
    assertThat(tiles).hasSize(274 * 2 + 2 + 1);
    assertThat(tiles.toString())
        .contains("entries/273.p/112", "0/273.p/112", "1/001.p/17", "2/000.p/1");
    assertThat(tiles).allMatch(tile -> tile.isWithin(70_000));
  }

  @Test
  void theTilesOfALogOfAnySizeAreMadeOneByOne() {
    Iterator<TilePath> tiles = TilePath.all(Long.MAX_VALUE).iterator();
    assertThat(tiles.next()).hasToString("entries/000");
    assertThat(tiles.next()).hasToString("entries/001");
  }

  @Test
  void whatLiesBeyondTheHeadIsInNoTile() {
    assertThat(new TilePath(Kind.HASHES, 0, 0, 17).isWithin(16)).isFalse();
    assertThat(new TilePath(Kind.HASHES, 0, 0, 16).isWithin(17)).isTrue();
    assertThat(new TilePath(Kind.HASHES, 1, 0, 1).isWithin(255)).isFalse();
    assertThat(new TilePath(Kind.HASHES, 0, Long.MAX_VALUE / 2, 1).isWithin(17)).isFalse();
    assertThatIllegalArgumentException().isThrownBy(() -> new TilePath(Kind.ENTRIES, 1, 0, 1));
  }

  @Test
  void bundlesHoldWhatWasPutIn() {
    List<byte[]> entries =
        List.of(new byte[0], new byte[] {1}, new byte[EntryBundle.MAX_ENTRY_BYTES]);
    byte[] bundle = EntryBundle.write(entries);
    assertThat(EntryBundle.read(bundle, 3)).usingRecursiveComparison().isEqualTo(entries);
    assertThatIllegalArgumentException().isThrownBy(() -> EntryBundle.read(bundle, 2));
    assertThatIllegalArgumentException().isThrownBy(() -> EntryBundle.read(bundle, 4));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> EntryBundle.read(new byte[] {0, 2, 1}, 1));
    assertThatIllegalArgumentException().isThrownBy(() -> EntryBundle.readHashes(bundle, 1));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> EntryBundle.write(List.of(new byte[EntryBundle.MAX_ENTRY_BYTES + 1])));
  }
}
