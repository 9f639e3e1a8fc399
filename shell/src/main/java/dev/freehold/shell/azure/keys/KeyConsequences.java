package dev.freehold.shell.azure.keys;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.shell.service.KeyAddress;
import java.util.ArrayList;
import java.util.List;

/**
 * What comes of ending the use of a key: what its vault warns of, and what the service says of the
 * policies that have it as a root.
 *
 * @param asked the path of the key as it is now
 * @param method how the act is asked for
 * @param path where
 * @param body with what; may be null
 */
record KeyConsequences(KeySelection key, String asked, String method, String path, JsonNode body) {

  /** A line each; none if nobody needs the key. */
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    key.plane().warningOf(asked, method, path, body).map(key.call()::named).ifPresent(lines::add);
    lines.addAll(key.call().previews(this::isRoot));
    return lines;
  }

  /** The version of the act, or any where it is about the whole key. */
  private boolean isRoot(String rootUri) {
    String address = key.address();
    if (rootUri.equals(address)) {
      return true;
    }
    boolean isOfOneVersion = !key.version().isEmpty() && method.equals("PATCH");
    return isOfOneVersion
        ? rootUri.equals(KeyAddress.normal(address + "/" + key.version()))
        : rootUri.startsWith(address + "/");
  }
}
