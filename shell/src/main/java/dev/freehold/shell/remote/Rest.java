package dev.freehold.shell.remote;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.function.Consumer;

/**
 * A client of JSON documents below one base address, for one account. Safe for use by many threads;
 * a thread that is interrupted stops waiting.
 *
 * <p>Every method throws {@link RemoteException}. An answer without a body is a missing node.
 */
public interface Rest {

  /**
   * GET.
   *
   * @param path begins with a slash and is encoded; may have a query
   */
  JsonNode get(String path);

  /** Any other method with a body; {@code null} for none. */
  JsonNode send(String method, String path, JsonNode body);

  /**
   * The same.
   *
   * @param warning takes what the server warns of although it did as it was asked
   */
  default JsonNode send(String method, String path, JsonNode body, Consumer<String> warning) {
    return send(method, path, body);
  }
}
