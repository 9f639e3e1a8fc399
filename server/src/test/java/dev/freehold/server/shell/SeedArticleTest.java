package dev.freehold.server.shell;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;

@DisplayName("The code blocks of the seed article")
class SeedArticleTest extends PublishedCommandsTest {

  @Override
  Optional<Map<String, String>> commands() {
    return PublishedText.article();
  }

  @Override
  String expectations() {
    return "article.txt";
  }
}
