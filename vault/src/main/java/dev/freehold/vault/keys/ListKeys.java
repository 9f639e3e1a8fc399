package dev.freehold.vault.keys;

import dev.freehold.vault.wire.Answer;
import dev.freehold.vault.wire.Handler;
import java.util.List;

/** Lists keys by name, each with what its latest version says. */
final class ListKeys implements Handler<KeyCall> {

  @Override
  public Answer handle(KeyCall call) {
    Page page = Page.of(call);
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
