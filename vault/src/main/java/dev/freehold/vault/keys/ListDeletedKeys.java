package dev.freehold.vault.keys;

import dev.freehold.vault.wire.Answer;
import dev.freehold.vault.wire.Handler;
import java.util.List;

/** Lists the keys that were deleted and can still be recovered, by name. */
final class ListDeletedKeys implements Handler<KeyCall> {

  @Override
  public Answer handle(KeyCall call) {
    Page page = Page.of(call);
    List<DeletedKey> rows =
        call.exchange()
            .read(
                tx -> DeletedKeyRows.list(tx, call.vault().id(), page.after(), page.rowsToRead()));
    return page.answer(
        call,
        rows,
        key -> DeletedKeyJson.item(call, key),
        key -> key.latest().place().foldedName());
  }
}
