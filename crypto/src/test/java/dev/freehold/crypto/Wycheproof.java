package dev.freehold.crypto;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Predicate;

/** Reads Project Wycheproof's vectors. */
final class Wycheproof {

  private Wycheproof() {}

  /** All cases of the groups that {@code wanted} takes. */
  static List<Case> cases(String file, Predicate<JsonNode> wanted) throws IOException {
    JsonNode root =
        new ObjectMapper()
            .readTree(SharedFiles.folder("vectors/wycheproof").resolve(file).toFile());
    List<Case> cases = new ArrayList<>();
    for (JsonNode group : root.get("testGroups")) {
      if (wanted.test(group)) {
        group.get("tests").forEach(test -> cases.add(new Case(group, test)));
      }
    }
    return cases;
  }

  /** One test with its group. */
  record Case(JsonNode group, JsonNode test) {

    byte[] bytes(String name) {
      return HexFormat.of().parseHex(test.get(name).asText());
    }

    boolean valid() {
      return test.get("result").asText().equals("valid");
    }

    @Override
    public String toString() {
      return "case %s %s".formatted(test.get("tcId"), test.get("comment"));
    }
  }
}
