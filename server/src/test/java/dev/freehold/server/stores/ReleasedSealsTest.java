package dev.freehold.server.stores;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freehold.custody.seals.SealedKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A kind of sealed rows")
class ReleasedSealsTest {

  private static final String WRITE = "freehold.seals.write";
  private static final Path RELEASED =
      Path.of(System.getProperty("freehold.root"), ".ci/released-seals");

  /** Programs of two versions read each other's rows, and a seal covers these columns. */
  private static String line(SealedKind kind) {
    return "%s: %s of %s%s"
        .formatted(
            kind.name(),
            String.join(" ", kind.decidingColumns()),
            String.join(" ", kind.keyColumns()),
            kind.isVersioned() ? ", counted" : "");
  }

  @Test
  @DisplayName("of the last release is as it was, so that neither version refuses the other's rows")
  void released() throws IOException {
    List<String> lines = Schemas.SEALED.stream().map(ReleasedSealsTest::line).sorted().toList();
    if (Boolean.getBoolean(WRITE)) {
      Files.write(RELEASED, lines);
    }
    List<String> changed = new ArrayList<>(Files.readAllLines(RELEASED));
    changed.removeAll(lines);
    assertThat(changed)
        .as(
            "put new fields into a kind and a table of their own; if a release was made, write the"
                + " list anew: mvn -pl server -am -Dtest=ReleasedSealsTest -D%s=true test",
            WRITE)
        .isEmpty();
  }
}
