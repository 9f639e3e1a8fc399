package dev.freehold.vault.seals;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freehold.persistence.Database;
import dev.freehold.vault.testing.RunningVault;
import dev.freehold.vault.testing.TableCopy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A file with rows that a release has sealed, and the master key of their vaults. A line is a word,
 * a space, and the master key's file in hexadecimal or a row as JSON; bytes are an object with
 * {@code hex}.
 *
 * @param masterKey the file of the master key, which protects nothing but these rows
 * @param rows by table, in the order in which they can be put in
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
record ReleasedRows(byte[] masterKey, Map<String, List<Map<String, Object>>> rows) {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final HexFormat HEX = HexFormat.of();
  private static final String MASTER_KEY = "master-key";
  private static final String BYTES = "hex";

  private static final List<String> TABLES =
      Stream.concat(Stream.of("vault_master_key"), SealedFixture.TABLES.stream()).toList();

  static ReleasedRows of(RunningVault vault) throws IOException {
    return new ReleasedRows(
        Files.readAllBytes(vault.masterKeyFile()),
        TableCopy.of(vault.bareDatabase(), TABLES).rows());
  }

  /** Takes the place of what is in the tables. */
  void putInto(Database database) {
    TableCopy.ofRows(rows).putBack(database);
  }

  void write(Path file) throws IOException {
    List<String> lines = new ArrayList<>();
    lines.add(MASTER_KEY + " " + HEX.formatHex(masterKey));
    rows.forEach((table, all) -> all.forEach(row -> lines.add(table + " " + json(row))));
    Files.write(file, lines);
  }

  static ReleasedRows read(Path file) throws IOException {
    byte[] masterKey = {};
    Map<String, List<Map<String, Object>>> rows = new LinkedHashMap<>();
    TABLES.forEach(table -> rows.put(table, new ArrayList<>()));
    for (String line : Files.readAllLines(file)) {
      String[] parts = line.split(" ", 2);
      if (parts[0].equals(MASTER_KEY)) {
        masterKey = HEX.parseHex(parts[1]);
      } else {
        rows.get(parts[0]).add(row(JSON.readTree(parts[1])));
      }
    }
    return new ReleasedRows(masterKey, rows);
  }

  private static String json(Map<String, Object> row) {
    ObjectNode node = JSON.createObjectNode();
    row.forEach(
        (column, value) ->
            node.set(
                column,
                value instanceof byte[] bytes
                    ? JSON.createObjectNode().put(BYTES, HEX.formatHex(bytes))
                    : JSON.valueToTree(value)));
    try {
      return JSON.writeValueAsString(node);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static Map<String, Object> row(JsonNode node) {
    Map<String, Object> row = new LinkedHashMap<>();
    node.properties().forEach(column -> row.put(column.getKey(), value(column.getValue())));
    return row;
  }

  private static Object value(JsonNode node) {
    return switch (node.getNodeType()) {
      case OBJECT -> HEX.parseHex(node.path(BYTES).asText());
      case NUMBER -> node.asLong();
      case STRING -> node.asText();
      case NULL -> null;
      case ARRAY, BINARY, BOOLEAN, MISSING, POJO ->
          throw new IllegalArgumentException("no value of a row: " + node);
    };
  }
}
