package dev.freehold.server.testing;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.custody.CustodyLimits;
import dev.freehold.server.client.ApiClient;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;

/** One person has what names another one erased: asks, waits, does it. */
public final class Erasing {

  private static final Duration WAIT = CustodyLimits.PENDING_ACT_WAIT.plusSeconds(1);

  private Erasing() {}

  /** The answer to the erasure; {@code clock} is the server's and the client's. */
  public static JsonNode erase(ApiClient client, SettableClock clock, String objectId)
      throws IOException {
    String id =
        client.post("/api/v1/ledger/erasures", Map.of("objectId", objectId)).path("id").asText();
    clock.advance(WAIT);
    return client.post("/api/v1/pending-acts/" + id + "/carry-out", Map.of());
  }
}
