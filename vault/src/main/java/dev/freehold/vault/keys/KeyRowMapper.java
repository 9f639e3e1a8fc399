package dev.freehold.vault.keys;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.freehold.vault.masterkey.KeyPlace;
import dev.freehold.vault.material.KeyKind;
import dev.freehold.vault.material.PublicPart;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jdbi.v3.core.result.RowView;

/** Maps versions to columns and back. */
public final class KeyRowMapper {

  private static final ObjectMapper JSON = new ObjectMapper();

  private KeyRowMapper() {}

  static KeyVersion map(RowView row) {
    return new KeyVersion(
        new KeyPlace(
            row.getColumn("vault_id", UUID.class),
            row.getColumn("folded_name", String.class),
            row.getColumn("version", UUID.class)),
        row.getColumn("name", String.class),
        row.getColumn("ordinal", Integer.class),
        form(row),
        operations(row.getColumn("operations", String.class)),
        new KeyAttributes(
            row.getColumn("enabled", Boolean.class),
            Optional.ofNullable(row.getColumn("not_before", Instant.class)),
            Optional.ofNullable(row.getColumn("expires", Instant.class))),
        tags(row.getColumn("tags", String.class)),
        row.getColumn("created_at", Instant.class),
        row.getColumn("updated_at", Instant.class));
  }

  private static KeyForm form(RowView row) {
    KeyKind kind = KeyKind.of(row.getColumn("kind", String.class));
    return new KeyForm(
        PublicPart.decode(kind, row.getColumn("public_key", byte[].class)),
        row.getColumn("hardware", Boolean.class),
        row.getColumn("engine", String.class));
  }

  /** The values of the columns that an update may change, by parameter name. */
  static Map<String, Object> changeable(KeyVersion key) {
    Map<String, Object> values = new HashMap<>();
    values.put("operations", words(key.operations()));
    values.put("enabled", key.attributes().enabled());
    values.put("notBefore", millis(key.attributes().notBefore()));
    values.put("expires", millis(key.attributes().expires()));
    values.put("tags", text(key.tags()));
    values.put("updated", key.updated());
    return values;
  }

  private static Long millis(Optional<Instant> time) {
    return time.map(Instant::toEpochMilli).orElse(null);
  }

  /** Operations as one column. */
  public static String words(List<KeyOperation> operations) {
    return operations.stream().map(KeyOperation::word).collect(Collectors.joining(" "));
  }

  /** Reads what the method before wrote. */
  public static List<KeyOperation> operations(String words) {
    return Arrays.stream(words.split(" ", -1))
        .map(word -> KeyOperation.of(word).orElseThrow())
        .toList();
  }

  /** Tags as one column. */
  public static String text(Map<String, String> tags) {
    try {
      return JSON.writeValueAsString(tags);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("tags cannot be written", e);
    }
  }

  /** Reads what the method before wrote. */
  public static Map<String, String> tags(String text) {
    try {
      return JSON.readValue(text, new TypeReference<LinkedHashMap<String, String>>() {});
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("stored tags cannot be read", e);
    }
  }
}
