package dev.freehold.crypto.testing;

import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Reads Project Wycheproof's vectors; tests that need them are skipped where they are absent. */
public final class Wycheproof {

  /** Where Debian's package puts the sources of a Rust library, vectors included. */
  private static final Path PACKAGES = Path.of("/usr/share/cargo/registry");

  private Wycheproof() {}

  /** All cases of the groups that {@code wanted} takes. */
  public static List<Case> cases(String file, Predicate<JsonNode> wanted) throws IOException {
    Optional<Path> folder = folder();
    assumeThat(folder)
        .as("Project Wycheproof's vectors; install Debian's librust-wycheproof-dev")
        .isPresent();
    JsonNode root = new ObjectMapper().readTree(folder.orElseThrow().resolve(file).toFile());
    List<Case> cases = new ArrayList<>();
    for (JsonNode group : root.get("testGroups")) {
      if (wanted.test(group)) {
        group.get("tests").forEach(test -> cases.add(new Case(group, test)));
      }
    }
    return cases;
  }

  private static Optional<Path> folder() throws IOException {
    if (Files.isDirectory(PACKAGES)) {
      try (Stream<Path> packages = Files.list(PACKAGES)) {
        Optional<Path> data =
            packages
                .filter(each -> each.getFileName().toString().startsWith("wycheproof-"))
                .map(each -> each.resolve("src/data"))
                .filter(Files::isDirectory)
                .findFirst();
        if (data.isPresent()) {
          return data;
        }
      }
    }
    return Optional.of(Path.of(System.getProperty("freehold.shared", "absent")))
        .map(beside -> beside.resolve("vectors/wycheproof"))
        .filter(Files::isDirectory);
  }

  /** One test with its group. */
  public record Case(JsonNode group, JsonNode test) {

    /** A member in hexadecimal digits. */
    public byte[] bytes(String name) {
      return HexFormat.of().parseHex(test.get(name).asText());
    }

    /** Whether it must be taken. */
    public boolean valid() {
      return result().equals("valid");
    }

    /** {@code valid}, {@code invalid} or {@code acceptable}. */
    public String result() {
      return test.get("result").asText();
    }

    @Override
    public String toString() {
      return "case %s %s".formatted(test.get("tcId"), test.get("comment"));
    }
  }
}
