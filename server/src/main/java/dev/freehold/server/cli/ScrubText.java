package dev.freehold.server.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freehold.server.text.ByteText;
import java.io.PrintWriter;
import java.util.List;

/** What a scrub came to, for people and for programs. */
final class ScrubText {

  private static final ObjectMapper JSON = new ObjectMapper();

  private ScrubText() {}

  /** What a command waits for that begins no scrub of its own, and how long at most if in vain. */
  static void printWait(JsonNode run, PrintWriter err) {
    err.printf(
        "waiting for the scrub that began at %s; if its node, last heard at %s, says nothing until"
            + " %s, it counts as broken off%n",
        run.path("startedAt").asText(),
        run.path("seenAt").asText(),
        run.path("givenUpAt").asText());
    err.flush();
  }

  /** One line for each finding, then what was looked at. */
  static void print(JsonNode run, List<JsonNode> findings, PrintWriter out) {
    for (JsonNode finding : findings) {
      out.printf(
          "tenant %s  owner %s  %s  %s%n",
          finding.path("tenantId").asText(),
          finding.path("ownerId").asText(),
          finding.path("code").asText(),
          finding.path("subject").asText());
    }
    out.printf(
        "%s: %d checked, %s of content read, %d found, %d not checked, %d not bound yet%n",
        run.path("state").asText(),
        run.path("done").asLong(),
        ByteText.of(run.path("bytes").asLong()),
        run.path("findings").asLong(),
        run.path("unchecked").asLong(),
        run.path("unbound").asLong());
    if (run.path("state").asText().equals("broken-off")) {
      out.println("its node has ended or is cut off; 'freehold scrub' begins another");
    }
    if (run.path("findings").asLong() > findings.size()) {
      out.printf("only the first %d findings are kept; the log has all%n", findings.size());
    }
    if (run.path("unchecked").asLong() > 0) {
      out.println("what was not checked, and why, is in the server's log");
    }
  }

  /** One object: what the server says of the run, with its findings. */
  static void printJson(JsonNode run, List<JsonNode> findings, PrintWriter out) {
    ObjectNode report = ((ObjectNode) run).deepCopy();
    report.put("findingCount", run.path("findings").asLong());
    report.putArray("findings").addAll(findings);
    out.println(JSON.valueToTree(report).toPrettyString());
  }
}
