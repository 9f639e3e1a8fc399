package dev.freehold.shell.azure.call;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freehold.powershell.value.PsHashtable;
import dev.freehold.powershell.value.Text;

/** Converts tags between a hashtable and JSON. */
public final class Tags {

  private Tags() {}

  /** A hashtable; null if there are none. */
  public static PsHashtable of(JsonNode json) {
    if (json.isEmpty()) {
      return null;
    }
    PsHashtable table = PsHashtable.unordered();
    json.properties().forEach(tag -> table.put(tag.getKey(), tag.getValue().asText()));
    return table;
  }

  public static ObjectNode toJson(Object table) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    if (table instanceof PsHashtable tags) {
      for (Object key : tags.keys()) {
        json.put(Text.of(key), Text.of(tags.get(key)));
      }
    }
    return json;
  }

  /** Tells whether the tags of a resource have all that is asked for; an empty value is any. */
  public static boolean match(JsonNode tags, Object asked) {
    if (!(asked instanceof PsHashtable wanted)) {
      return true;
    }
    return wanted.keys().stream()
        .allMatch(
            key -> {
              String value = Text.of(wanted.get(key));
              JsonNode present = tags.path(Text.of(key));
              return present.isTextual() && (value.isEmpty() || present.asText().equals(value));
            });
  }
}
