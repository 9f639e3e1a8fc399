package dev.freehold.vault.http;

import dev.freehold.vault.wire.Answer;
import dev.freehold.vault.wire.IncomingRequest;
import dev.freehold.vault.wire.WireError;
import dev.freehold.vault.wire.WireJson;
import java.util.function.Function;

/** A service for tests of the listener: it reads the body and says how long it was. */
final class BodyLength {

  private BodyLength() {}

  static Function<IncomingRequest, Answer> upTo(int maxBytes) {
    return request -> {
      try {
        return Answer.ok(WireJson.object().put("length", request.body(maxBytes).length));
      } catch (WireError e) {
        return e.toAnswer();
      }
    };
  }
}
