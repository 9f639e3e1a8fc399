package dev.freehold.powershell.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freehold.powershell.data.step.JsonOptions;
import dev.freehold.powershell.data.step.JsonReader;
import dev.freehold.powershell.data.step.JsonWriter;
import dev.freehold.powershell.value.Members;
import dev.freehold.powershell.value.PsHashtable;
import dev.freehold.powershell.value.PsObject;
import dev.freehold.powershell.value.scalar.SecureText;
import dev.freehold.powershell.value.scalar.ValueException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** JSON as ConvertTo-Json writes and ConvertFrom-Json reads it. */
class JsonTest {

  private static String json(Object value) {
    return JsonWriter.write(value, JsonOptions.DEFAULT).text();
  }

  private static Object read(String text) {
    return JsonReader.read(text, false, JsonReader.DEFAULT_DEPTH);
  }

  @Test
  @DisplayName("Properties keep their order, dates are ISO 8601, levels are indented by two spaces")
  void writes() {
    PsObject key =
        PsObject.custom()
            .with("Name", "K1")
            .with("Enabled", true)
            .with("Created", Instant.parse("2020-03-09T17:45:12Z"))
            .with("Size", 1.0)
            .with("Id", UUID.fromString("11112222-3333-4444-5555-666677778888"))
            .with("Ops", Arrays.asList("wrapKey", null))
            .with("Tags", PsHashtable.unordered())
            .with("None", List.of());
    assertThat(json(key))
        .isEqualTo(
            """
            {
              "Name": "K1",
              "Enabled": true,
              "Created": "2020-03-09T17:45:12Z",
              "Size": 1.0,
              "Id": "11112222-3333-4444-5555-666677778888",
              "Ops": [
                "wrapKey",
                null
              ],
              "Tags": {},
              "None": []
            }\
            """);
  }

  @Test
  @DisplayName("Compressed JSON has no spaces")
  void compresses() {
    PsHashtable table = PsHashtable.ordered().put("a", 1).put("b", List.of("x\n", "ü"));
    assertThat(JsonWriter.write(table, new JsonOptions(2, true)).text())
        .isEqualTo("{\"a\":1,\"b\":[\"x\\n\",\"ü\"]}");
  }

  @Test
  @DisplayName("What is deeper than asked becomes a string, and it is told")
  void truncates() {
    PsHashtable deep = PsHashtable.unordered().put("d", 1);
    for (String name : List.of("c", "b", "a")) {
      deep = PsHashtable.unordered().put(name, deep);
    }
    JsonWriter.Json json = JsonWriter.write(deep, new JsonOptions(2, true));
    assertThat(json.text()).isEqualTo("{\"a\":{\"b\":{\"c\":\"System.Collections.Hashtable\"}}}");
    assertThat(json.truncated()).isTrue();
    assertThat(JsonWriter.write(deep, new JsonOptions(3, true)).truncated()).isFalse();
  }

  @Test
  @DisplayName("A secure string is not written")
  void keepsSecrets() {
    try (SecureText secret = SecureText.copyOf("hunter2".toCharArray())) {
      assertThat(json(PsObject.custom().with("Password", secret))).doesNotContain("hunter2");
    }
  }

  @Test
  @DisplayName("Objects, arrays, whole numbers and dates are read")
  void reads() {
    PsObject object =
        (PsObject)
            read(
                "{\"a\": 1, \"b\": [1.5, null, true], \"c\": \"2020-03-09T17:45:12Z\", \"d\": {}}");
    assertThat(object.get("a")).isEqualTo(1L);
    assertThat(object.get("b")).isEqualTo(Arrays.asList(1.5, null, true));
    assertThat(object.get("c")).isEqualTo(Instant.parse("2020-03-09T17:45:12Z"));
    assertThat(Members.names(object.get("d"))).isEmpty();
    assertThat(read(" ")).isNull();
    assertThat(JsonReader.read("{\"A\":1}", true, 5)).isInstanceOf(PsHashtable.class);
  }

  @Test
  @DisplayName("What is no JSON, too deep or twice in two cases is refused")
  void refuses() {
    assertThatThrownBy(() -> read("{\"a\": }"))
        .isInstanceOf(ValueException.class)
        .hasMessageStartingWith("Conversion from JSON failed with error: ");
    assertThatThrownBy(() -> read("{} {}")).isInstanceOf(ValueException.class);
    assertThatThrownBy(() -> read("{\"a\":1,\"A\":2}")).hasMessageContaining("-AsHashtable");
    assertThatThrownBy(() -> read("[".repeat(2000))).isInstanceOf(ValueException.class);
    assertThatThrownBy(() -> JsonReader.read("[[1]]", false, 1)).isInstanceOf(ValueException.class);
  }
}
