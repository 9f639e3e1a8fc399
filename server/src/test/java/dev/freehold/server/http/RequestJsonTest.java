package dev.freehold.server.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.freehold.web.http.ProblemException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("The JSON of a request")
class RequestJsonTest {

  private static final UUID ID = UUID.fromString("5e3ab6b4-54b5-4bb1-9c2c-6ae6a9f2a2a7");

  record Wanted(
      @Required String name,
      UUID id,
      Boolean enabled,
      Integer port,
      Long minutes,
      List<UUID> ids,
      Map<Integer, String> values,
      @JsonProperty("kind") String kindWord) {
    Wanted {
      if ("unheard".equals(kindWord)) {
        throw new ProblemException(400, "own-code", "kind is one of good, bad");
      }
    }
  }

  record Moved(@Required(orNull = true) String policy) {}

  record Pair(@Required String from, @JsonProperty("to") @Required String target, String note) {}

  record Pairs(List<Pair> pairs) {}

  record Nothing() {}

  private static <T extends Record> T read(String json, Class<T> type) {
    return RequestJson.read(json.getBytes(StandardCharsets.UTF_8), type);
  }

  private static void assertRefused(String json, Class<? extends Record> type, String detail) {
    assertThatThrownBy(() -> read(json, type))
        .as(json)
        .isInstanceOfSatisfying(
            ProblemException.class,
            refused -> {
              assertThat(refused.problem().detail()).isEqualTo(detail);
              assertThat(refused.problem().status()).isEqualTo(400);
              assertThat(refused.problem().code()).isEqualTo("request-invalid");
            });
  }

  @Test
  @DisplayName("is read if it fits")
  void fits() {
    Wanted read =
        read(
            """
            {"name": "n", "id": "%s", "enabled": true, "port": 1, "minutes": null,
             "ids": ["%s"], "values": {"7": "a", "8": null}, "kind": "good"}
            """
                .formatted(ID, ID),
            Wanted.class);
    assertThat(read.id()).isEqualTo(ID);
    assertThat(read.minutes()).isNull();
    assertThat(read.ids()).containsExactly(ID);
    assertThat(read.values()).containsEntry(7, "a").containsEntry(8, null);
    assertThat(read.kindWord()).isEqualTo("good");
    assertThat(read("{}", Nothing.class)).isEqualTo(new Nothing());
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"id\": 5                 | the member \"id\" must be a GUID, not a number",
        "\"id\": \"x\"             | the member \"id\" must be a GUID, which this one is not",
        "\"id\": \"\"              | the member \"id\" must be a GUID, which this one is not",
        "\"name\": []              | the member \"name\" must be a text, not an array",
        "\"enabled\": \"perhaps\"  | the member \"enabled\" must be true or false, not a text",
        "\"enabled\": {}           | the member \"enabled\" must be true or false, not an object",
        "\"port\": \"many\"        | the member \"port\" must be a whole number of 32 bits, not a"
            + " text",
        "\"port\": 3000000000      | the member \"port\" must be a whole number of 32 bits, which"
            + " this one is not",
        "\"minutes\": true         | the member \"minutes\" must be a whole number of 64 bits, not"
            + " true or false",
        "\"ids\": \"x\"            | the member \"ids\" must be an array, and each item a GUID, not"
            + " a text",
        "\"ids\": [\"\"]           | item 1 of the member \"ids\" must be a GUID, which this one is"
            + " not",
        "\"ids\": [1, null]        | item 1 of the member \"ids\" must be a GUID, not a number",
        "\"ids\": [null]           | item 1 of the member \"ids\" must be a GUID, not null",
        "\"ids\": {\"a\": 1}       | the member \"ids\" must be an array, and each item a GUID,"
            + " not an object",
        "\"values\": [\"a\"]        | the member \"values\" must be an object whose names are whole"
            + " numbers, and each value a text, not an array",
        "\"values\": {\"a\": \"b\"} | the member \"values\" must be an object whose names are whole"
            + " numbers, and each value a text, which this one is not",
        "\"values\": {\"1\": []}   | each value of the member \"values\" must be a text, not an"
            + " array",
      })
  @DisplayName("is refused with the member, what is expected and the kind that was given")
  void unfit(String member, String detail) {
    String name = member.startsWith("\"name\"") ? "" : "\"name\": \"n\", ";
    assertRefused("{" + name + member + "}", Wanted.class, detail);
  }

  @Test
  @DisplayName("must have what is required, which may be null only where the record says so")
  void required() {
    assertRefused("{}", Wanted.class, "the member \"name\" is needed");
    assertRefused("{\"name\": null}", Wanted.class, "the member \"name\" is needed");
    assertRefused("{}", Moved.class, "the member \"policy\" is needed");
    assertThat(read("{\"policy\": null}", Moved.class).policy()).isNull();
  }

  @Test
  @DisplayName("has no NUL in a text, wherever that is")
  void nul() {
    assertRefused(
        "{\"policy\": \"a\\u0000b\"}", Moved.class, "the member \"policy\" has a NUL in a text");
    assertRefused(
        "{\"pairs\": [{\"from\": \"a\\u0000\", \"to\": \"b\"}]}",
        Pairs.class,
        "the member \"pairs\" has a NUL in a text");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"from\": \"a\"}                             | which this one is not",
        "{\"from\": \"a\", \"to\": null}               | which this one is not",
        "{\"from\": \"a\", \"to\": []}                 | which this one is not",
        "{\"from\": \"a\", \"to\": \"b\", \"more\": 1} | which this one is not",
        "\"a\"                                         | not a text",
        "null                                          | not null",
      })
  @DisplayName("has in the objects of a list what each must have, and nothing else")
  void items(String item, String but) {
    assertRefused(
        "{\"pairs\": [{\"from\": \"a\", \"to\": \"b\"}, " + item + "]}",
        Pairs.class,
        "item 2 of the member \"pairs\" must be an object with from, to, note, " + but);
  }

  @Test
  @DisplayName("has no other members; a long name is not repeated whole")
  void unknown() {
    assertRefused(
        "{\"policies\": 1}",
        Moved.class,
        "this route does not know the member \"policies\"; it takes \"policy\"");
    assertRefused(
        "{\"%s\": 1}".formatted("x".repeat(1000)),
        Nothing.class,
        "this route does not know the member \"%s\"; it takes an object without members"
            .formatted("x".repeat(64)));
  }

  @Test
  @DisplayName("is an object, and JSON, and says nothing twice")
  void malformed() {
    for (String json : List.of("", " ", "null", "[]", "\"x\"", "5")) {
      assertRefused(json, Moved.class, "a JSON object is expected as the body");
    }
    assertRefused("{", Moved.class, "the body is no valid JSON from line 1, column 2 on");
    assertRefused("{}\n{}", Moved.class, "the body is no valid JSON from line 2, column 1 on");
    assertRefused(
        "{\"policy\": 1,\n\"policy\": 2}",
        Moved.class,
        "the body has a member twice, the second time in line 2");
    assertRefused(
        "{\"policy\":" + "[".repeat(40) + "]".repeat(40) + "}",
        Moved.class,
        "the body nests its JSON too deeply, or has a number or name that is too long");
  }

  @Test
  @DisplayName("that the record itself refuses gets the record's own code and words")
  void ownRefusal() {
    assertThatThrownBy(() -> read("{\"name\": \"n\", \"kind\": \"unheard\"}", Wanted.class))
        .isInstanceOfSatisfying(
            ProblemException.class,
            refused -> assertThat(refused.problem().code()).isEqualTo("own-code"))
        .hasMessage("kind is one of good, bad");
  }
}
