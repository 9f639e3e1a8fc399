package dev.freehold.ledger.copy;

import static com.fasterxml.jackson.annotation.JsonInclude.Include.NON_NULL;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.freehold.ledger.entry.PersonalOpening;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Writes and reads the file of personal values and salts ("openings"), as JSON lines in UTF-8. */
public final class OpeningLines {

  static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .defaultPropertyInclusion(JsonInclude.Value.empty().withValueInclusion(NON_NULL))
          .build();

  private OpeningLines() {}

  /** Writes one line for each opening. */
  public static byte[] write(List<PersonalOpening> openings) {
    StringBuilder lines = new StringBuilder();
    for (PersonalOpening opening : openings) {
      try {
        lines.append(JSON.writeValueAsString(opening)).append('\n');
      } catch (JsonProcessingException e) {
        throw new IllegalStateException("strings and a number are JSON", e);
      }
    }
    return lines.toString().getBytes(StandardCharsets.UTF_8);
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws IOException if it is anything else
   */
  static List<PersonalOpening> read(byte[] lines) throws IOException {
    List<PersonalOpening> openings = new ArrayList<>();
    for (String line : new String(lines, StandardCharsets.UTF_8).split("\n", -1)) {
      if (!line.isEmpty()) {
        openings.add(opening(line));
      }
    }
    return openings;
  }

  private static PersonalOpening opening(String line) throws IOException {
    PersonalOpening opening = JSON.readValue(line, PersonalOpening.class);
    if (opening == null) {
      throw new JsonParseException(null, "an opening is not null");
    }
    return opening;
  }
}
