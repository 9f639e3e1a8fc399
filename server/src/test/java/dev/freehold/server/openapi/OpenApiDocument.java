package dev.freehold.server.openapi;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freehold.server.http.Admission;
import dev.freehold.server.http.ApiAudience;
import dev.freehold.server.http.Handler;
import dev.freehold.server.http.Json;
import dev.freehold.web.http.Problem;
import dev.freehold.web.http.Route;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;

/** The document of routes in any order, in OpenAPI 3.1; sorted by path. */
final class OpenApiDocument {

  private static final String DESCRIPTION =
      """
      Freehold keeps tenants' mail and files encrypted under keys that the tenants own.

      Requests with members that a schema does not have are refused; answers may get further \
      members. A member without a value is left out. What belongs to another tenant answers like \
      what does not exist.

      The vaults' planes and the S3 listener follow protocols of others and are not in this \
      document; neither are the routes of the login host of vaults, which answers the same sign-in \
      in the spellings of other clients.\
      """;

  private final ObjectNode root = Json.MAPPER.createObjectNode();
  private final Schemas schemas = new Schemas();

  private OpenApiDocument(List<Route<Admission, Handler>> routes) {
    root.put("openapi", "3.1.0");
    ObjectNode info = root.putObject("info");
    info.put("title", "Freehold").put("version", "1").put("description", DESCRIPTION);
    info.putObject("license").put("name", "Apache-2.0").put("identifier", "Apache-2.0");
    server();
    tags(routes);
    ObjectNode paths = root.putObject("paths");
    Operations operations = new Operations(schemas);
    for (Route<Admission, Handler> route : sorted(routes)) {
      String path = Operations.path(route);
      ObjectNode item = paths.has(path) ? (ObjectNode) paths.get(path) : paths.putObject(path);
      item.set(route.method().toLowerCase(Locale.ROOT), operations.of(route));
    }
    ObjectNode components = root.putObject("components");
    security(components.putObject("securitySchemes").putObject("token"));
    responses(components.putObject("responses"));
    ObjectNode types = components.putObject("schemas");
    schemas.all().forEach(types::putPOJO);
    problem(types.putObject("Problem"));
  }

  private static List<Route<Admission, Handler>> sorted(List<Route<Admission, Handler>> routes) {
    return routes.stream().sorted(Comparator.comparing(Operations::path)).toList();
  }

  /** The document of {@code routes}, as text that depends on nothing else. */
  static String of(List<Route<Admission, Handler>> routes) {
    DefaultIndenter lines = new DefaultIndenter("  ", "\n");
    DefaultPrettyPrinter printer =
        new DefaultPrettyPrinter().withObjectIndenter(lines).withArrayIndenter(lines);
    try {
      return Json.MAPPER.writer(printer).writeValueAsString(new OpenApiDocument(routes).root)
          + "\n";
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException("a tree of JSON can be written", impossible);
    }
  }

  private void server() {
    ObjectNode server = root.putArray("servers").addObject();
    server.put("url", "https://{host}:{port}").put("description", "Where the server is reached.");
    ObjectNode variables = server.putObject("variables");
    variables.putObject("host").put("default", "freehold.localhost");
    variables.putObject("port").put("default", "8443");
  }

  private void tags(List<Route<Admission, Handler>> routes) {
    TreeMap<String, String> areas = new TreeMap<>();
    routes.forEach(route -> areas.putIfAbsent(Operations.tag(route), Operations.place(route)));
    ArrayNode tags = root.putArray("tags");
    areas.forEach((name, place) -> tags.addObject().put("name", name).put("description", place));
  }

  private static void security(ObjectNode scheme) {
    scheme.put("type", "oauth2");
    scheme.put(
        "description",
        "Applications get tokens with their secret. People get them with a device code, from"
            + " /{tenant}/oauth2/v2.0/devicecode (RFC 8628) and the same token endpoint.");
    ObjectNode flow = scheme.putObject("flows").putObject("clientCredentials");
    flow.put("tokenUrl", "/{tenant}/oauth2/v2.0/token");
    flow.putObject("scopes").put(ApiAudience.SCOPE, "All that the caller's roles allow.");
    scheme.put("x-freehold-device-authorization-url", "/{tenant}/oauth2/v2.0/devicecode");
  }

  private static void responses(ObjectNode responses) {
    refusal(responses, "BadRequest", "The request is out of form or bounds.");
    refusal(responses, "Unauthorized", "There is no token that is valid now.");
    header(responses, "WWW-Authenticate", "Unauthorized", "string", "Bearer.");
    refusal(responses, "Forbidden", "The caller has none of the roles.");
    refusal(responses, "NotFound", "It does not exist, or is another tenant's.");
    refusal(responses, "MethodNotAllowed", "The path has other methods.");
    header(responses, "Allow", "MethodNotAllowed", "string", "The methods of the path.");
    refusal(responses, "ContentTooLarge", "The body is longer than the route takes.");
    refusal(responses, "TooManyRequests", "The caller asks too often; ask again later.");
    header(responses, "Retry-After", "TooManyRequests", "integer", "After how many seconds.");
    refusal(responses, "ServiceUnavailable", "The server, or a vault that it needs, cannot now.");
    header(responses, "Retry-After", "ServiceUnavailable", "integer", "After how many seconds.");
    refusal(responses, "Problem", "Any other refusal; its code says which.");
  }

  private static void refusal(ObjectNode responses, String name, String description) {
    ObjectNode response = responses.putObject(name).put("description", description);
    response.putObject("content").set(Problem.MEDIA_TYPE, problem());
  }

  /** A body that is a problem. */
  static ObjectNode problem() {
    ObjectNode content = Json.MAPPER.createObjectNode();
    content.putObject("schema").put("$ref", "#/components/schemas/Problem");
    return content;
  }

  private static void header(
      ObjectNode responses, String header, String name, String type, String description) {
    ObjectNode said = ((ObjectNode) responses.get(name)).putObject("headers").putObject(header);
    said.put("description", description).putObject("schema").put("type", type);
  }

  /** As {@link Problem#toBody} writes it. */
  private static void problem(ObjectNode schema) {
    schema.put("type", "object");
    schema.put("description", "Why a request was not done (RFC 9457).");
    ObjectNode members = schema.putObject("properties");
    ArrayNode required = schema.putArray("required");
    new Problem(400, "", "").toBody("").keySet().forEach(required::add);
    text(members, "type", "urn:freehold:problem: and the code.");
    members.putObject("status").put("type", "integer").put("description", "The HTTP status.");
    text(members, "code", "The stable code, for programs.");
    text(members, "detail", "What was expected and what to do, for people.");
    text(members, "requestId", "Names the request in the server's log.");
  }

  private static void text(ObjectNode members, String name, String description) {
    members.putObject(name).put("type", "string").put("description", description);
  }
}
