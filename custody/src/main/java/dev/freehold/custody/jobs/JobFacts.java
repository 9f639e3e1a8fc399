package dev.freehold.custody.jobs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Map;
import java.util.TreeMap;

/** Parameters and statements as text in a column. */
final class JobFacts {

  static final String NONE = "{}";

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final TypeReference<Map<String, String>> TYPE = new TypeReference<>() {};

  private JobFacts() {}

  static String write(Map<String, String> facts) {
    try {
      return JSON.writeValueAsString(new TreeMap<>(facts));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a map of texts can always be written", e);
    }
  }

  static Map<String, String> read(String text) {
    try {
      return JSON.readValue(text, TYPE);
    } catch (JsonProcessingException e) {
      // Jackson's message quotes the text; it is left out.
      throw new IllegalStateException("the facts of a job cannot be read; its row is damaged");
    }
  }
}
