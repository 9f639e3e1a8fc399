package dev.freehold.powershell.data.step;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import dev.freehold.powershell.value.Conversions;
import dev.freehold.powershell.value.PsHashtable;
import dev.freehold.powershell.value.PsObject;
import dev.freehold.powershell.value.scalar.ValueError;
import dev.freehold.powershell.value.scalar.ValueException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** ConvertFrom-Json: objects or hashtables, whole numbers as Int64, ISO 8601 texts as dates. */
public final class JsonReader {

  /** How deep JSON may be when nothing is said. */
  public static final int DEFAULT_DEPTH = 1024;

  private static final Pattern ISO_DATE =
      Pattern.compile(
          "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d{1,7})?(Z|[+-]\\d\\d:\\d\\d)?");

  private final JsonParser parser;
  private final boolean asHashtable;

  private JsonReader(JsonParser parser, boolean asHashtable) {
    this.parser = parser;
    this.asHashtable = asHashtable;
  }

  /**
   * Reads one value.
   *
   * @param depth how deep it may be
   * @return null for an empty text
   * @throws ValueException {@link ValueError#JSON}
   */
  public static Object read(String text, boolean asHashtable, int depth) {
    JsonFactory factory =
        JsonFactory.builder()
            .streamReadConstraints(
                StreamReadConstraints.builder()
                    .maxNestingDepth(depth)
                    .maxStringLength(Math.max(1, text.length()))
                    .build())
            .build();
    try (JsonParser parser = factory.createParser(text)) {
      if (parser.nextToken() == null) {
        return null;
      }
      Object value = new JsonReader(parser, asHashtable).value();
      if (parser.nextToken() != null) {
        throw failed("Additional text found after finishing reading JSON content.");
      }
      return value;
    } catch (JsonProcessingException e) {
      throw failed(e.getOriginalMessage() + place(e.getLocation()));
    } catch (IOException e) {
      throw failed(e.getMessage());
    }
  }

  private static String place(JsonLocation location) {
    return location == null
        ? ""
        : " (line %d, position %d)".formatted(location.getLineNr(), location.getColumnNr());
  }

  private Object value() throws IOException {
    JsonToken token = parser.currentToken();
    return switch (token) {
      case START_OBJECT -> asHashtable ? table() : object();
      case START_ARRAY -> array();
      case VALUE_STRING -> string(parser.getText());
      case VALUE_NUMBER_INT -> whole();
      case VALUE_NUMBER_FLOAT -> parser.getDoubleValue();
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case VALUE_NULL -> null;
      case END_ARRAY, END_OBJECT, FIELD_NAME, NOT_AVAILABLE, VALUE_EMBEDDED_OBJECT ->
          throw failed("Unexpected " + token + ".");
    };
  }

  private PsObject object() throws IOException {
    PsObject object = PsObject.custom();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      object
          .find(name)
          .filter(earlier -> !earlier.name().equals(name))
          .ifPresent(
              earlier -> {
                throw failed(
                    "the keys '%s' and '%s' differ only in case; use -AsHashtable."
                        .formatted(earlier.name(), name));
              });
      parser.nextToken();
      object.with(name, value());
    }
    return object;
  }

  private PsHashtable table() throws IOException {
    PsHashtable table = PsHashtable.ordered();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      parser.nextToken();
      table.put(name, value());
    }
    return table;
  }

  private List<Object> array() throws IOException {
    List<Object> elements = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      elements.add(value());
    }
    return elements;
  }

  private Object whole() throws IOException {
    return switch (parser.getNumberType()) {
      case INT, LONG -> parser.getLongValue();
      case BIG_INTEGER, FLOAT, DOUBLE, BIG_DECIMAL -> parser.getDoubleValue();
    };
  }

  private static Object string(String text) {
    return ISO_DATE.matcher(text).matches() ? dateOr(text) : text;
  }

  private static Object dateOr(String text) {
    try {
      return Conversions.toDate(text);
    } catch (ValueException e) {
      return text;
    }
  }

  private static ValueException failed(String why) {
    return new ValueException(ValueError.JSON, "Conversion from JSON failed with error: " + why);
  }
}
