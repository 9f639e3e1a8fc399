package dev.freehold.vault.keys.plane;

import dev.freehold.vault.keys.KeyRows;
import dev.freehold.vault.keys.KeyVersion;
import dev.freehold.vault.keys.call.KeyCall;
import dev.freehold.vault.keys.call.KeyJson;
import dev.freehold.vault.keys.call.KeyPage;
import dev.freehold.vault.wire.Answer;
import dev.freehold.vault.wire.CallHandler;
import dev.freehold.vault.wire.WireError;
import java.util.List;

/** Lists the versions of a key, oldest first; an empty list for a name that was never used. */
final class ListVersions implements CallHandler<KeyCall> {

  @Override
  public Answer handle(KeyCall call) {
    KeyPage page = KeyPage.of(call);
    int after = ordinal(page.after());
    List<KeyVersion> rows =
        call.exchange()
            .read(
                tx ->
                    KeyRows.versions(tx, call.vault().id(), call.name(), after, page.rowsToRead()));
    String base = call.exchange().baseUri();
    return page.answer(
        call,
        rows,
        key -> KeyJson.item(call, key, KeyJson.versionedId(base, key)),
        key -> Integer.toString(key.ordinal()));
  }

  private static int ordinal(String position) {
    if (position.isEmpty()) {
      return 0;
    }
    if (!position.matches("[0-9]{1,9}")) {
      throw WireError.badParameter("The skip token is not one of this vault's.");
    }
    return Integer.parseInt(position);
  }
}
