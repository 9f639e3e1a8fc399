package dev.freehold.shell.azure.call;

import com.fasterxml.jackson.databind.JsonNode;
import dev.freehold.shell.remote.RemoteException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * A client of the keys in one vault.
 *
 * @param pages reads pages from the vault
 * @param warning takes what the vault warns of although it did as it was asked
 */
public record RemoteKeys(AzurePages pages, Consumer<String> warning) {

  private static final String VERSION = "?api-version=7.5";

  /** Only changes have dry runs, so vaults that know them refuse others with it. */
  private static final String DRY_RUN = "&freehold-dry-run=true";

  private static final int BAD_REQUEST = 400;

  /** The address of the vault, without a slash at its end. */
  public URI address() {
    return pages.base();
  }

  public JsonNode get(String path) {
    return failing(() -> pages.rest().get(path + VERSION));
  }

  public JsonNode send(String method, String path, JsonNode body) {
    return failing(() -> pages.rest().send(method, path + VERSION, body, warning));
  }

  /**
   * What the vault would warn of; nothing is changed. Empty if that is nothing, or if the vault
   * cannot tell.
   *
   * @param asked the path of the object, which whoever may act on it may read
   */
  public Optional<String> warningOf(String asked, String method, String path, JsonNode body) {
    if (!hasDryRuns(asked)) {
      return Optional.empty();
    }
    List<String> warnings = new ArrayList<>();
    try {
      pages.rest().send(method, path + VERSION + DRY_RUN, body, warnings::add);
    } catch (RemoteException refused) {
      // The act itself will be refused, and say why.
    }
    return warnings.stream().findFirst();
  }

  /** A vault that does not know dry runs takes no notice of the parameter, and would act. */
  private boolean hasDryRuns(String asked) {
    try {
      pages.rest().get(asked + VERSION + DRY_RUN);
      return false;
    } catch (RemoteException refused) {
      return refused.status() == BAD_REQUEST;
    }
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
