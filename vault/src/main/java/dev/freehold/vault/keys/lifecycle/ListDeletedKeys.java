package dev.freehold.vault.keys.lifecycle;

import dev.freehold.vault.keys.DeletedKey;
import dev.freehold.vault.keys.DeletedKeyRows;
import dev.freehold.vault.keys.call.KeyCall;
import dev.freehold.vault.keys.call.KeyPage;
import dev.freehold.vault.wire.Answer;
import dev.freehold.vault.wire.CallHandler;
import java.util.List;

/** Lists the keys that were deleted and can still be recovered, by name. */
final class ListDeletedKeys implements CallHandler<KeyCall> {

  @Override
  public Answer handle(KeyCall call) {
    KeyPage page = KeyPage.of(call);
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
