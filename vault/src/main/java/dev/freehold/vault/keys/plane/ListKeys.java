package dev.freehold.vault.keys.plane;

import dev.freehold.vault.keys.KeyRows;
import dev.freehold.vault.keys.KeyVersion;
import dev.freehold.vault.keys.call.KeyCall;
import dev.freehold.vault.keys.call.KeyJson;
import dev.freehold.vault.keys.call.KeyPage;
import dev.freehold.vault.wire.Answer;
import dev.freehold.vault.wire.CallHandler;
import java.util.List;

/** Lists keys by name, each with what its latest version says. */
final class ListKeys implements CallHandler<KeyCall> {

  @Override
  public Answer handle(KeyCall call) {
    KeyPage page = KeyPage.of(call);
    List<KeyVersion> rows =
        call.exchange()
            .read(tx -> KeyRows.keys(tx, call.vault().id(), page.after(), page.rowsToRead()));
    String base = call.exchange().baseUri();
    return page.answer(
        call,
        rows,
        key -> KeyJson.item(call, key, KeyJson.id(base, key)),
        key -> key.place().foldedName());
  }
}
