package dev.freehold.vault.keys.call;

import dev.freehold.vault.keys.DeletedKey;
import dev.freehold.vault.keys.DeletedKeyRows;
import dev.freehold.vault.keys.KeyErrors;
import dev.freehold.vault.wire.Answer;
import dev.freehold.vault.wire.CallHandler;
import dev.freehold.vault.wire.WireError;
import org.jdbi.v3.core.Handle;

/** Shows the public part of a deleted key, and until when it can be recovered. */
final class GetDeletedKey implements CallHandler<KeyCall> {

  @Override
  public Answer handle(KeyCall call) {
    DeletedKey key = call.exchange().read(tx -> find(tx, call));
    call.noted(key.latest());
    return Answer.ok(DeletedKeyJson.bundle(call, key));
  }

  /** Finds the deleted key that {@code call} names, or says that there is none. */
  static DeletedKey find(Handle tx, KeyCall call) {
    return DeletedKeyRows.find(tx, call.vault().id(), call.name())
        .orElseThrow(() -> absent(tx, call));
  }

  /** That the key which {@code call} names is not there, or is not deleted. */
  static WireError absent(Handle tx, KeyCall call) {
    return DeletedKeyRows.wasEverUsed(tx, call.vault().id(), call.name())
        ? KeyErrors.deletedNotFound(call.name())
        : KeyErrors.notFound(call.name().text());
  }
}
