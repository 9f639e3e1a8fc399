package dev.freehold.server.shell;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;

@DisplayName("The corpus C01 to C48")
@Order(1)
class CorpusTest extends PublishedCommandsTest {

  @Override
  Optional<Map<String, String>> commands() {
    return PublishedText.corpus();
  }

  @Override
  String expectations() {
    return "corpus.txt";
  }
}
