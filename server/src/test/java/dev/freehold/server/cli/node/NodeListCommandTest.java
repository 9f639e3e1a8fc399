package dev.freehold.server.cli.node;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The list of nodes")
class NodeListCommandTest {

  private static JsonNode node(String name, String state, String authority) {
    ObjectNode node =
        JsonNodeFactory.instance
            .objectNode()
            .put("name", name)
            .put("state", state)
            .put("seenAt", "2026-11-30T12:00:00Z")
            .put("version", "1.0");
    return authority.isEmpty() ? node.putNull("authority") : node.put("authority", authority);
  }

  @Test
  @DisplayName("says which nodes that serve have another local authority than the first")
  void others() {
    assertThat(
            NodeListCommand.lines(
                List.of(
                    node("node-1", "serving", "aa"),
                    node("node-2", "serving", "bb"),
                    node("node-3", "serving", "aa"),
                    node("node-4", "serving", "cc"))))
        .contains("node-2, node-4: another local authority than node-1 has. Clients that trust");
  }

  @Test
  @DisplayName("says nothing of nodes that show none, do not serve, or are of an earlier program")
  void same() {
    assertThat(
            NodeListCommand.lines(
                    List.of(
                        node("node-1", "serving", ""),
                        node("node-2", "serving", "aa"),
                        node("node-3", "silent", "bb"),
                        node("node-4", "removed", "cc")))
                .lines())
        .hasSize(5)
        .allMatch(line -> !line.contains("authority"));
  }
}
