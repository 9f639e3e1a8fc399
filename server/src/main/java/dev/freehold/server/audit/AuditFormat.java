package dev.freehold.server.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freehold.server.http.Json;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How audit records leave the server: as one JSON object a line. */
public enum AuditFormat {
  /** In the members of the published audit log's schema. */
  JSONL,
  /** As events of the Open Cybersecurity Schema Framework. */
  OCSF;

  /** ASCII alone, so that nothing that somebody typed is a line's end or a terminal's command. */
  private static final ObjectWriter WRITER =
      Json.MAPPER.writer().with(JsonWriteFeature.ESCAPE_NON_ASCII.mappedFeature());

  private static final String DELETE = "\u007f";

  /** The format of a name in lower case, as in settings and queries. */
  public static Optional<AuditFormat> named(String name) {
    return Arrays.stream(values()).filter(format -> format.word().equals(name)).findFirst();
  }

  /** The name in settings and queries. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The record's line, printable ASCII without a line's end. */
  public byte[] line(UnifiedRecord unified) {
    ObjectNode json =
        switch (this) {
          case JSONL -> UnifiedJson.of(unified);
          case OCSF -> OcsfJson.of(unified);
        };
    try {
      return WRITER
          .writeValueAsString(json)
          .replace(DELETE, "\\u007f")
          .getBytes(StandardCharsets.US_ASCII);
    } catch (JsonProcessingException impossible) {
      throw new UncheckedIOException("texts and numbers can always be written as JSON", impossible);
    }
  }
}
