package dev.freehold.server.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import dev.freehold.server.http.Admission;
import dev.freehold.server.http.Handler;
import dev.freehold.server.http.Json;
import dev.freehold.web.http.Route;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Compares answers with what the document of their routes says. For one thread. */
public final class DocumentedAnswers {

  private final JsonNode document;
  private final JsonSchemaFactory schemas = JsonSchemaFactory.getInstance(VersionFlag.V202012);
  private final Map<String, JsonSchema> known = new HashMap<>();

  /** What the document of {@code routes} says. */
  public DocumentedAnswers(List<Route<Admission, Handler>> routes) throws IOException {
    this.document = Json.MAPPER.readTree(OpenApiDocument.of(routes));
  }

  /**
   * Fails if the answer's status, media type or JSON is not in the document.
   *
   * @param route the method and the path of the route, with a space between
   */
  public void check(String route, HttpResponse<String> answer) throws IOException {
    String[] parts = route.split(" ", 2);
    JsonNode operation =
        document
            .path("paths")
            .path(parts[1].replace("...}", "}"))
            .path(parts[0].toLowerCase(Locale.ROOT));
    JsonNode responses = operation.path("responses");
    assertThat(responses.isObject()).as(route).isTrue();
    String status = Integer.toString(answer.statusCode());
    JsonNode response =
        resolved(
            responses.path(status).isMissingNode()
                ? responses.path("default")
                : responses.path(status));
    String type = answer.headers().firstValue("Content-Type").orElse("").split(";", 2)[0];
    JsonNode content = response.path("content");
    if (type.isEmpty()) {
      assertThat(content.isMissingNode()).as("%s: %s without a body", route, status).isTrue();
      return;
    }
    assertThat(content.has(type)).as("%s: %s with %s", route, status, type).isTrue();
    JsonNode schema = content.path(type).path("schema");
    if (!schema.isMissingNode()) {
      assertThat(schema(schema).validate(Json.MAPPER.readTree(answer.body())))
          .as("%s: %s", route, status)
          .isEmpty();
    }
  }

  private JsonNode resolved(JsonNode response) {
    return response.has("$ref")
        ? document.at(response.path("$ref").asText().substring(1))
        : response;
  }

  private JsonSchema schema(JsonNode schema) {
    return known.computeIfAbsent(
        schema.toString(),
        text -> {
          String types = document.path("components").path("schemas").toString();
          String whole = "{\"$defs\":%s,\"allOf\":[%s]}".formatted(types, text);
          return schemas.getSchema(whole.replace("#/components/schemas/", "#/$defs/"));
        });
  }
}
