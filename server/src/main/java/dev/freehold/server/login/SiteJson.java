package dev.freehold.server.login;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.freehold.server.http.HttpLimits;
import dev.freehold.server.http.Json;
import dev.freehold.vault.wire.Answer;
import dev.freehold.web.http.ProblemException;
import dev.freehold.web.http.WebRequest;
import java.io.IOException;
import java.util.UUID;

/** The service's JSON on the vaults' listener. */
final class SiteJson {

  private SiteJson() {}

  static <T> T body(WebRequest request, Class<T> type) {
    byte[] bytes = request.body((int) HttpLimits.MAX_JSON_BODY_BYTES);
    try {
      T value = Json.MAPPER.readValue(bytes, type);
      if (value == null) {
        throw ProblemException.badRequest("a JSON object is expected as the body");
      }
      return value;
    } catch (JsonProcessingException malformed) {
      throw malformed.getCause() instanceof ProblemException problem
          ? problem
          : ProblemException.badRequest("the body is not the JSON object expected here");
    } catch (IOException unreadable) {
      throw ProblemException.badRequest("the body cannot be read");
    }
  }

  static Answer json(int status, Object body) {
    return Answer.of(status, Json.MAPPER.valueToTree(body));
  }

  /** An id in a path; what is none names nothing. */
  static UUID id(String text) {
    try {
      return UUID.fromString(text);
    } catch (IllegalArgumentException notAnId) {
      throw ProblemException.notFound();
    }
  }
}
