package dev.freehold.shell.azure.call;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.shell.remote.RemoteException;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * A client of the keys in one vault.
 *
 * @param pages reads pages from the vault
 */
public record RemoteKeys(AzurePages pages) {

  private static final String VERSION = "?api-version=7.5";

  public JsonNode get(String path) {
    return failing(() -> pages.rest().get(path + VERSION));
  }

  public JsonNode send(String method, String path, JsonNode body) {
    return failing(() -> pages.rest().send(method, path + VERSION, body));
  }

  public void each(String path, Consumer<JsonNode> element) {
    failing(
        () -> {
          pages.each(path + VERSION, element);
          return null;
        });
  }

  private static <T> T failing(Supplier<T> work) {
    try {
      return work.get();
    } catch (RemoteException refused) {
      throw new AzureFailure(ServiceErrors.ofKeys(refused));
    }
  }
}
